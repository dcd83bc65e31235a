import { useEffect, useState } from 'react'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { time } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { type Disruption, knockOn, proposals, worklist } from '../contract.ts'
import css from './disruptions.module.css'
import { accept, called, claim, close, goBack, settle, takeBack, tellAll } from './list-deeds.ts'
import { Row, type RowDeeds } from './list-row.tsx'
import { Progress } from './progress.tsx'
import { saySpan } from './say-span.ts'
import { choiceOf, isOpen, type ListRow, type Way } from './way-words.ts'

const none: readonly Way[] = []

/** The list of one report, settled by keyboard: arrows walk, 1 to 4 choose, Space ticks, Enter accepts what is ticked (or the row in hand). */
export function DisruptionList({ disruption }: { disruption: Disruption }) {
  const id = disruption.id
  const late = disruption.kind === 'provider-late'
  const list = useAsk(worklist, { disruption: id }, { keepPrevious: true })
  const offers = useAsk(proposals, { disruption: id }, { enabled: !late && !disruption.endedAt, keepPrevious: true })
  const lateNow = useAsk(knockOn, {}, { enabled: late, every_ms: 30_000 })
  const [at, setAt] = useState(0)
  const [chosen, setChosen] = useState<Record<string, Way>>({})
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)

  const rows = list.data?.rows ?? []
  const expected = lateNow.data?.late.find(one => one.disruption === id)
  const waysOf = new Map((offers.data?.rows ?? []).map(row => [row.appointment as string, row]))
  const ways = (row: ListRow) => waysOf.get(row.appointment)?.proposals ?? none
  const wayOf = (row: ListRow): Way | undefined => {
    const all = ways(row)
    const wish = chosen[row.appointment]
    return all.find(way => wish && same(way, wish)) ?? all[0]
  }
  const place = Math.min(at, Math.max(0, rows.length - 1))
  const current = rows[place]
  const goesOn = !disruption.endedAt
  const acceptable = (row: ListRow) => goesOn && !late && isOpen(row) && wayOf(row) !== undefined
  const tickedRows = rows.filter(row => ticked.has(row.appointment) && acceptable(row))
  const goers = rows.filter(row => row.mayGoBack && row.settled !== 'cancelled')

  // The person of the row in hand is the one in the card at the right.
  const inHand = current?.patient
  useEffect(() => {
    if (inHand) takeInHand(inHand)
  }, [inHand])

  const walk = (by: number) => setAt(Math.min(rows.length - 1, Math.max(0, place + by)))
  const tick = (row: ListRow | undefined) => {
    if (!row || !acceptable(row)) return
    const next = new Set(ticked)
    if (!next.delete(row.appointment)) next.add(row.appointment)
    setTicked(next)
  }
  const choose = (row: ListRow | undefined, n: number) => {
    const way = row && ways(row)[n]
    if (!row || !way || !acceptable(row)) return false
    setChosen({ ...chosen, [row.appointment]: way })
    setTicked(new Set([...ticked, row.appointment]))
    if (!row.claim?.mine) void claim(id, row)
    return true
  }
  const acceptRows = async (wanted: readonly ListRow[], agreed = false) => {
    const fitting = wanted.filter(acceptable)
    if (fitting.length === 0 || busy) return
    setBusy(true)
    const choices = fitting.map(row => ({
      appointment: row.appointment,
      version: waysOf.get(row.appointment)?.version ?? row.version,
      proposal: choiceOf(wayOf(row)!),
    }))
    await accept(id, choices, agreed)
    setTicked(new Set())
    setBusy(false)
  }
  const tickAll = () => {
    const all = rows.filter(acceptable).map(row => row.appointment as string)
    setTicked(tickedRows.length === all.length ? new Set() : new Set(all))
  }
  const deedOf =
    (row: ListRow | undefined): RowDeeds['deed'] =>
    what => {
      if (!row || row.state === 'done') return
      if (what === 'take') void claim(id, row, row.claim?.mine ?? false)
      else if (what === 'keep' || what === 'cancel') {
        if (isOpen(row) && goesOn && !late) void settle(id, row, what === 'keep' ? 'kept' : 'cancelled')
      } else if (what === 'agreed' && isOpen(row) && !late) void acceptRows([row], true)
      else if (!((what === 'agreed' || what === 'declined') && isOpen(row))) void called(id, row, what)
    }
  const deed = deedOf(current)

  useKeys(t('disruption.key.scope'), {
    '↓': { does: t('disruption.key.down'), run: () => walk(1) },
    '↑': { does: t('disruption.key.up'), run: () => walk(-1) },
    j: { does: t('disruption.key.down'), run: () => walk(1), hidden: true },
    k: { does: t('disruption.key.up'), run: () => walk(-1), hidden: true },
    ...Object.fromEntries(
      [1, 2, 3, 4].map(n => [
        String(n),
        { does: t('disruption.key.choose'), run: () => choose(current, n - 1), hidden: n > 1 },
      ]),
    ),
    Space: { does: t('disruption.key.tick'), run: () => tick(current) },
    a: { does: t('disruption.deeds.tickAll'), run: tickAll },
    Enter: {
      does: t('disruption.deeds.accept'),
      run: () => void acceptRows(tickedRows.length > 0 ? tickedRows : current ? [current] : []),
    },
    y: { does: t('disruption.deeds.agreed'), run: () => deed('agreed') },
    d: { does: t('disruption.deeds.declined'), run: () => deed('declined') },
    o: { does: t('disruption.deeds.noAnswer'), run: () => deed('no-answer') },
    v: { does: t('disruption.deeds.voicemail'), run: () => deed('voicemail') },
    p: { does: t('disruption.deeds.keep'), run: () => deed('keep') },
    x: { does: t('disruption.deeds.cancel'), run: () => deed('cancel') },
    h: { does: t('disruption.deeds.take'), run: () => deed('take') },
    s: { does: t('disruption.deeds.tell'), run: () => void tellAll(id) },
  })

  const title = t(`disruption.is.${disruption.kind}`, { what: disruption.what })
  const untold = expected?.visits.filter(visit => visit.minutes - (visit.toldMinutes ?? 0) >= 10).length ?? 0
  return (
    <Panel title={title} hint={[saySpan(disruption), disruption.reason].filter(Boolean).join(' · ')}>
      <div className={css.top}>
        <span className={css.count}>
          {t('disruption.progress', { done: disruption.settled, n: disruption.total })}
          {disruption.toCall > 0 && ` · ${t('disruption.toCall', { n: disruption.toCall })}`}
          {expected && expected.overrunMinutes > 0 && ` · ${t('disruption.late.over', { n: expected.overrunMinutes })}`}
          {expected?.caughtUpAt && ` · ${t('disruption.late.until', { time: time(expected.caughtUpAt) })}`}
        </span>
        <Progress total={disruption.total} settled={disruption.settled} />
        <div className={css.deeds}>
          {goesOn && !late && rows.some(acceptable) && (
            <>
              <Button keyHint="a" onPress={tickAll}>
                {tickedRows.length > 0 && tickedRows.length === rows.filter(acceptable).length
                  ? t('disruption.deeds.untickAll')
                  : t('disruption.deeds.tickAll')}
              </Button>
              <Button
                look="main"
                keyHint="Enter"
                busy={busy}
                command="disruption.accept-proposals"
                onPress={() => void acceptRows(tickedRows.length > 0 ? tickedRows : current ? [current] : [])}
              >
                {t('disruption.deeds.acceptTicked', { n: Math.max(1, tickedRows.length) })}
              </Button>
            </>
          )}
          {late && goesOn && (
            <>
              <Button
                look={untold > 0 ? 'main' : 'plain'}
                keyHint="s"
                command="disruption.tell-patients"
                disabled={untold === 0}
                onPress={() => void tellAll(id)}
              >
                {t('disruption.deeds.tellLate', { n: untold })}
              </Button>
              <Button command="disruption.end-disruption" onPress={() => void close(id)}>
                {t('disruption.deeds.onTime')}
              </Button>
            </>
          )}
          {goesOn && !late && (
            <Button command="disruption.take-back-disruption" onPress={() => void takeBack(id)}>
              {t('disruption.deeds.takeBack')}
            </Button>
          )}
          {goesOn && !late && disruption.settled === disruption.total && (
            <Button command="disruption.end-disruption" onPress={() => void close(id)}>
              {t('disruption.deeds.end')}
            </Button>
          )}
          {disruption.endedHow === 'taken-back' && goers.length > 0 && (
            <Button look="main" command="disruption.move-back" onPress={() => void goBack(id, goers)}>
              {t('disruption.deeds.moveBack', { n: goers.length })}
            </Button>
          )}
          {disruption.endedHow && <Tag look="still">{t(`disruption.ended.${disruption.endedHow}`)}</Tag>}
        </div>
      </div>
      <Answered answer={list} lines={6}>
        {answer =>
          answer.rows.length === 0 ? (
            <EmptyState small title={t('disruption.reportedNone', { what: title })} />
          ) : (
            <ul className={css.rows} aria-label={title}>
              {answer.rows.map((row, n) => (
                <Row
                  key={row.appointment}
                  row={row}
                  ways={ways(row)}
                  chosen={Math.max(0, ways(row).indexOf(wayOf(row)!))}
                  ticked={ticked.has(row.appointment)}
                  current={n === place}
                  now={Date.parse(answer.now)}
                  late={late}
                  goesOn={goesOn}
                  expected={expectedOf(expected, row)}
                  deeds={{
                    choose: way => void choose(row, way),
                    tick: () => tick(row),
                    stand: () => setAt(n),
                    deed: deedOf(row),
                  }}
                />
              ))}
            </ul>
          )
        }
      </Answered>
    </Panel>
  )
}

const same = (a: Way, b: Way) =>
  a.kind === b.kind && a.startsAt === b.startsAt && a.provider === b.provider && a.room === b.room

function expectedOf(
  late:
    | { visits: readonly { appointment: string; expectedAt: string; minutes: number; toldMinutes: number | null }[] }
    | undefined,
  row: ListRow,
) {
  const visit = late?.visits.find(one => one.appointment === row.appointment)
  return visit ? { at: visit.expectedAt, minutes: visit.minutes, told: visit.toldMinutes } : undefined
}
