import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { usePersonInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { Button } from '../../../web/kit/button.tsx'
import { dayOf } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import * as contract from '../contract.ts'
import { AskedDeed } from './asked-deed.tsx'
import { type BoardVisit, blocksOf, rulerFor } from './board-blocks.ts'
import { boardExtras } from './board-extras.ts'
import { BoardGrid } from './board-grid.tsx'
import { goOnBoard, useBoardPlace } from './board-place.ts'
import { beginBooking, endBooking, useBooking } from './booking-in-hand.ts'
import { BookingPanel } from './booking-panel.tsx'
import { DayBar } from './day-bar.tsx'
import { FlowBoard } from './flow-board.tsx'
import { setInAir } from './in-air.ts'
import { MonthView } from './month-view.tsx'
import { MovingHint } from './moving-hint.tsx'
import { Pinboard } from './pinboard.tsx'
import { useAltMove } from './use-alt-move.ts'
import { useBoard } from './use-board.ts'
import { useBoardKeys } from './use-board-keys.ts'
import { useBookingDeed } from './use-booking-deed.ts'
import { useClock } from './use-clock.ts'
import { useFittingOpenings } from './use-fitting-openings.ts'
import { useKeptView } from './use-kept-view.ts'
import { useMoving } from './use-moving.ts'
import { subjectIn, useVisitKeys, visitInHand } from './use-visit-keys.ts'
import css from './visit-bar.module.css'
import { VisitBar } from './visit-bar.tsx'

/** The Today screen: one day of the practice, and everything the desk does with it. */
export function Today() {
  const place = useBoardPlace()
  const may = useMay()
  const navigate = useNavigate()
  const hand = usePersonInHand()
  const kept = useKeptView(place)
  const { answer, locations, providers, provider } = useBoard(place)
  const board = answer.data
  const now_ms = useClock(board?.now)
  const today = dayOf(new Date(now_ms), board?.zone)
  const blocks = useMemo(() => (board ? blocksOf(board) : []), [board])
  const [selected, setSelected] = useState<string | null>(null)
  const [flowFocus, setFlowFocus] = useState<BoardVisit | null>(null)
  const box = useRef<HTMLDivElement>(null)

  const booking = useBooking()
  const deed = useBookingDeed(booking)
  const openings = useFittingOpenings(
    place.view === 'day' ? board : undefined,
    booking,
    deed.visitType?.id ?? null,
    place.location,
  )
  const { carried, take, putDown, warning, dropWarning } = useMoving(board)

  const visits = board?.visits ?? []
  const open = visits.find(visit => visit.id === selected && visit.state !== 'cancelled') ?? null
  const subject = () =>
    place.view === 'flow'
      ? (visits.find(visit => visit.id === (flowFocus?.id ?? selected)) ?? null)
      : subjectIn(box, visits, selected)

  // Another person in hand: what was open or begun for the last one is laid down.
  const held = hand.patientId
  useEffect(() => {
    if (booking && booking.patient !== held) endBooking()
  }, [held, booking])
  const openPatient = open?.patient
  useEffect(() => {
    if (openPatient && held !== openPatient) setSelected(null)
  }, [held, openPatient])

  const openVisit = (visit: BoardVisit) => {
    hand.set(visit.patient)
    setSelected(visit.id)
  }
  const book = (from: string | null) => {
    if (!may(contract.bookAppointment)) return false
    // The card on the right says for whom: the person in hand goes before the visit that merely has the focus.
    const patient = held ?? subjectIn(box, visits, null)?.patient
    if (!patient) {
      toast(t('schedule.no.nobodyInHand'), { look: 'info' })
      return true
    }
    hand.set(patient)
    beginBooking(patient, { from })
    return true
  }
  const leave = () => {
    if (carried) setInAir(null)
    else if (warning) dropWarning()
    else if (booking) endBooking()
    else if (selected) setSelected(null)
    else return false
    return true
  }
  const shows = board?.date
  const onVisitKey = useVisitKeys(
    subject,
    () => (shows === today ? visitInHand(visits, held) : null),
    take,
    carried === null,
  )
  useBoardKeys({
    place,
    today,
    board,
    box,
    items: openings && openings.length > 0 ? openings : blocks,
    carried: carried !== null,
    putDown,
    onBook: book,
    leave,
    booking: booking !== null,
  })

  useAltMove({
    board,
    subject,
    carried: carried !== null,
    putDown,
    enabled: may(contract.moveAppointment) && place.view !== 'flow' && place.view !== 'month',
  })

  const here = board?.columns.find(column => column.date === today)
  const nowMinute =
    board && (board.span === 'week' ? here : shows === today)
      ? Math.floor(rulerFor(board, here).of(new Date(now_ms).toISOString()))
      : null
  return (
    <>
      <DayBar
        place={place}
        today={today}
        board={board}
        locations={locations}
        providers={providers}
        provider={provider}
        kept={kept}
      />
      {boardExtras.strip.map((Extra, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once and never changes its order
        <Extra key={n} board={board} />
      ))}
      <Pinboard />
      <AskedDeed />
      {booking && <BookingPanel booking={booking} deed={deed} location={place.location} />}
      <Answered answer={answer} lines={10}>
        {data =>
          place.view === 'month' ? (
            <MonthView place={place} today={today} />
          ) : place.view === 'flow' ? (
            <FlowBoard board={data} now_ms={now_ms} selected={selected} onOpen={openVisit} onFocus={setFlowFocus} />
          ) : data.columns.length === 0 ? (
            <EmptyState
              title={data.closure ? t('schedule.board.closure', { name: data.closure }) : t('schedule.board.nobody')}
              hint={t('schedule.board.nobodyHint')}
              icon="calendar"
            >
              <Button onPress={() => goOnBoard({ date: null })}>{t('schedule.board.today')}</Button>
              {!data.closure && may(contract.setWeeklyTemplate) && (
                <Button onPress={() => void navigate({ to: '/settings/hours' })}>{t('schedule.board.setHours')}</Button>
              )}
            </EmptyState>
          ) : (
            <BoardGrid
              board={data}
              blocks={blocks}
              openings={openings}
              bookingFor={deed.who}
              carried={carried?.id ?? null}
              selected={selected}
              nowMinute={nowMinute}
              today={today}
              density={place.density}
              now_ms={now_ms}
              mayMove={may(contract.moveAppointment)}
              box={box}
              onOpen={block => openVisit(block.visit)}
              onTake={each => void deed.take(each.opening)}
              onPutDown={putDown}
              onKeyDown={onVisitKey}
            />
          )
        }
      </Answered>
      {board && <MovingHint board={board} />}
      {warning && (
        <p className={css.notice} role="alert">
          <Icon name="warn" />
          <span>{warning.text}</span>
          <Button small autoFocus onPress={warning.anyway}>
            {t('schedule.visit.anyway')}
          </Button>
          <Button small look="quiet" onPress={dropWarning}>
            {t('kit.dismiss')}
          </Button>
        </p>
      )}
      {open && !carried && !booking && (
        <VisitBar
          visit={open}
          visits={visits}
          onOpen={openVisit}
          now_ms={now_ms}
          onMove={take}
          onClose={() => setSelected(null)}
        />
      )}
    </>
  )
}
