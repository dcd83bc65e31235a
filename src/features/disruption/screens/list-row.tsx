import { useEffect, useRef } from 'react'
import { Button } from '../../../web/kit/button.tsx'
import { clock, day, dayOf, phone, time } from '../../../web/kit/format.ts'
import { Kbd } from '../../../web/kit/kbd.tsx'
import { Tag, type TagLook } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import css from './disruptions.module.css'
import { isOpen, isSettled, type ListRow, type Way, wayWords, whenWords, whyWords } from './way-words.ts'

const looks: Record<ListRow['state'], TagLook> = {
  open: 'warn',
  proposed: 'warn',
  told: 'info',
  agreed: 'ok',
  declined: 'bad',
  done: 'still',
}

export type RowDeeds = {
  choose: (way: number) => void
  tick: () => void
  stand: () => void
  deed: (what: 'agreed' | 'declined' | 'no-answer' | 'voicemail' | 'keep' | 'cancel' | 'take') => void
}

/** One visit of the list: when it was, who it is, what may become of it, and where it stands. */
export function Row(props: {
  row: ListRow
  ways: readonly Way[]
  chosen: number
  ticked: boolean
  current: boolean
  now: number
  /** For a provider who is late: when it is expected, and what the patient was told. */
  expected?: { at: string; minutes: number; told: number | null } | undefined
  late: boolean
  goesOn: boolean
  deeds: RowDeeds
}) {
  const { row, ways, chosen, ticked, current, now, deeds } = props
  const here = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!current) return
    here.current?.scrollIntoView({ block: 'nearest' })
    if (document.activeElement === document.body || here.current?.parentElement?.contains(document.activeElement)) {
      here.current?.focus({ preventScroll: true })
    }
  }, [current])
  const open = isOpen(row) && !props.late && props.goesOn
  const waits = row.arrivedAt ? Math.max(0, Math.floor((now - Date.parse(row.arrivedAt)) / 60_000)) : null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrows of the list walk here
    <li
      ref={here}
      className={css.row}
      tabIndex={current ? 0 : -1}
      aria-current={current ? 'true' : undefined}
      data-current={current ? '' : undefined}
      data-settled={isSettled(row) ? '' : undefined}
      // When the press is over, not as it begins: the rows shift as the deeds of another one fold away, and the click would miss what it was aimed at.
      onClick={deeds.stand}
    >
      {open && ways.length > 0 ? (
        <input
          type="checkbox"
          className={css.tick}
          tabIndex={-1}
          checked={ticked}
          onChange={deeds.tick}
          aria-label={t('disruption.row.tick', { name: row.patientName })}
        />
      ) : (
        <span />
      )}
      <div>
        <time dateTime={row.old.startsAt}>{clock(row.old.startsAt, row.zone)}</time>
        <small>{day(dayOf(row.old.startsAt, row.zone), 'brief')}</small>
      </div>
      <div>
        <b>{row.patientName}</b>
        <small>{row.what}</small>
        {waits !== null && <small className={css.wait}>{t('disruption.row.waits', { n: waits })}</small>}
        {row.phone && <small>{phone(row.phone)}</small>}
      </div>
      <div className={css.middle}>
        {open ? (
          <Ways {...{ row, ways, chosen, deeds, current }} />
        ) : (
          <Standing row={row} expected={props.expected} late={props.late} />
        )}
      </div>
      <div className={css.end}>
        <Tag look={row.state === 'done' && row.settled !== 'cancelled' ? 'ok' : looks[row.state]}>
          {row.settled ? t(`disruption.settled.${row.settled}`) : t(`disruption.state.${row.state}`)}
        </Tag>
        {row.claim && !row.claim.mine && (
          <small className={css.claim}>{t('disruption.row.claimed', { name: row.claim.by })}</small>
        )}
        {row.claim?.mine && <small>{t('disruption.row.mine')}</small>}
        {row.attempts > 0 && (
          <small>
            {t('disruption.row.tries', { n: row.attempts })}
            {row.lastAttempt && `, ${t(`disruption.row.lastTry.${row.lastAttempt as 'voicemail'}`)}`}
          </small>
        )}
      </div>
      {current && row.state !== 'done' && <Deeds row={row} open={open} deeds={deeds} />}
    </li>
  )
}

