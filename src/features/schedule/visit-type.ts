import type { z } from 'zod'
import type { Id } from '../../core/id.ts'
import type { addVisitType } from './contract.ts'

export type VisitType = z.input<(typeof addVisitType)['output']>

export type VisitTypeRow = {
  id: Id<'visit-type'>
  name: string
  short_name: string
  aliases: string[]
  minutes: number
  prepare_minutes: number
  clean_minutes: number
  step_minutes: number
  color: VisitType['color']
  needs_room: boolean
  video: boolean
  retired: boolean
}

export const visitTypeOf = (row: VisitTypeRow): VisitType => ({
  id: row.id,
  name: row.name,
  shortName: row.short_name,
  aliases: row.aliases,
  minutes: row.minutes,
  prepareMinutes: row.prepare_minutes,
  cleanMinutes: row.clean_minutes,
  stepMinutes: row.step_minutes,
  color: row.color,
  needsRoom: row.needs_room,
  video: row.video,
  retired: row.retired,
})

/** The grid openings stand on, if nobody chose one: quarters of an hour where the length is made of them, else tens, else fives. */
export const usualStep = (minutes: number): number => [15, 10, 5].find(step => minutes % step === 0) ?? 5
