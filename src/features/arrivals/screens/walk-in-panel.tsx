import { useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { time } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { List } from '../../../web/kit/list.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import * as contract from '../contract.ts'
import { AddWalkInDialog } from './add-walk-in-dialog.tsx'
import * as deeds from './walk-in-deeds.ts'
import { LinkDialog, TurnAwayDialog } from './walk-in-dialogs.tsx'
import css from './walk-in-panel.module.css'

const urgencyWord = (urgency: number) => t(`arrivals.walkIns.urgencies.${`u${urgency}` as 'u1'}`)
const urgencyLook = (urgency: number) => (urgency === 1 ? 'bad' : urgency === 2 ? 'warn' : 'still')

type Props = { location: string | null; onPatient: (patient: string) => void }

/** Those who came without an appointment: the most urgent first, one key for each thing that may become of them. */
export function WalkInPanel({ location, onPatient }: Props) {
  const may = useMay()
  const answer = useAsk(contract.walkInQueue, location ? { location: location as never } : {}, {
    keepPrevious: true,
    enabled: may(contract.walkInQueue),
    every_ms: 60_000,
  })
  const [focused, setFocused] = useState<deeds.QueueRow | null>(null)
  const [open, setOpen] = useState<{ what: 'add' } | { what: 'away' | 'link'; row: deeds.QueueRow } | null>(null)
  const waiting = answer.data?.waiting ?? []
  const done = answer.data?.done ?? []
  const row = waiting.find(one => one.id === focused?.id) ?? null
  const on = (run: (row: deeds.QueueRow) => void) => () => {
    if (!row) return false
    run(row)
    return true
  }
  const place = (one: deeds.QueueRow) => (one.patient ? void deeds.place(one) : setOpen({ what: 'link', row: one }))
  useKeys(t('arrivals.walkIns.scope'), {
    W: may(contract.addWalkIn) ? { does: t('arrivals.walkIns.add'), run: () => setOpen({ what: 'add' }) } : undefined,
    f: may(contract.placeWalkIn) ? { does: t('arrivals.walkIns.place'), run: on(place) } : undefined,
    q: may(contract.noteWalkInLeft)
      ? { does: t('arrivals.walkIns.left'), run: on(one => void deeds.leave(one)) }
      : undefined,
    X: may(contract.turnAwayWalkIn)
      ? { does: t('arrivals.walkIns.turnAway'), run: on(one => setOpen({ what: 'away', row: one })) }
      : undefined,
  })
  if (!may(contract.walkInQueue)) return null
  const count = (state: contract.WalkIn['state']) => done.filter(one => one.state === state).length
  return (
    <section className={css.panel} aria-label={t('arrivals.walkIns.title')}>
      <header className={css.head}>
        <h2 className={css.title}>
          {t('arrivals.walkIns.title')} <span>{waiting.length}</span>
        </h2>
        <span className={css.done}>
          {answer.data && waiting.length === 0 && `${t('arrivals.walkIns.none')} `}
          {done.length > 0 &&
            t('arrivals.walkIns.done', { placed: count('placed'), left: count('left'), away: count('turned-away') })}
        </span>
        {may(contract.addWalkIn) && (
          <Button small keyHint="W" command={contract.addWalkIn.name} onPress={() => setOpen({ what: 'add' })}>
            {t('arrivals.walkIns.add')}
          </Button>
        )}
      </header>
      {waiting.length > 0 && (
        <div className={css.rows}>
          <List
            label={t('arrivals.walkIns.title')}
            rows={waiting}
            rowKey={one => one.id}
            text={one =>
              [
                one.name,
                urgencyWord(one.urgency),
                one.reason,
                ...flagWords(one),
                t('arrivals.walkIns.waits', { n: one.waitMinutes }),
                likely(one),
              ].join(', ')
            }
            onFocus={setFocused}
            onOpen={one => (one.patient ? onPatient(one.patient) : setOpen({ what: 'link', row: one }))}
          >
            {one => (
              <div className={css.row}>
                <Tag look={urgencyLook(one.urgency)}>{urgencyWord(one.urgency)}</Tag>
                <b>{one.name}</b>
                <span className={css.reason}>
                  {one.redFlags.length > 0 && <span className={css.flag}>▲ {flagWords(one)[0]} · </span>}
                  {one.reason}
                  {!one.patient && ` · ${t('arrivals.walkIns.notLinked')}`}
                </span>
                <span className={css.wait}>
                  {t('arrivals.walkIns.waits', { n: one.waitMinutes })}
                  <small>{likely(one)}</small>
                </span>
                <span className={css.deeds}>
                  {may(contract.placeWalkIn) && (
                    <Button small keyHint="f" command={contract.placeWalkIn.name} onPress={() => place(one)}>
                      {t('arrivals.walkIns.place')}
                    </Button>
                  )}
                  {may(contract.noteWalkInLeft) && (
                    <Button
                      small
                      look="quiet"
                      keyHint="q"
                      command={contract.noteWalkInLeft.name}
                      onPress={() => void deeds.leave(one)}
                    >
                      {t('arrivals.walkIns.left')}
                    </Button>
                  )}
                  {may(contract.turnAwayWalkIn) && (
                    <Button
                      small
                      look="quiet"
                      keyHint="X"
                      command={contract.turnAwayWalkIn.name}
                      onPress={() => setOpen({ what: 'away', row: one })}
                    >
                      {t('arrivals.walkIns.turnAway')}
                    </Button>
                  )}
                </span>
              </div>
            )}
          </List>
        </div>
      )}
      {open?.what === 'add' && <AddWalkInDialog location={location} onClose={() => setOpen(null)} />}
      {open?.what === 'away' && <TurnAwayDialog row={open.row} onClose={() => setOpen(null)} />}
      {open?.what === 'link' && <LinkDialog row={open.row} onClose={() => setOpen(null)} />}
    </section>
  )
}

const flagWords = (row: deeds.QueueRow) =>
  row.redFlags.length > 0 ? [t('arrivals.walkIns.nurse', { flags: row.redFlags.join(', ') })] : []

const likely = (row: deeds.QueueRow) =>
  row.likely
    ? t('arrivals.walkIns.likely', { time: time(row.likely.startsAt, row.zone), provider: row.likely.provider })
    : t('arrivals.walkIns.full')
