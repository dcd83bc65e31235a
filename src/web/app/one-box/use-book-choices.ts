import { useRef, useState } from 'react'
import type { Id } from '../../../core/id.ts'
import { holdSlot, nextAvailable, type Opening, releaseHold } from '../../../features/schedule/contract.ts'
import {
  book,
  mayDespite,
  rememberVisitType,
  sayMoment,
  sayNo,
  whyClauses,
} from '../../../features/schedule/screens/index.tsx'
import { act, useAsk } from '../../kit/api.ts'
import { day, time } from '../../kit/format.ts'
import { toast } from '../../kit/toast.ts'
import { t } from '../../words/say.ts'
import { takeInHand } from '../person-in-hand.ts'
import { type BoxChoice, type Choices, nothing } from './choice.ts'
import { chipOf, type Understanding } from './understanding.ts'
import type { Resolved } from './use-who.ts'
import { namesHour, nextInput, sooner, soonerInput, thatSuit } from './wish.ts'

const show = 4

/** The openings that fit a line that begins with "book", the first under Enter. */
export function useBookChoices(
  understood: Understanding,
  who: Resolved,
  today: string,
  tell: (no: string | null) => void,
): Choices {
  const books = understood.deed === 'book'
  const input = books ? nextInput(understood, show) : null
  const when = chipOf(understood, 'when')?.value
  const provider = chipOf(understood, 'with')?.value
  const past = when?.to !== undefined && when.to < today
  const fitting = useAsk(nextAvailable, (input ?? {}) as never, {
    enabled: input !== null && !past,
    keepPrevious: true,
    fresh_ms: 5000,
  })
  // What a colleague has sooner than the wished-for provider or day: worth one line, so that the caller hears of it.
  const anybody = useAsk(nextAvailable, (input ? soonerInput(input, when, today) : {}) as never, {
    enabled: input !== null && !past && (provider !== undefined || when?.from !== undefined),
    keepPrevious: true,
    fresh_ms: 5000,
  })
  // A held time is no longer an opening to anybody, so it is kept here, at the head of the list, until it is booked or given back.
  const held = useRef(new Map<string, { hold: Id<'hold'>; opening: Opening; until: string }>())
  const [, redraw] = useState(0)
  if (!books) return nothing
  const what = chipOf(understood, 'what')?.value
  if (!what) return { ...nothing, hint: t('oneBox.noVisitType') }
  if (past) return { ...nothing, hint: t('oneBox.past') }

  const keyOf = (opening: Opening) => `${opening.provider}@${opening.startsAt}@${what.id}`
  async function take(opening: Opening): Promise<boolean> {
    if (!who.patient) {
      tell(t('oneBox.whoFirst'))
      return false
    }
    const hold = held.current.get(keyOf(opening))?.hold
    try {
      await book(who.patient.name, {
        patient: who.patient.id,
        visitType: what!.id as never,
        provider: opening.provider,
        location: opening.location,
        startsAt: opening.startsAt,
        ...(hold ? { hold } : {}),
      })
      held.current.delete(keyOf(opening))
      rememberVisitType(what!.id)
      takeInHand(who.patient.id)
      return true
    } catch (error) {
      tell(sayNo(error, { date: opening.date }) + (mayDespite(error) ? ` ${t('oneBox.onTheBoard')}` : ''))
      return false
    }
  }
  async function hold(opening: Opening): Promise<void> {
    try {
      const kept = await act(holdSlot, {
        visitType: what!.id as never,
        provider: opening.provider,
        location: opening.location,
        startsAt: opening.startsAt,
        ...(who.patient ? { note: who.patient.name } : {}),
      })
      held.current.set(keyOf(opening), { hold: kept.id, opening, until: kept.expiresAt })
      redraw(n => n + 1)
      toast(t('oneBox.heldUntil', { time: time(kept.expiresAt, opening.zone), when: sayMoment(opening) }), {
        undo: () => {
          held.current.delete(keyOf(opening))
          redraw(n => n + 1)
          void act(releaseHold, { hold: kept.id }).catch(error => toast(sayNo(error), { look: 'bad' }))
        },
      })
    } catch (error) {
      tell(sayNo(error, { date: opening.date }))
    }
  }
  const heldUntil = (opening: Opening) => {
    const kept = held.current.get(keyOf(opening))
    return kept ? t('oneBox.held', { time: time(kept.until, opening.zone) }) : ''
  }
  const choiceOf = (opening: Opening, extra: string): BoxChoice => ({
    id: `${keyOf(opening)}@${who.patient?.id ?? ''}`,
    title: `${day(opening.date)}, ${time(opening.startsAt, opening.zone)}`,
    detail: [opening.providerName, opening.locationName, extra, heldUntil(opening)].filter(Boolean).join(' · '),
    deed: t('oneBox.book'),
    run: () => take(opening),
    hold: () => hold(opening),
  })
  const suit = thatSuit(fitting.data?.openings ?? [], when, show)
  const other = sooner(suit, anybody.data?.openings ?? [])
  const mine = [...held.current.values()]
    .filter(kept => Date.parse(kept.until) > Date.now() && keyOf(kept.opening).endsWith(what.id))
    .map(kept => kept.opening)
  const list = [
    ...mine.map(opening => choiceOf(opening, '')),
    ...suit
      .filter(opening => !held.current.has(keyOf(opening)))
      .map(opening =>
        choiceOf(opening, namesHour(when) && when?.time && opening.time !== when.time ? t('oneBox.near') : ''),
      ),
    ...(other && !suit.some(opening => keyOf(opening) === keyOf(other)) ? [choiceOf(other, t('oneBox.sooner'))] : []),
  ]
  // Within the wish first; where it begins on a later day, what stood in the way of the days just before it.
  const own = fitting.data?.whyNotEarlier ?? []
  const why = whyClauses(own.length > 0 ? own : (anybody.data?.whyNotEarlier ?? []), 3)
  const waits = who.waits || fitting.isPending || fitting.isPlaceholderData
  return {
    list,
    waits,
    hint:
      who.patient || who.waits
        ? list.length === 0 && fitting.data
          ? t('oneBox.noOpening', { day: day(fitting.data.searchedTo) })
          : null
        : t(who.search === null ? 'oneBox.whoFirst' : 'oneBox.nobody'),
    foot: why.length > 0 ? `${t('schedule.booking.why')} ${why.join(' · ')}` : null,
  }
}
