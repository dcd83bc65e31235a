import { nextAvailable, patientAppointments, type Visit } from '../../../features/schedule/contract.ts'
import { cancel, mayDespite, move, sayMoment, sayNo } from '../../../features/schedule/screens/index.tsx'
import { useAsk } from '../../kit/api.ts'
import { clock, day, dayOf, time } from '../../kit/format.ts'
import { t } from '../../words/say.ts'
import { takeInHand } from '../person-in-hand.ts'
import { sayWhen } from './chip-words.ts'
import { type BoxChoice, type Choices, nothing } from './choice.ts'
import { instantAt } from './due-at.ts'
import { chipOf, type Understanding, type When } from './understanding.ts'
import type { Resolved } from './use-who.ts'
import { namesHour, thatSuit } from './wish.ts'

const within = (date: string, when: When | undefined) =>
  !when?.from || (date >= when.from && date <= (when.to ?? when.from))

/** The visits of the person that a line beginning with "cancel" or "move" can mean, soonest first. */
export function visitsMeant(visits: readonly Visit[], understood: Understanding): Visit[] {
  const on = chipOf(understood, understood.deed === 'move' ? 'from' : 'when')?.value
  const what = chipOf(understood, 'what')?.value
  // In "move gomez lee", Lee is where the visit goes to; in "cancel smith lee", whose visit it is.
  const provider = understood.deed === 'cancel' ? chipOf(understood, 'with')?.value : undefined
  return visits.filter(
    visit =>
      (visit.state === 'booked' ||
        visit.state === 'confirmed' ||
        (understood.deed === 'move' && visit.state === 'arrived')) &&
      within(dayOf(visit.startsAt, visit.zone), on) &&
      (understood.deed === 'move' || !on?.time || on.time === wallTime(visit)) &&
      (!what || visit.visitType === what.id) &&
      (!provider || visit.provider === provider.id),
  )
}

const wallTime = (visit: Visit) =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: visit.zone,
  }).format(new Date(visit.startsAt))

/** Visits to cancel, or where a visit can go. */
export function useVisitChoices(understood: Understanding, who: Resolved, tell: (no: string | null) => void): Choices {
  const mine = understood.deed === 'cancel' || understood.deed === 'move'
  const answer = useAsk(
    patientAppointments,
    { patient: who.patient?.id as never, past: 0 },
    { enabled: mine && who.patient !== null, fresh_ms: 5000 },
  )
  const visits = mine && who.patient ? visitsMeant(answer.data?.upcoming ?? [], understood) : []
  const first = visits[0]
  const when = chipOf(understood, 'when')?.value
  const provider = chipOf(understood, 'with')?.value
  const moves = understood.deed === 'move'
  // A day without an hour: which times does it have?
  const asksOpenings = moves && first?.visitType != null && when !== undefined && when.time === undefined
  const openings = useAsk(
    nextAvailable,
    {
      visitType: first?.visitType as never,
      providers: [(provider?.id ?? first?.provider) as never],
      from: when?.from,
      to: when?.to,
      minutes: first?.minutes,
      limit: 100,
    },
    { enabled: asksOpenings && Boolean(provider?.id ?? first?.provider), keepPrevious: true, fresh_ms: 5000 },
  )
  if (!mine) return nothing
  if (!who.patient)
    return {
      ...nothing,
      waits: who.waits,
      hint: who.waits ? null : t(who.search === null ? 'oneBox.whoFirst' : 'oneBox.nobody'),
    }
  if (!first)
    return {
      ...nothing,
      waits: who.waits || answer.isPending,
      hint: answer.data && !who.waits ? t('oneBox.noVisit', { who: who.patient.name }) : null,
    }
  const patientName = who.patient.name
  const taken = (ok: boolean) => {
    if (ok) takeInHand(who.patient!.id)
    return ok
  }

  if (!moves) {
    const list = visits.map(
      (visit): BoxChoice => ({
        id: visit.id,
        title: sayMoment(visit),
        detail: `${visit.what} · ${visit.providerName}`,
        deed: t('oneBox.cancel'),
        run: async () => taken((await cancel({ ...visit, patientName })).ok),
      }),
    )
    return { ...nothing, list, waits: who.waits }
  }

  const put = async (visit: Visit, startsAt: string, to: string | undefined) => {
    const outcome = await move(
      { ...visit, patientName },
      { appointment: visit.id, startsAt, ...(to && to !== visit.provider ? { provider: to as never } : {}) },
      { startsAt, endsAt: new Date(Date.parse(startsAt) + visit.minutes * 60_000).toISOString() },
    )
    if (!outcome.ok && mayDespite(outcome.error)) tell(`${sayNo(outcome.error)} ${t('oneBox.onTheBoard')}`)
    return taken(outcome.ok)
  }
  if (asksOpenings) {
    const suit = thatSuit(
      openings.data?.openings ?? [],
      namesHour(when) || !when.part ? when : { ...when, after: undefined },
      9,
    )
    const list = (when.part ? suit.filter(each => inPart(each.time, when.part!)) : suit).slice(0, 6).map(
      (opening): BoxChoice => ({
        id: `${first.id}@${opening.provider}@${opening.startsAt}`,
        title: `${day(opening.date)}, ${time(opening.startsAt, opening.zone)}`,
        detail: t('oneBox.insteadOf', { provider: opening.providerName, when: sayMoment(first) }),
        deed: t('oneBox.move'),
        run: () => put(first, opening.startsAt, opening.provider),
      }),
    )
    return {
      ...nothing,
      list,
      waits: who.waits || openings.isLoading || openings.isPlaceholderData,
      hint: list.length === 0 && openings.data ? t('oneBox.noOpening', { day: sayWhen(when) }) : null,
    }
  }
  if (!when?.time && !provider)
    return { ...nothing, hint: t('oneBox.whenTo', { who: patientName, when: sayMoment(first) }) }
  const list = visits.map((visit): BoxChoice => {
    const date = when?.from ?? dayOf(visit.startsAt, visit.zone)
    const startsAt = instantAt(date, when?.time ?? wallTime(visit), visit.zone)
    return {
      id: `${visit.id}@${provider?.id ?? ''}@${startsAt}`,
      title: `${day(date)}, ${time(startsAt, visit.zone)}`,
      detail: t('oneBox.insteadOf', {
        provider: provider?.name ?? visit.providerName,
        when: dayOf(visit.startsAt, visit.zone) === date ? clock(visit.startsAt, visit.zone) : sayMoment(visit),
      }),
      deed: t('oneBox.move'),
      run: () => put(visit, startsAt, provider?.id),
    }
  })
  return { ...nothing, list, waits: who.waits }
}

const inPart = (at: string, part: NonNullable<When['part']>) =>
  part === 'morning' ? at < '12:00' : part === 'evening' ? at >= '17:00' : at >= '12:00'