function Ways(props: { row: ListRow; ways: readonly Way[]; chosen: number; deeds: RowDeeds; current: boolean }) {
  const { row, ways, chosen, deeds, current } = props
  if (row.visitState === 'roomed') return <p className={css.quiet}>{t('disruption.row.inRoom')}</p>
  if (ways.length === 0) return <p className={css.quiet}>{t('disruption.row.callFirst')}</p>
  return (
    <div className={css.ways} role="radiogroup" aria-label={t('disruption.row.ways', { name: row.patientName })}>
      {ways.map((way, n) => {
        const why = whyWords(way)
        return (
          // biome-ignore lint/a11y/useSemanticElements: a radio of its own would take the arrows that walk the rows
          <button
            key={`${way.kind} ${way.startsAt} ${way.provider}`}
            type="button"
            role="radio"
            tabIndex={-1}
            aria-checked={n === chosen}
            className={css.way}
            onClick={() => deeds.choose(n)}
          >
            {current ? <Kbd>{String(n + 1)}</Kbd> : <span aria-hidden="true">{n === chosen ? '●' : '○'}</span>}
            <b>{whenWords(way)}</b>
            <span>{wayWords(way)}</span>
            <small>
              {why.good.length > 0 && <span className={css.good}>{why.good.join(' · ')}</span>}
              {why.good.length > 0 && why.bad.length > 0 && ' · '}
              {why.bad.length > 0 && <span className={css.bad}>{why.bad.join(' · ')}</span>}
            </small>
          </button>
        )
      })}
    </div>
  )
}

/** Where the visit stands now, when there is nothing to choose. */
function Standing(props: {
  row: ListRow
  expected?: { at: string; minutes: number; told: number | null } | undefined
  late: boolean
}) {
  const { row, expected } = props
  if (props.late) {
    return (
      <p className={css.quiet}>
        {expected
          ? t('disruption.row.expected', { time: time(expected.at, row.zone), n: expected.minutes })
          : t('disruption.row.onTime')}
        {expected?.told != null && ` · ${t('disruption.row.told', { n: expected.told })}`}
        {row.toldHow && ` · ${t(`disruption.how.${row.toldHow as 'phone'}`)}`}
      </p>
    )
  }
  if (row.visitState === 'cancelled') return <p className={css.quiet}>{t('schedule.state.cancelled')}</p>
  const when = `${day(dayOf(row.startsAt, row.zone), 'short')}, ${time(row.startsAt, row.zone)}`
  const who = [row.providerName, row.roomName].filter(Boolean).join(', ')
  return (
    <p className={css.quiet}>
      {t('disruption.row.now', { when, who })}
      {row.toldHow && ` · ${t(`disruption.how.${row.toldHow as 'phone'}`)}`}
    </p>
  )
}

/** What can be done with the row in hand, each with its key. */
function Deeds({ row, open, deeds }: { row: ListRow; open: boolean; deeds: RowDeeds }) {
  const known = row.state === 'proposed' || row.state === 'told' || row.state === 'agreed'
  return (
    <div className={css.rowDeeds}>
      {open && row.visitState === 'roomed' && (
        <Button small keyHint="p" onPress={() => deeds.deed('keep')}>
          {t('disruption.deeds.keep')}
        </Button>
      )}
      {open && row.visitState !== 'roomed' && (
        <>
          <Button small keyHint="y" onPress={() => deeds.deed('agreed')}>
            {t('disruption.deeds.agreed')}
          </Button>
          <Button small keyHint="p" onPress={() => deeds.deed('keep')}>
            {t('disruption.deeds.keep')}
          </Button>
          <Button small keyHint="x" onPress={() => deeds.deed('cancel')}>
            {t('disruption.deeds.cancel')}
          </Button>
        </>
      )}
      {known && (
        <>
          <Button small keyHint="y" onPress={() => deeds.deed('agreed')}>
            {t('disruption.deeds.agreed')}
          </Button>
          <Button small keyHint="d" onPress={() => deeds.deed('declined')}>
            {t('disruption.deeds.declined')}
          </Button>
        </>
      )}
      {row.visitState === 'roomed' && open ? null : <Calls row={row} deeds={deeds} />}
    </div>
  )
}

function Calls({ row, deeds }: { row: ListRow; deeds: RowDeeds }) {
  return (
    <>
      <Button small keyHint="o" onPress={() => deeds.deed('no-answer')}>
        {t('disruption.deeds.noAnswer')}
      </Button>
      <Button small keyHint="v" onPress={() => deeds.deed('voicemail')}>
        {t('disruption.deeds.voicemail')}
      </Button>
      <Button small keyHint="h" pressed={row.claim?.mine ?? false} onPress={() => deeds.deed('take')}>
        {t('disruption.deeds.take')}
      </Button>
    </>
  )
}
