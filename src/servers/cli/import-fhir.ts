import path from 'node:path'
import { importFhir, reportLines } from '../../features/interop/index.ts'
import { practiceForOperator } from '../../features/practice/index.ts'
import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'
import { bringUpToDate } from './migrate.ts'
import { practiceOf } from './option.ts'
import { withProgram } from './program.ts'
import type { Subcommand } from './subcommand.ts'

const usage = 'Usage: anteroom import fhir DIR|FILE … [--source NAME] [--practice ID]'

export const importFhirFiles: Subcommand = {
  name: 'import fhir',
  takes: 'DIR|FILE … [--source NAME]',
  summary: 'take FHIR R4 bundles, resources or NDJSON; again without doubling; what is broken is put aside and named',
  options: { source: { type: 'string' }, practice: { type: 'string' } },
  async run(asked) {
    const { words, options, settings, out } = asked
    if (words.length === 0) throw new CannotStart('cli.usage', 'A file or folder is needed.', usage, exitStatus.usage)
    const paths = words.map(word => path.resolve(word))
    const named = practiceOf(asked)
    return withProgram(settings, async ({ app }) => {
      await bringUpToDate(app)
      const practice = await practiceForOperator(app, named)
      const report = await importFhir(app, practice, paths, {
        ...(typeof options.source === 'string' ? { source: options.source } : {}),
        onFile: (name, done, of) => out.line(`${done} of ${of}  ${name}`),
      })
      for (const line of reportLines(report)) out.line(line)
      out.data(report)
      // What was sound is in; a script still learns that something was put aside.
      return report.files.every(file => file.state === 'whole') ? exitStatus.ok : exitStatus.badInput
    })
  },
}
