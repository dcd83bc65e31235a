import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Refusal, type RefusalKind } from '../../core/refusal.ts'
import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'
import { projectFolder, readSettings } from '../../platform/settings.ts'
import { help } from './help.ts'
import type { Output, Subcommand } from './subcommand.ts'
import { subcommands } from './subcommands.ts'

const statusOfKind: Record<RefusalKind, number> = {
  invalid: exitStatus.badInput,
  denied: exitStatus.noPermission,
  missing: exitStatus.badInput,
  conflict: exitStatus.failed,
  busy: exitStatus.inUse,
}

/** The longest name that the words begin with, so that 'token create' wins over 'token'. */
async function subcommandOf(words: string[]): Promise<{ subcommand: Subcommand; rest: string[] }> {
  for (const length of [2, 1]) {
    const load = subcommands[words.slice(0, length).join(' ')]
    if (load) return { subcommand: await load(), rest: words.slice(length) }
  }
  throw new CannotStart(
    'cli.unknown',
    words.length === 0 ? 'What should be done?' : `There is no "${words.slice(0, 2).join(' ')}".`,
    'anteroom --help lists everything.',
    exitStatus.usage,
  )
}

function parsed(subcommand: Subcommand, args: string[]) {
  try {
    const options = { json: { type: 'boolean' }, ...subcommand.options } as const
    return parseArgs({ args, options, allowPositionals: true })
  } catch (cause) {
    const usage = `Usage: anteroom ${subcommand.name} ${subcommand.takes}`.trimEnd()
    throw new CannotStart('cli.usage', (cause as Error).message.split('. ')[0] ?? '', usage, exitStatus.usage)
  }
}

/** What went wrong, in the words of whoever refused. Anything else is a bug and shows where it happened. */
function explained(error: unknown): { code: string; message: string; advice: string; status: number } {
  if (error instanceof CannotStart) {
    return { code: error.code, message: error.message, advice: error.advice, status: error.exitCode }
  }
  if (error instanceof Refusal) {
    const { fields, ...facts } = error.facts as {
      what?: unknown
      path?: unknown
      fields?: { path: string; message: string }[]
    }
    const told = Object.keys(facts).length > 0 ? ` ${JSON.stringify(facts)}` : ''
    const message =
      fields?.map(field => `${field.path}: ${field.message}`).join('; ') || `Refused: ${error.code}${told}`
    if (facts.what === 'practice') {
      const advice = 'Start Anteroom and open its address to set one up.'
      return { code: error.code, message: 'There is no such practice here.', advice, status: exitStatus.badInput }
    }
    if (facts.what === 'file') {
      return { code: error.code, message: `There is no ${facts.path}.`, advice: '', status: exitStatus.badInput }
    }
    const advice = error.code === 'practice.name-one' ? 'Name one of them with --practice ID.' : ''
    return { code: error.code, message, advice, status: statusOfKind[error.kind] }
  }
  if (error instanceof z.ZodError) {
    const message = error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    return { code: 'platform.invalid-input', message, advice: '', status: exitStatus.badInput }
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: 'failure', message: text, advice: '', status: exitStatus.failed }
}

/** Runs the tool for the words after `anteroom` and answers the exit status. */
export async function runTool(
  args: string[],
  print: { out(text: string): void; err(text: string): void },
  environment: Record<string, string | undefined>,
): Promise<number> {
  const json = args.includes('--json')
  const out: Output = {
    line: (text = '') => void (json || print.out(text)),
    data: value => void (json && print.out(JSON.stringify(value))),
  }
  try {
    if (args.includes('--help') || args.includes('-h') || args[0] === 'help') {
      print.out(await help())
      return exitStatus.ok
    }
    const words = args.filter(word => word !== '--json')
    const { subcommand, rest } = await subcommandOf(words)
    const { values, positionals } = parsed(subcommand, rest)
    return await subcommand.run({ words: positionals, options: values, settings: readSettings(environment), out })
  } catch (error) {
    const { code, message, advice, status } = explained(error)
    if (json) print.out(JSON.stringify({ error: { code, message, ...(advice ? { advice } : {}) } }))
    else print.err(advice ? `${message}\n${advice}` : message)
    return status
  }
}

if (import.meta.main) {
  // Half of a start is compiling; what was compiled once is kept beside the built web app. Where it cannot be written nothing is lost.
  enableCompileCache(path.join(projectFolder, 'build', 'compiled'))
  process.exitCode = await runTool(
    process.argv.slice(2),
    { out: text => console.log(text), err: text => console.error(text) },
    process.env,
  )
}
