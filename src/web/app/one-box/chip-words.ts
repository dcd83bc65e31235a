import { day } from '../../kit/format.ts'
import { t } from '../../words/say.ts'
import type { Chip, When } from './understanding.ts'

const wall = (time: string) => {
  const [hour, minute] = time.split(':')
  return `${((Number(hour) + 11) % 12) + 1}:${minute} ${Number(hour) < 12 ? t('oneBox.am') : t('oneBox.pm')}`
}

/** A wish about time as the chip shows it: "Tue, Dec 1, morning". */
export function sayWhen(when: When): string {
  const words: string[] = []
  if (when.from) {
    words.push(
      when.to && when.to !== when.from ? t('oneBox.days', { from: day(when.from), to: day(when.to) }) : day(when.from),
    )
  }
  if (when.time) words.push(wall(when.time))
  if (when.after) words.push(t('oneBox.after', { time: wall(when.after) }))
  if (when.before) words.push(t('oneBox.before', { time: wall(when.before) }))
  if (when.part) words.push(t(`oneBox.part.${when.part}`))
  if (when.inMinutes !== undefined) words.push(t('oneBox.soon', { n: when.inMinutes }))
  return words.join(', ')
}

/** What a chip shows behind its name. `who` is said by whoever knows whom the search found. */
export function sayChip(chip: Exclude<Chip, { part: 'who' }>): string {
  if (chip.part === 'what') return t('oneBox.type', { name: chip.value.name, minutes: chip.value.minutes })
  if (chip.part === 'when' || chip.part === 'from') return sayWhen(chip.value)
  if (chip.part === 'note') return chip.value
  return chip.value.name
}
