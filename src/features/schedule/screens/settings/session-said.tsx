import { Tag } from '../../../../web/kit/tag.tsx'
import { t } from '../../../../web/words/say.ts'
import css from './hours.module.css'
import { sayRhythm } from './rhythm.ts'
import type { Ground } from './setting-ground.ts'
import { timeTyped } from './time-typed.ts'
import { isNight, type Reserve } from './week.ts'

type Said = {
  from: string
  to: string
  name?: string | undefined
  everyWeeks?: number | undefined
  week?: number | undefined
  visitTypes?: readonly string[] | undefined
  reserve?: Reserve | undefined
  release?: string | undefined
  releaseHours?: number | undefined
}

const reserveWords = {
  'same-day': 'schedule.setup.session.reserves.sameDay',
  'same-week': 'schedule.setup.session.reserves.sameWeek',
  urgent: 'schedule.setup.session.reserves.urgent',
} as const

/** What a stretch has beside its times, in a line; nothing if it is plain. */
export function SessionSaid({ line, visitTypes, on }: { line: Said; visitTypes: Ground['visitTypes']; on: string }) {
  const from = timeTyped(line.from)
  const night = isNight(from, timeTyped(line.to, from))
  const kept = line.visitTypes?.map(id => visitTypes.find(type => type.id === id)?.shortName ?? '?').join(', ')
  const release = line.release?.trim() || (line.releaseHours === undefined ? '' : String(line.releaseHours))
  const held = !!kept || !!line.reserve
  if (!night && !line.name && (line.everyWeeks ?? 1) === 1 && !held) return null
  return (
    <span className={css.said}>
      {line.name && <b>{line.name}</b>}
      {night && <Tag>{t('schedule.setup.session.night')}</Tag>}
      {(line.everyWeeks ?? 1) > 1 && (
        <Tag look="info">{sayRhythm({ everyWeeks: line.everyWeeks!, week: line.week ?? 0 }, on)}</Tag>
      )}
      {kept && <Tag look="warn">{t('schedule.setup.session.keptSaid', { names: kept })}</Tag>}
      {line.reserve && <Tag look="warn">{t(reserveWords[line.reserve])}</Tag>}
      {held && release !== '' && <small>{t('schedule.setup.session.released', { n: Number(release) })}</small>}
    </span>
  )
}
