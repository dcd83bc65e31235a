import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Text of a phone system: cut to what fits, without control characters; empty is nothing. */
const said = (most: number) =>
  z
    .string()
    .nullish()
    .transform(
      text =>
        text
          ?.replace(/\p{Cc}/gu, ' ')
          .trim()
          .slice(0, most) || null,
    )

/** What every phone system tells, in one form.
 *  `ended`: the talk is over; `missed`: over without anybody having answered.
 *  `spoken`: the system says `ended` only of calls that were answered, so the answer itself got lost if it is not there.
 *  `at` null: the system names no time, and the moment of arrival counts. */
export const phoneEvent = z.object({
  externalId: z
    .string()
    .min(1)
    .max(255)
    .regex(/^\P{Cc}+$/u),
  what: z.enum(['ringing', 'answered', 'ended', 'missed']),
  at: z.iso
    .datetime({ offset: true })
    .nullish()
    .transform(at => at ?? null),
  from: said(120),
  name: said(80),
  to: said(120),
  extension: said(40),
  spoken: z
    .boolean()
    .nullish()
    .transform(spoken => spoken ?? false),
})
export type PhoneEvent = z.output<typeof phoneEvent>

/** One event told twice has one key. `at` counts as it was told, so that a repeated event without a time is the same again. */
export function contentKey(event: PhoneEvent): Buffer {
  const { externalId, what, at, from, name, to, extension, spoken } = event
  return createHash('sha256')
    .update(JSON.stringify([externalId, what, at, from, name, to, extension, spoken]))
    .digest()
}
