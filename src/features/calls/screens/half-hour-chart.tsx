import { useId } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { t } from '../../../web/words/say.ts'
import type { phoneFigures } from '../contract.ts'
import css from './phone.module.css'
import { halfHour } from './say-figures.ts'

type Row = OutputOf<typeof phoneFigures>['rows'][number]

const wide = 960
const high = 180
const left = 40
const foot = 22

/** A scale that ends at a round number: 0, half, all. */
function roundUp(most: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, most)))
  return [1, 2, 4, 5, 10].map(n => n * step).find(n => n >= most && n >= 2) ?? most
}

/** All half hours from the first to the last with a call, those without one too. */
function stretch(rows: readonly Row[]): string[] {
  const named = rows.map(row => row.key)
  const half = (key: string) => Number(key.slice(0, 2)) * 2 + (key.slice(3, 5) === '30' ? 1 : 0)
  const all: string[] = []
  const first = half(named[0]!)
  const last = half(named.at(-1)!)
  for (let n = first; n <= last; n++) {
    const key = `${String(Math.floor(n / 2)).padStart(2, '0')}:${n % 2 ? '30' : '00'}`
    all.push(key)
    if (named.includes(`${key} again`)) all.push(`${key} again`)
  }
  return all
}

/** Answered and abandoned calls as bars over the day, with last week's as a line of marks. A picture of what the table says in words. */
export function HalfHourChart({ rows, before }: { rows: readonly Row[]; before: readonly Row[] }) {
  const id = useId()
  if (rows.length === 0) return null
  const keys = stretch(rows)
  const found = new Map(rows.map(row => [row.key, row]))
  const earlier = new Map(before.map(row => [row.key, row.offered]))
  const top = roundUp(Math.max(...rows.map(row => row.offered), ...keys.map(key => earlier.get(key) ?? 0)))
  const y = (n: number) => (high * n) / top
  const step = (wide - left) / keys.length
  return (
    <figure className={css.chart}>
      <figcaption className={css.legend}>
        <b>{t('calls.figures.chartTitle')}</b>
        <span className={css.answeredKey}>{t('calls.figures.answered')}</span>
        <span className={css.abandonedKey}>{t('calls.figures.abandoned')}</span>
        {before.length > 0 && <span className={css.beforeKey}>{t('calls.figures.legendBefore')}</span>}
      </figcaption>
      <svg
        viewBox={`0 0 ${wide} ${high + foot + 8}`}
        role="img"
        aria-label={t('calls.figures.chart', { from: halfHour(keys[0]!), to: halfHour(keys.at(-1)!) })}
      >
        <defs>
          <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className={css.hatchGround} />
            <rect width="2.5" height="6" className={css.hatch} />
          </pattern>
        </defs>
        <g transform="translate(0 8)">
          {[0, top / 2, top].map(n => (
            <g key={n}>
              <line className={css.grid} x1={left} x2={wide} y1={high - y(n)} y2={high - y(n)} />
              <text className={css.axis} x={left - 6} y={high - y(n) + 4} textAnchor="end">
                {n}
              </text>
            </g>
          ))}
          {keys.map((key, n) => {
            const row = found.get(key)
            const was = earlier.get(key)
            const x = left + n * step
            const lost = row ? row.abandoned + row.short : 0
            return (
              <g key={key}>
                {row && (
                  <>
                    <rect
                      className={css.answeredBar}
                      x={x + step * 0.15}
                      width={step * 0.7}
                      y={high - y(row.answered)}
                      height={y(row.answered)}
                    />
                    <rect
                      fill={`url(#${id}-hatch)`}
                      className={css.abandonedBar}
                      x={x + step * 0.15}
                      width={step * 0.7}
                      y={high - y(row.answered + lost)}
                      height={y(lost)}
                    />
                  </>
                )}
                {was !== undefined && (
                  <line className={css.beforeMark} x1={x + 1} x2={x + step - 1} y1={high - y(was)} y2={high - y(was)} />
                )}
                {key.endsWith(':00') && (keys.length <= 26 || Number(key.slice(0, 2)) % 2 === 0) && (
                  <text className={css.axis} x={x + step * 0.15} y={high + 16}>
                    {halfHour(key).replace(':00', '')}
                  </text>
                )}
              </g>
            )
          })}
        </g>
      </svg>
    </figure>
  )
}
