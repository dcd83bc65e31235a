import { createReadStream } from 'node:fs'
import { type Id, newId } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { decode } from '../../formats/fhir/decode.ts'
import { containedCoverages, readResource, readTypes } from '../../formats/fhir/resources.ts'
import type { Scanned } from '../../formats/fhir/scan.ts'
import type { App } from '../../platform/context.ts'
import { inTransaction } from '../../platform/transaction.ts'
import { operatorOf } from '../practice/index.ts'
import { filesMeant, type ImportFile } from './import-files.ts'
import { countOutcome, emptyReport, type ImportReport } from './import-report.ts'
import { hashOf, type Item, type Run } from './import-run.ts'
import { keepCoverage } from './keep-coverage.ts'
import { leftReason } from './left-reason.ts'
import { quarantine } from './quarantine.ts'
import { sourceKey } from './source-key.ts'
import { type FileState, type Job, keep, remember, type Take, takeAll } from './take-all.ts'
import { takeParty } from './take-party.ts'
import { takePatient } from './take-patient.ts'
import { takeVisit } from './take-visit.ts'

/** Another import into this practice is running. */
const importRunning = refusal('interop.import-running', 'conflict')

export type ImportAsk = {
  /** Name of the other system; tells its bare ids ('Patient/17') from another's. */
  source?: string
  /** Called when a file has been read for the first time, for a line of progress. */
  onFile?(name: string, done: number, of: number): void
}

type Resource = Extract<Scanned, { kind: 'resource' }>

const firstTypes: Readonly<Record<string, Take>> = {
  Patient: takePatient,
  Practitioner: takeParty,
  Organization: takeParty,
  Location: takeParty,
}
const takeCoverage: Take = (ctx, run, item, note) => keepCoverage(ctx, run, item, note, false)
const takeContained: Take = (ctx, run, item, note) => keepCoverage(ctx, run, item, note, true)

/** Items a transaction; a commit for each would take most of the time. */
const atOnce = 50

/**
 * Takes FHIR R4 files (Bundles, single resources, NDJSON) into a practice: patients, practitioners, organizations, locations, encounters as
 * past visits, coverages kept for later. Again without doubling. Broken files give what is sound; the rest is quarantined with its
 * path. Read twice, because an encounter may stand before its patient, or in another file; one entry is held at a time.
 * Throws `platform.not-found` for a path that is not there, `interop.import-running` while another import runs.
 */
export async function importFhir(
  app: App,
  practice: Id<'practice'>,
  paths: readonly string[],
  ask: ImportAsk = {},
): Promise<ImportReport> {
  const files = await filesMeant(paths)
  const lock = await app.db.owner.connect()
  const name = `anteroom.import.${practice}`
  try {
    const { rows } = await lock.query<{ got: boolean }>('select pg_try_advisory_lock(hashtext($1)) as got', [name])
    if (!rows[0]!.got) throw importRunning()
    try {
      return await importAll(app, practice, files, ask)
    } finally {
      await lock.query('select pg_advisory_unlock(hashtext($1))', [name])
    }
  } finally {
    lock.release()
  }
}

async function importAll(
  app: App,
  practice: Id<'practice'>,
  files: ImportFile[],
  ask: ImportAsk,
): Promise<ImportReport> {
  const run = await beginRun(app, practice, ask.source ?? 'import')
  const states: FileState[] = []
  for (const [n, file] of files.entries()) {
    const state: FileState = {
      file,
      name: file.name,
      state: 'whole',
      resources: 0,
      problems: 0,
      keptAs: null,
      kept: [],
    }
    states.push(state)
    await readFile(run, state, one => firstJobs(run, state, one), true)
    ask.onFile?.(file.name, n + 1, files.length)
  }
  for (const state of states) {
    await readFile(run, state, one => secondJobs(run, state, one), false)
    if (state.kept.length > 0) state.keptAs = await quarantine(run, state.file, state.kept)
    const lost = state.kept.some(one => one.extent !== 'field')
    state.state = lost ? (state.resources > 0 ? 'partly' : 'nothing') : 'whole'
    state.problems = state.kept.length
    const { file: _, kept: __, ...report } = state
    run.report.files.push(report)
  }
  await endRun(run)
  return run.report
}

async function beginRun(app: App, practice: Id<'practice'>, source: string): Promise<Run> {
  const now = app.clock.now()
  return inTransaction(app, operatorOf(practice), 'import', async ctx => {
    const [row] = await ctx.sql<{ zone: string; country: string }>`
      select zone, country from practice.practice where practice_id = ${ctx.practice}`
    const { zone, country } = row!
    const id = newId<'import-run'>(now.epochMilliseconds)
    const today = now.toZonedDateTimeISO(zone).toPlainDate().toString()
    return {
      id,
      app,
      practice,
      source,
      report: emptyReport(id, now.toString()),
      seen: new Map(),
      known: new Map(),
      country,
      zone,
      today,
    }
  })
}

