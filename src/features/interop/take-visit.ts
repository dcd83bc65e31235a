import type { EncounterData } from '../../formats/fhir/resources.ts'
import type { Context } from '../../platform/context.ts'
import { recordPastVisit } from '../schedule/index.ts'
import type { Outcome } from './import-report.ts'
import {
  hashOf,
  type Item,
  knownSource,
  type Noted,
  presentPatient,
  type Run,
  rememberSource,
  resolve,
} from './import-run.ts'
import { sourceKey } from './source-key.ts'
import { partyOf } from './take-party.ts'

/** What an encounter's status means for the past; others are not over, or never were. */
const states: Readonly<Record<string, 'checked-out' | 'cancelled'>> = {
  finished: 'checked-out',
  cancelled: 'cancelled',
}

/** Records an encounter elsewhere as a past visit: with whom and where stands in its note, and whom we know is linked. */
export async function takeVisit(ctx: Context, run: Run, item: Item, note: Noted): Promise<Outcome> {
  const data = item.data as EncounterData
  const state = states[data.status]
  if (!state) return { state: 'left', reason: `is ${data.status}, not over` }
  if (!data.start)
    return {
      state: 'quarantined',
      code: 'missing',
      message: 'has no moment at which it began',
      path: `${item.path}.period.start`,
    }
  const startsAt = Temporal.Instant.from(data.start)
  if (Temporal.Instant.compare(startsAt, ctx.now) > 0) return { state: 'left', reason: 'lies in the future' }
  const referred = await resolve(ctx, run, item, data.subject, 'Patient')
  const patient = referred && (await presentPatient(ctx, referred))
  if (!patient) {
    return {
      state: 'quarantined',
      code: 'unknown-reference',
      message: 'is of a patient who is nowhere in these files',
      path: `${item.path}.subject`,
    }
  }
  const who = await partyOf(ctx, await resolve(ctx, run, item, data.practitioners[0] ?? null, 'Practitioner'))
  if (data.practitioners[0]?.reference && !who) {
    note.remarks.push({
      path: `${item.path}.participant`,
      code: 'unknown-reference',
      message: 'a practitioner who is nowhere in these files',
    })
  }
  const where = await partyOf(ctx, await resolve(ctx, run, item, data.organization, 'Organization'))
  const names = [who?.name ?? data.practitioners[0]?.display, where?.name ?? data.organization?.display].filter(Boolean)
  const endsAt = data.end ? Temporal.Instant.from(data.end) : startsAt
  const mapped = {
    patient: referred,
    title: data.what ?? 'Visit elsewhere',
    startsAt: data.start,
    endsAt: endsAt.toString(),
    state,
    note: names.join(', '),
  }
  const hash = hashOf(mapped)
  const key = sourceKey(item.origin) ?? `content:${hash}`
  const known = await knownSource(ctx, 'Encounter', key)
  ctx.concerns([patient])
  if (known) {
    note.ours = known.ours
    if (known.hash === hash) return { state: 'unchanged' }
    return { state: 'left', reason: 'has changed since it was first taken; the visit stands as recorded then' }
  }
  note.ours = await recordPastVisit(ctx, {
    patient,
    title: mapped.title,
    startsAt,
    endsAt,
    state,
    provider: who?.provider ?? null,
    note: mapped.note,
  })
  await rememberSource(ctx, { type: 'Encounter', key, ours: note.ours, mapped, hash })
  return { state: 'new' }
}
