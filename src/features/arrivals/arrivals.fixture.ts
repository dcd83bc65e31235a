import { type Browser, openBrowser, serve } from '../../../test/browser.ts'
import type { World } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { addKiosk } from './add-kiosk.ts'

/** Adds a made-up patient with everything the desk wants, unless something is left out. */
export async function addPerson(
  world: World,
  who: {
    family: string
    given: string
    birthDate?: string | null
    phone?: string | null
    preferred?: string
    since?: string
    address?: boolean
  },
): Promise<Id<'patient'>> {
  const id = newId<'patient'>()
  await world.inside(async ctx => {
    await ctx.sql`
      insert into patients.patient (practice_id, id, chart_number, family, given, preferred_name, birth_date, family_n, given_n, registered_at)
      values (${ctx.practice}, ${id}, ${id.slice(-10)}, ${who.family}, ${who.given}, ${who.preferred ?? ''},
              ${who.birthDate === undefined ? '1971-04-12' : who.birthDate}, ${who.family.toLowerCase()}, ${who.given.toLowerCase()},
              ${who.since ?? '2026-11-01T12:00:00Z'})`
    if (who.phone !== null) {
      await ctx.sql`
        insert into patients.phone (practice_id, id, patient_id, e164, kind, place)
        values (${ctx.practice}, ${newId()}, ${id}, ${who.phone ?? '+12125550142'}, 'mobile', 1)`
    }
    if (who.address !== false) {
      await ctx.sql`
        insert into patients.address (practice_id, id, patient_id, kind, line1, starts_on)
        values (${ctx.practice}, ${newId()}, ${id}, 'home', '1 Made-up Lane', ${(who.since ?? '2026-11-01').slice(0, 10)})`
    }
  })
  return id
}

export type Door = {
  kiosk: Id<'kiosk'>
  token: string
  phone: Browser
  at(address: string): Browser
  close(): Promise<void>
}

/** A kiosk at the door of a place, served; `phone` is a patient's, `at` somebody's elsewhere in the network. */
export async function openDoor(world: World, location: Id<'location'>): Promise<Door> {
  const made = await world.as('manager').do(addKiosk, { location, name: 'Front door' })
  const server = await serve(world.app, { requestsPerMinute: 1_000_000 })
  return {
    kiosk: made.kiosk,
    token: made.token,
    phone: openBrowser(server),
    at: address => openBrowser(server, { address }),
    close: () => server.close(),
  }
}
