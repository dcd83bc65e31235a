/** What became of one resource. `matched`: it was here already, known by one of its numbers. */
export type Outcome =
  | { state: 'new' | 'updated' | 'unchanged' | 'repeated' | 'matched' }
  | { state: 'left'; reason: string }
  | { state: 'quarantined'; code: string; message: string; path?: string }

type TypeReport = {
  seen: number
  new: number
  updated: number
  unchanged: number
  /** Again in the same import, word for word. */
  repeated: number
  matched: number
  quarantined: number
  /** Left on purpose: why, and how many. */
  left: Record<string, number>
}

export type FileReport = {
  name: string
  /** whole: nothing wrong with it; partly: what is sound was taken; nothing: it could not be read at all. */
  state: 'whole' | 'partly' | 'nothing'
  resources: number
  problems: number
  /** Where the file is kept because something of it could not be taken, relative to the data folder. */
  keptAs: string | null
}

export type ImportReport = {
  run: string
  beganAt: string
  endedAt: string
  files: FileReport[]
  types: Record<string, TypeReport>
  /** What was left out of resources that were taken: why, and how often. */
  withoutThese: Record<string, number>
  /** New patients who may be somebody already here, by chart number: to be looked at, and merged if so. */
  possibleDoubles: { chart: string; like: string[] }[]
  /** The first problems, with file and path. The rest is in the quarantine. */
  problems: { file: string; path: string; message: string }[]
}

const mostProblems = 500

export const emptyReport = (run: string, beganAt: string): ImportReport => ({
  run,
  beganAt,
  endedAt: beganAt,
  files: [],
  types: {},
  withoutThese: {},
  possibleDoubles: [],
  problems: [],
})

function typeReport(report: ImportReport, type: string): TypeReport {
  report.types[type] ??= {
    seen: 0,
    new: 0,
    updated: 0,
    unchanged: 0,
    repeated: 0,
    matched: 0,
    quarantined: 0,
    left: {},
  }
  return report.types[type]
}

export function countOutcome(report: ImportReport, type: string, outcome: Outcome): void {
  const counts = typeReport(report, type)
  counts.seen++
  if (outcome.state === 'left') counts.left[outcome.reason] = (counts.left[outcome.reason] ?? 0) + 1
  else counts[outcome.state]++
}

export function addProblem(report: ImportReport, file: string, path: string, message: string): void {
  if (report.problems.length < mostProblems) report.problems.push({ file, path, message })
}

/** The report in lines for a terminal: types, what was left and why, files with something wrong, possible doubles. Names no patient. */
export function reportLines(report: ImportReport): string[] {
  const lines: string[] = []
  const row = (cells: (string | number)[]) =>
    cells.map((cell, n) => (n === 0 ? String(cell).padEnd(24) : String(cell).padStart(11))).join('')
  lines.push(row(['', 'seen', 'new', 'updated', 'unchanged', 'matched', 'repeated', 'left', 'quarantined']))
  for (const [type, counts] of Object.entries(report.types).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const left = Object.values(counts.left).reduce((a, b) => a + b, 0)
    const { seen, updated, unchanged, matched, repeated, quarantined } = counts
    lines.push(row([type, seen, counts.new, updated, unchanged, matched, repeated, left, quarantined]))
  }
  const section = (title: string, of: string[]) => {
    if (of.length > 0) lines.push('', title, ...of.map(one => `  ${one}`))
  }
  section(
    'Left on purpose:',
    Object.entries(report.types).flatMap(([type, counts]) =>
      Object.entries(counts.left).map(([reason, count]) => `${count} × ${type}: ${reason}`),
    ),
  )
  section(
    'Taken, but without:',
    Object.entries(report.withoutThese).map(([what, count]) => `${count} × ${what}`),
  )
  section(
    'May be somebody already here (merge, or leave):',
    report.possibleDoubles.map(one => `chart ${one.chart} is like ${one.like.join(', ')}`),
  )
  section(
    'Files with something wrong:',
    report.files
      .filter(file => file.state !== 'whole')
      .map(file => `${file.name}: ${file.problems} problems, kept as ${file.keptAs ?? 'it is'}`),
  )
  section(
    'Problems:',
    report.problems.slice(0, 50).map(one => `${one.file}: ${one.path || 'the file'} ${one.message}`),
  )
  if (report.problems.length > 50) lines.push(`  … and ${report.problems.length - 50} more`)
  return lines
}
