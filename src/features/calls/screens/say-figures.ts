import { day } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import type { By } from './phone-ask.ts'

/** Seconds as one says them at the desk: "12 s", "3:41", "1:02:10"; a dash where there are none. */
export function seconds(value: number | null): string {
  if (value === null) return t('calls.figures.none')
  const whole = Math.round(value)
  if (whole < 60) return t('calls.figures.seconds', { n: whole })
  const two = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`
}

/** A share as whole percent; under ten with one digit where it has one, as 4.6 % is not 5 %. */
export function percent(share: number | null): string {
  if (share === null) return t('calls.figures.none')
  const n = share * 100
  return t('calls.figures.percent', { n: n < 10 ? Math.round(n * 10) / 10 : Math.round(n) })
}

/** The clock's half hour as the practice writes it: "13:30" -> "1:30 PM"; of an hour shown twice the second is said so. */
export function halfHour(key: string): string {
  const [hour, minute] = key.slice(0, 5).split(':').map(Number) as [number, number]
  const said = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    Date.UTC(2000, 0, 1, hour, minute),
  )
  return key.length > 5 ? t('calls.figures.secondHour', { time: said }) : said
}

/** What a row stands for, in words. */
export function rowName(by: By, row: { key: string; name: string }): string {
  if (row.key === '') return t(`calls.figures.unnamed.${by}`)
  if (by === 'half-hour') return halfHour(row.key)
  return by === 'day' ? day(row.key) : row.name
}
