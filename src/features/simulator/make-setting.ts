import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import * as practiceContract from '../practice/contract.ts'
import * as scheduleContract from '../schedule/contract.ts'
import { does } from './deeds.ts'
import { type Holiday, holidayRules, holidays } from './holidays.ts'
import { meetings } from './invented-hours.ts'
import { type InventedProvider, locations, rooms, type Stretch, visitTypes } from './invented-practice.ts'
import { devices, limits, moreVisitTypes, notOffered, ownLengths, pools, refined } from './invented-resources.ts'
import type { Duty } from './invented-visits.ts'
import type { Making } from './making.ts'
import type { Seeded } from './seeded.ts'

type Absence = { provider: number; date: string; reason: string }

/** One or two days on which somebody is away, in the weeks ahead. */
export function inventAbsences(chance: Seeded, today: Temporal.PlainDate, providers: number, weeks: number): Absence[] {
  const first = { provider: chance.whole(0, providers - 1), reason: 'Continuing education' }
  const second = { provider: chance.whole(0, providers - 1), reason: 'Vacation' }
  return [first, second].map(one => {
    let date = today.add({ days: chance.whole(3, Math.max(4, weeks * 7)) })
    while (date.dayOfWeek > 5) date = date.add({ days: 1 })
    return { ...one, date: date.toString() }
  })
}

type Setting = {
  providers: InventedProvider[]
  closed: Holiday[]
  away: Absence[]
  duty: Duty[]
  full: boolean
}

/** Places, rooms, providers, visit types, hours, closures: as the manager would at the settings. */
export async function setUp(ctx: Context, making: Making, setting: Setting): Promise<void> {
  const { providers, closed, away, duty, full } = setting
  const validFrom = making.today.subtract({ days: 370 }).toString()
  for (const location of locations) {
    making.locations.push((await does(ctx, practiceContract.addLocation, { ...location, zone: making.zone })).id)
  }
  for (const room of rooms) {
    const { id } = await does(ctx, practiceContract.addRoom, { ...room, location: making.locations[room.location]! })
    making.rooms.push(id)
  }
  for (const type of full ? [...visitTypes, ...moreVisitTypes] : visitTypes) {
    const needs = 'needs' in type ? type.needs.map(need => ({ ...need })) : []
    const { id } = await does(ctx, scheduleContract.addVisitType, { ...type, aliases: [...type.aliases], needs })
    making.visitTypes.push(id)
  }
  for (const [position, provider] of providers.entries()) {
    const { given, family, credential, specialty } = provider
    const { id } = await does(ctx, practiceContract.addProvider, {
      given,
      family,
      credential,
      specialty,
      color: provider.color,
      location: making.locations[provider.location]!,
      staff: making.doctors[position]?.id ?? null,
    })
    making.providers.push(id)
    const hours = provider.hours.map(stretch => stretchOf(making, stretch))
    await does(ctx, scheduleContract.setWeeklyTemplate, { provider: id, validFrom, hours })
  }
  if (full) await setUpMore(ctx, making)
  else {
    for (const holiday of closed) {
      await does(ctx, scheduleContract.addClosure, { from: holiday.date, name: holiday.name })
    }
  }
  for (const one of away) {
    const provider = making.providers[one.provider]!
    await does(ctx, scheduleContract.addException, { provider, kind: 'away', from: one.date, reason: one.reason })
  }
  for (const { provider, location, date, from, to } of duty) {
    await does(ctx, scheduleContract.addException, {
      provider: making.providers[provider]!,
      kind: 'open',
      location: making.locations[location]!,
      from: date,
      fromTime: from,
      toTime: to,
      reason: 'Weekend duty',
    })
  }
}

function stretchOf(making: Making, stretch: Stretch) {
  const { visitTypes: kept, ...rest } = stretch
  return {
    ...rest,
    location: making.locations[stretch.location]!,
    ...(kept ? { visitTypes: kept.map(at => making.visitTypes[at]!) } : {}),
  }
}

/** What a plain clinic does without: holidays by rule, meetings, devices, pools, own lengths, limits. */
async function setUpMore(ctx: Context, making: Making): Promise<void> {
  const { today } = making
  const type = (at: number) => making.visitTypes[at]!
  const onToday = new Set(holidaysOn(today))
  for (const rule of holidayRules) {
    const since = onToday.has(rule.name) ? { since: today.add({ days: 1 }).toString() } : {}
    await does(ctx, scheduleContract.addHolidayRule, { ...rule, ...since })
  }
  for (const { provider, weekday, from, to, name } of meetings) {
    const whose = making.providers[provider]
    if (!whose) continue
    await does(ctx, scheduleContract.addException, {
      provider: whose,
      kind: 'meeting',
      from: today.subtract({ days: 60 }).toString(),
      to: today.add({ days: 300 }).toString(),
      fromTime: from,
      toTime: to,
      weekdays: [weekday],
      reason: name,
    })
  }
  for (const device of devices) {
    await does(ctx, scheduleContract.addDevice, { ...device, location: making.locations[device.location]! })
  }
  const among = (positions: readonly number[]) => positions.flatMap<Id<'provider'>>(at => making.providers[at] ?? [])
  for (const { name, members } of pools) {
    await does(ctx, scheduleContract.addPool, { name, members: among(members) })
  }
  for (const { visitType, ...change } of refined) {
    await does(ctx, scheduleContract.changeVisitType, { ...change, visitType: type(visitType) })
  }
  for (const { visitType, providers } of notOffered) {
    const own = among(providers).map(provider => ({ provider, offered: false }))
    if (own.length > 0) await does(ctx, scheduleContract.setProviderVisitTypes, { visitType: type(visitType), own })
  }
  for (const { visitType, provider, minutes } of ownLengths) {
    const own = among([provider]).map(one => ({ provider: one, minutes }))
    if (own.length > 0) await does(ctx, scheduleContract.setProviderVisitTypes, { visitType: type(visitType), own })
  }
  for (const { visitType, provider, ...limit } of limits) {
    const whose = provider === null ? {} : { provider: making.providers[provider] }
    if (provider !== null && !whose.provider) continue
    await does(ctx, scheduleContract.addVisitLimit, { ...limit, visitType: type(visitType), ...whose })
  }
}

/** Names of the holidays kept on a day. */
function holidaysOn(day: Temporal.PlainDate): string[] {
  return holidays(day, day).map(one => one.name)
}
