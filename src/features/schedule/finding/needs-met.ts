import type { Person, SearchGround } from './search-ground.ts'
import type { Material } from './search-material.ts'
import { holds, isFree } from './spans.ts'
import type { Hours } from './working-hours.ts'

/** One visit at one time, as it is tried. */
export type Tried = { person: Person; place: string; at: number; until: number; day: number }

/** Which things and people a visit would take beside its provider, each with the time it is taken for. */
export type Claim = { id: string; from: number; until: number }
type Missing = 'no-room' | 'no-device' | 'no-staff'

/** Looks for a room, devices and second people that are free for a visit, or says what is missing first. `claimed`: what other visits of the same
 *  plan take already. Pools may share members, so each possible way is tried. */
export function needsMet(
  ground: SearchGround,
  material: Material,
  hoursOf: (person: string) => Hours,
  tried: Tried,
  claimed: readonly Claim[] = [],
): { claims: Claim[] } | { missing: Missing } {
  const free = (id: string, from: number, until: number) =>
    isFree(material.taken.get(id) ?? [], from, until) &&
    claimed.every(each => each.id !== id || each.until <= from || each.from >= until)
  const claims: Claim[] = []
  const { visitType } = ground
  if (visitType.needsRoom) {
    const from = tried.at - visitType.prepareMinutes * 60
    const until = tried.until + visitType.cleanMinutes * 60
    const room = ground.rooms.find(each => each.place === tried.place && free(each.id, from, until))
    if (!room) return { missing: 'no-room' }
    claims.push({ id: room.id, from, until })
  }
  if (ground.needs.length === 0) return { claims }
  const used = new Set<string>()
  for (const need of ground.needs) {
    if (need.what !== 'device') continue
    const device = ground.devices.find(
      each =>
        each.kind === need.kind &&
        each.place === tried.place &&
        !used.has(each.id) &&
        free(each.id, tried.at, tried.until),
    )
    if (!device) return { missing: 'no-device' }
    used.add(device.id)
    claims.push({ id: device.id, from: tried.at, until: tried.until })
  }
  const pools = ground.needs.flatMap(need => (need.what === 'staff' ? [need.members] : []))
  const able = pools.map(members =>
    members.filter(
      id =>
        id !== tried.person.id &&
        free(id, tried.at, tried.until) &&
        holds(hoursOf(id).open(tried.day, tried.place, 'all'), tried.at, tried.until),
    ),
  )
  const staff = oneOfEach(able)
  if (!staff) return { missing: 'no-staff' }
  for (const id of staff) claims.push({ id, from: tried.at, until: tried.until })
  return { claims }
}

/** Every way to give a visit its room, devices and second people beside what is claimed already. */
export function* waysToMeet(looker: Looking, tried: Tried, claimed: readonly Claim[]): Generator<Claim[]> {
  const { ground, material } = looker
  const { at, until, place } = tried
  const from = at - ground.visitType.prepareMinutes * 60
  const to = until + ground.visitType.cleanMinutes * 60
  const free = (id: string, from: number, to: number) =>
    isFree(material.taken.get(id) ?? [], from, to) &&
    claimed.every(each => each.id !== id || each.until <= from || each.from >= to)
  const rooms = ground.rooms.filter(room => room.place === place && free(room.id, from, to))
  const lists = ground.needs.map(need =>
    need.what === 'device'
      ? ground.devices
          .filter(each => each.kind === need.kind && each.place === place && free(each.id, at, until))
          .map(each => each.id)
      : need.members.filter(
          id =>
            id !== tried.person.id &&
            free(id, at, until) &&
            holds(looker.hours(id).open(tried.day, place, 'all'), at, until),
        ),
  )
  for (const room of ground.visitType.needsRoom ? rooms : [null]) {
    for (const others of choices(lists)) {
      const claims = others.map(id => ({ id, from: at, until }))
      yield room ? [{ id: room.id, from, until: to }, ...claims] : claims
    }
  }
}

type Looking = { ground: SearchGround; material: Material; hours(person: string): Hours }

/** Every choice of a different one from each list. */
function* choices(lists: readonly (readonly string[])[], taken: readonly string[] = []): Generator<string[]> {
  const [first, ...rest] = lists
  if (!first) return void (yield [])
  for (const id of first) {
    if (taken.includes(id)) continue
    for (const others of choices(rest, [...taken, id])) yield [id, ...others]
  }
}

/** A different one from each list, or null if there is no such choice. */
function oneOfEach(lists: readonly (readonly string[])[], taken: readonly string[] = []): string[] | null {
  const [first, ...rest] = lists
  if (!first) return []
  for (const id of first) {
    if (taken.includes(id)) continue
    const others = oneOfEach(rest, [...taken, id])
    if (others) return [id, ...others]
  }
  return null
}
