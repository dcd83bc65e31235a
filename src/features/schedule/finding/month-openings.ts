import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { type DayLook, lookAtDay, lookerAt, type Why, wants } from './look-at-day.ts'
import { type Person, searchGround } from './search-ground.ts'
import { searchMaterial } from './search-material.ts'
import { dayNumber, dayText } from './wall-seconds.ts'
import { partsWanted } from './wish.ts'

type Colour = 'green' | 'yellow' | 'red' | 'grey'
const best: readonly Colour[] = ['green', 'yellow', 'red', 'grey']

/** What a reason means to somebody who looks for a day: yellow is worth a second look, red is not, grey is no day of work. */
const colourOf: Record<Why, Colour> = {
  'too-short': 'yellow',
  reserved: 'yellow',
  notice: 'yellow',
  'part-of-day': 'yellow',
  full: 'red',
  limit: 'red',
  'no-room': 'red',
  'no-device': 'red',
  'no-staff': 'red',
  closed: 'grey',
  holiday: 'grey',
  away: 'grey',
  past: 'grey',
  horizon: 'grey',
}

/** Providers looked at together: one opening makes a day green, so a few of them mostly settle the month. */
const FIRST_PEOPLE = 20
const GROWTH = 4

/** A month day by day. Who asks for all together gets the best of all; days that are green already are not looked at again. */
export const monthOpenings = query(contract.monthOpenings, async (ctx, input) => {
  const ground = await searchGround(ctx, {
    visitType: input.visitType,
    providers: input.providers ?? null,
    pools: input.pools ?? null,
    locations: input.locations ?? null,
    minutes: input.minutes,
    urgent: input.urgent,
  })
  const first = dayNumber(`${input.month}-01`)
  const last = dayNumber(dayAfterMonth(input.month)) - 1
  const wish = {
    notBefore: ground.now,
    parts: partsWanted(input),
    weekdays: input.weekdays ?? null,
  }
  const furthest = ground.today + ground.visitType.horizonDays
  const days = new Map<number, { colour: Colour; why: Why | null }>()
  for (let day = first; day <= last; day++) {
    days.set(day, { colour: 'grey', why: day < ground.today ? 'past' : day > furthest ? 'horizon' : 'closed' })
  }
  const asked = [...days.keys()].filter(day => day >= ground.today && day <= furthest && wants(wish, day))
  const each = new Map<string, { date: string; colour: Colour }[]>()
  const lookAt = async (people: readonly Person[], undone: readonly number[]) => {
    const material = await searchMaterial(ctx, ground, {
      first: undone[0]!,
      last: undone.at(-1)!,
      people: people.map(person => person.id),
      notBefore: ground.now,
    })
    const looker = lookerAt(ground, material)
    for (const person of people) {
      for (const day of undone) {
        const known = days.get(day)!
        if (known.colour === 'green' && !input.perProvider) continue
        const look = lookAtDay(looker, person, day, wish)
        const colour = colourOfLook(look)
        const worth = best.indexOf(colour) - best.indexOf(known.colour)
        if (worth < 0 || (worth === 0 && known.why === 'closed')) days.set(day, { colour, why: look.why })
        if (input.perProvider) each.get(person.id)![day - first]!.colour = colour
      }
    }
  }
  if (input.perProvider) {
    const grey = [...days.keys()].map(day => ({ date: dayText(day), colour: 'grey' as Colour }))
    for (const person of ground.people)
      each.set(
        person.id,
        grey.map(day => ({ ...day })),
      )
  }
  let undone = ground.places.size > 0 ? asked : []
  let size = input.perProvider ? ground.people.length : FIRST_PEOPLE
  for (let at = 0; at < ground.people.length && undone.length > 0; ) {
    await lookAt(ground.people.slice(at, at + size), undone)
    at += size
    size *= GROWTH
    if (!input.perProvider) undone = undone.filter(day => days.get(day)!.colour !== 'green')
  }
  return {
    month: input.month,
    days: [...days].map(([day, { colour, why }]) => ({
      date: dayText(day),
      colour,
      why: colour === 'green' ? null : why,
    })),
    providers: [...each].map(([provider, list]) => ({
      provider: provider as contract.Opening['provider'],
      days: list,
    })),
  }
})

function colourOfLook(look: DayLook): Colour {
  if (look.why !== null) return colourOf[look.why]
  return look.starts.some(start => !start.overLimit) ? 'green' : 'yellow'
}

function dayAfterMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`
}
