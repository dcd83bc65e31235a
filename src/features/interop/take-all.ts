import { Refusal } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { auditLine, inTransaction } from '../../platform/transaction.ts'
import { operatorOf } from '../practice/index.ts'
import type { ImportFile } from './import-files.ts'
import { addProblem, countOutcome, type FileReport, type Outcome } from './import-report.ts'
import { type Item, type Noted, noted, type Run } from './import-run.ts'
import { type Kept, mostKept } from './quarantine.ts'
import { aliasesOf, sourceKey } from './source-key.ts'

/** How one kind of resource is taken; what it notes is believed once its transaction has committed. */
export type Take = (ctx: Context, run: Run, item: Item, note: Noted) => Promise<Outcome>
export type Job = { item: Item; type: string; take: Take }
/** A file on its way in, with what could not be taken of it. */
export type FileState = FileReport & { file: ImportFile; kept: Kept[] }

/** Takes some items in one transaction. If one of them fails in a way nobody foresaw, each is tried alone, and that one is quarantined. */
export async function takeAll(run: Run, state: FileState, jobs: Job[]): Promise<void> {
  if (jobs.length === 0) return
  try {
    const taken = await takeTogether(run, jobs)
    for (const [n, job] of jobs.entries()) settle(run, state, job, ...taken[n]!)
  } catch (error) {
    if (jobs.length > 1) {
      for (const job of jobs) await takeAll(run, state, [job])
      return
    }
    if (!(error instanceof Refusal)) run.app.log.error('interop.import-item', error)
    const code = error instanceof Refusal ? error.code : 'unexpected'
    settle(run, state, jobs[0]!, { state: 'quarantined', code, message: 'was refused; the log says why' }, noted())
  }
}

function takeTogether(run: Run, jobs: Job[]): Promise<[Outcome, Noted][]> {
  return inTransaction(run.app, operatorOf(run.practice), `import-${run.id}`, async (ctx, notes) => {
    const taken: [Outcome, Noted][] = []
    for (const job of jobs) {
      const note = noted()
      taken.push([await job.take(ctx, run, job.item, note), note])
    }
    ctx.concerns([], { import: run.id })
    if (notes.patients.size > 0) notes.ending.line = auditLine(ctx, 'interop.import-fhir', notes, 'done', null)
    return taken
  })
}

/** Notes what a committed item left behind: counts, names it may be referred to by, problems. */
function settle(run: Run, state: FileState, { item, type }: Job, outcome: Outcome, note: Noted): void {
  countOutcome(run.report, type, outcome)
  note.onceTaken()
  if (note.ours) remember(run, item, note.ours)
  if (note.double) run.report.possibleDoubles.push(note.double)
  if (outcome.state === 'quarantined') {
    keep(run, state, { extent: 'entry', path: outcome.path ?? item.path, code: outcome.code, message: outcome.message })
  }
  for (const { path, code, message } of note.remarks) {
    if (code === 'bad-value') keep(run, state, { extent: 'field', path, code, message })
    else run.report.withoutThese[message] = (run.report.withoutThese[message] ?? 0) + 1
  }
}

export function remember(run: Run, item: Item, ours: string): void {
  if (!('identifiers' in item.data) || item.data.type === 'Coverage' || item.data.type === 'Encounter') return
  const key = sourceKey(item.origin)
  if (key) run.known.set(key, ours)
  for (const alias of aliasesOf(item.origin, item.data.identifiers)) {
    run.known.set(alias.includes('?identifier=') ? alias : `${item.file}\n${alias}`, ours)
  }
}

export function keep(run: Run, state: FileState, kept: Kept): void {
  if (state.kept.length < mostKept) state.kept.push(kept)
  addProblem(run.report, state.name, kept.path, kept.message)
}
