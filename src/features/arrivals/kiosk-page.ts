import type { Id } from '../../core/id.ts'
import type { App } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import { openOperation } from '../../platform/feature.ts'
import { tokenHash } from '../../platform/session.ts'
import * as contract from './contract.ts'
import { openDeed, pageCaller } from './open-deed.ts'

export type KioskFound = { practice_id: Id<'practice'>; id: Id<'kiosk'>; name: string }

/** The kiosk in use behind an address, or null. */
export async function kioskBehind(app: App, token: string): Promise<KioskFound | null> {
  const [found] = await sqlOn(app.db.app)<KioskFound>`
    select practice_id, id, name from arrivals.kiosk_of(${tokenHash(token)}::bytea)`
  return found ?? null
}

/** What the page says before anybody types. */
export const kioskPage = openOperation(contract.kioskPage, async (app, input, request) => {
  const kiosk = await kioskBehind(app, input.token)
  const nowhere = { inUse: false, practice: '', location: '', language: 'en' as const }
  if (!kiosk) return nowhere
  return openDeed(
    app,
    pageCaller(kiosk.practice_id, `Kiosk ${kiosk.name}`),
    request,
    contract.kioskPage.name,
    async ctx => {
      const [row] = await ctx.sql<{ practice: string; location: string; language: 'en' | 'es' }>`
      select p.name as practice, l.name as location, k.language
        from arrivals.kiosk k
        join practice.practice p on p.practice_id = k.practice_id
        join practice.location l on l.practice_id = k.practice_id and l.id = k.location_id
       where k.practice_id = ${ctx.practice}::uuid and k.id = ${kiosk.id}::uuid`
      return row ? { inUse: true, ...row } : nowhere
    },
  )
})