async function endRun(run: Run): Promise<void> {
  run.report.endedAt = run.app.clock.now().toString()
  await inTransaction(run.app, operatorOf(run.practice), `import-${run.id}`, async ctx => {
    await ctx.sql`
      insert into interop.import_run (practice_id, id, began_at, ended_at, by_kind, by_staff, report)
      values (${ctx.practice}, ${run.id}, ${run.report.beganAt}, ${run.report.endedAt}, ${ctx.caller.kind}, ${ctx.caller.staff}, ${JSON.stringify(run.report)}::jsonb)`
  })
}

/** Reads one file through and takes what `jobsOf` makes of each resource, fifty to a transaction. */
async function readFile(run: Run, state: FileState, jobsOf: (one: Resource) => Job[], first: boolean): Promise<void> {
  let waiting: Job[] = []
  const repeats: Item[] = []
  const flush = async () => {
    const jobs = waiting
    waiting = []
    await takeAll(run, state, jobs)
  }
  try {
    for await (const one of decode(createReadStream(state.file.at))) {
      if (one.kind === 'problem') {
        const { path, code, message } = one.problem
        if (first) keep(run, state, { extent: path === '' ? 'file' : 'entry', path, code, message })
        continue
      }
      if (first) state.resources++
      for (const job of jobsOf(one)) {
        if (isRepeated(run, state, job)) repeats.push(job.item)
        else waiting.push(job)
      }
      if (waiting.length >= atOnce) await flush()
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    if (first)
      keep(run, state, { extent: 'file', path: '', code: 'unreadable', message: 'cannot be read from the disk' })
  }
  await flush()
  for (const item of repeats) {
    const ours = run.known.get(sourceKey(item.origin)!)
    if (ours) remember(run, item, ours)
  }
}

/** First reading: people and places; what nobody here reads is counted and left. */
function firstJobs(run: Run, state: FileState, one: Resource): Job[] {
  const take = firstTypes[one.resourceType]
  if (take) return readItem(run, state, one, take)
  if (!(readTypes as readonly string[]).includes(one.resourceType)) {
    countOutcome(run.report, one.resourceType, { state: 'left', reason: leftReason(one.resourceType) })
  }
  return []
}

/** Second reading: what refers to people and places. */
function secondJobs(run: Run, state: FileState, one: Resource): Job[] {
  if (one.resourceType === 'Encounter') return readItem(run, state, one, takeVisit)
  if (one.resourceType === 'Coverage') return readItem(run, state, one, takeCoverage)
  if (!Object.hasOwn(one.resource, 'contained')) return []
  return containedCoverages(one.resource, one.path).map(({ data, path }) => ({
    item: {
      file: state.name,
      path,
      origin: { source: run.source, fullUrl: one.fullUrl, type: 'Coverage', id: null },
      data,
      raw: data.raw,
    },
    type: 'Coverage (in claims)',
    take: takeContained,
  }))
}

function readItem(run: Run, state: FileState, one: Resource, take: Take): Job[] {
  const { data, problems } = readResource(one.resource, one.path)
  if (!data) {
    const why = problems.at(-1) ?? { path: one.path, code: 'bad-value', message: 'cannot be used' }
    keep(run, state, { extent: 'entry', ...why })
    countOutcome(run.report, one.resourceType, { state: 'quarantined', ...why })
    return []
  }
  for (const { path, code, message } of problems) keep(run, state, { extent: 'field', path, code, message })
  const origin = { source: run.source, fullUrl: one.fullUrl, type: data.type, id: data.id }
  return [{ item: { file: state.name, path: one.path, origin, data, raw: one.resource }, type: data.type, take }]
}

/** True if this import has met the resource before: word for word, or contradicting itself, which is told and not taken. */
function isRepeated(run: Run, state: FileState, { item, type, take }: Job): boolean {
  const key = take === takeContained ? null : sourceKey(item.origin)
  if (!key) return false
  const hash = hashOf(item.data)
  const before = run.seen.get(`${type} ${key}`)
  if (before === undefined) {
    run.seen.set(`${type} ${key}`, hash)
    return false
  }
  if (before === hash) {
    countOutcome(run.report, type, { state: 'repeated' })
    return true
  }
  const why = { code: 'contradiction', message: 'has an id that stood before in this import with other contents' }
  keep(run, state, { extent: 'entry', path: item.path, ...why })
  countOutcome(run.report, type, { state: 'quarantined', ...why })
  return true
}
