import { type Id, isUuid } from '../../core/id.ts'
import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'
import type { Asked } from './subcommand.ts'

const misused = (sentence: string, usage: string) => new CannotStart('cli.usage', sentence, usage, exitStatus.usage)

/** The text of an option that has to be there. */
export function requiredText({ options }: Asked, name: string, usage: string): string {
  const value = options[name]
  if (typeof value !== 'string' || value.trim() === '') throw misused(`--${name} is needed.`, usage)
  return value
}

/** Every value of an option that may be repeated. */
export function textsOf({ options }: Asked, name: string): string[] {
  const values = options[name]
  return Array.isArray(values) ? values.filter(value => typeof value === 'string') : []
}

/** The same, of an option that has to be there at least once. */
export function manyOf(asked: Asked, name: string, usage: string): string[] {
  const texts = textsOf(asked, name)
  if (texts.length === 0) throw misused(`--${name} is needed.`, usage)
  return texts
}

/** A whole number of an option, or what is usual when it was not given. */
export function numberOf({ options }: Asked, name: string, usual: number, usage: string): number {
  const value = options[name]
  if (value === undefined) return usual
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value)) throw misused(`--${name} must be a whole number.`, usage)
  return Number(value)
}

/** The practice named with --practice; only needed where there is more than one. */
export function practiceOf({ options }: Asked): Id<'practice'> | undefined {
  const { practice } = options
  if (practice === undefined) return undefined
  if (typeof practice === 'string' && isUuid(practice)) return practice as Id<'practice'>
  throw misused('--practice must be the id of a practice.', 'Leave it out to be shown the ids.')
}
