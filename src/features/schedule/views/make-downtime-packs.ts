import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { addDays } from '../../../core/calendar-day.ts'
import type { Id } from '../../../core/id.ts'
import { wallClock } from '../../../core/time.ts'
import type { App, Context } from '../../../platform/context.ts'
import { writeWhole } from '../../../platform/data-folder.ts'
import { asSystem } from '../../../platform/transaction.ts'
import { type DowntimePlace, downtimePage, samePack } from './downtime-page.ts'
import { sheetVisits } from './sheet-visits.ts'

/** Days a pack looks ahead, today included. */
const days = 3

/** Where the pack of a practice lies. */
export const downtimeFile = (app: App, practice: Id<'practice'>): string =>
  path.join(app.dataFolder, 'downtime', `${practice}.html`)

/** Writes the pack of every practice anew. A pack that tells something new leaves a line in the audit trail with everybody in it; one that
 *  tells what the last one told does not, or an idle night would fill the trail. One that fails does not keep the others from theirs.
 *  Readable by the program's account alone. */
export async function makeDowntimePacks(app: App): Promise<void> {
  if (!app.dataFolder) return
  const { rows } = await app.db.owner.query<{ id: Id<'practice'> }>('select practice_id as id from practice.practice')
  const folder = path.join(app.dataFolder, 'downtime')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  for (const { id } of rows) {
    try {
      const page = await asSystem(app, id, 'schedule.make-downtime-pack', writePack)
      writeWhole(downtimeFile(app, id), page)
    } catch (error) {
      app.log.error('schedule.downtime-pack', error)
    }
  }
  // What belongs to no practice any more has no business here.
  const known = new Set(rows.map(row => `${row.id}.html`))
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.html') && !known.has(file) && existsSync(path.join(folder, file)))
      rmSync(path.join(folder, file))
  }
}

async function writePack(ctx: Context): Promise<string> {
  const [practice] = await ctx.sql<{ name: string; zone: string }>`
    select p.name, p.zone from practice.practice p where p.practice_id = ${ctx.practice}::uuid`
  const places = await ctx.sql<DowntimePlace>`
    select l.id, l.name, l.zone, l.phone from practice.location l
     where l.practice_id = ${ctx.practice}::uuid and l.closed_at is null order by l.name, l.id`
  const firsts = [practice!.zone, ...places.map(place => place.zone)].map(zone => wallClock(ctx.now, zone).date).sort()
  const visits = await sheetVisits(ctx, {
    from: firsts[0]!,
    to: addDays(firsts.at(-1)!, days - 1),
    location: null,
    providers: null,
  })
  const page = downtimePage({ practice: practice!.name, zone: practice!.zone, madeAt: ctx.now, days, places, visits })
  const file = downtimeFile(ctx.app, ctx.practice)
  if (!existsSync(file) || !samePack(readFileSync(file, 'utf8'), page)) {
    const shown = visits.filter(visit => places.some(place => place.id === visit.location))
    ctx.concerns(
      shown.map(visit => visit.patient),
      { downtimePack: ctx.now.toString(), days },
    )
  }
  return page
}
