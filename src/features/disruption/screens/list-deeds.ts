import { act } from '../../../web/kit/api.ts'
import { toast } from '../../../web/kit/toast.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import type { Disruption } from '../contract.ts'
import {
  acceptProposals,
  claimVisit,
  endDisruption,
  moveBack,
  noteCall,
  settleVisits,
  takeBackDisruption,
  tellPatients,
} from '../contract.ts'
import { sayResults } from './say-results.ts'
import type { Choice, ListRow } from './way-words.ts'

type Id = Disruption['id']
type Appointment = ListRow['appointment']

/** Runs a deed of the list; a refusal is said, never thrown into the screen. */
async function attempt<T>(deed: () => Promise<T>): Promise<T | undefined> {
  try {
    return await deed()
  } catch (error) {
    toast(sayError(error), { look: 'bad' })
    return undefined
  }
}

/** Moves the ticked visits. What was moved can be taken back while the report stands. */
export const accept = (
  disruption: Id,
  choices: readonly { appointment: Appointment; version: number; proposal: Choice }[],
  agreed = false,
) =>
  attempt(async () => {
    const { results } = await act(acceptProposals, { disruption, choices: [...choices], agreed })
    const undo = () => {
      const back = results.flatMap(one =>
        one.version === null ? [] : [{ appointment: one.appointment, version: one.version }],
      )
      void goBack(disruption, back)
    }
    sayResults(results, n => t('disruption.done.accepted', { n }), undo)
    return results
  })

export const goBack = (disruption: Id, appointments: readonly { appointment: Appointment; version: number }[]) =>
  attempt(async () => {
    const { results } = await act(moveBack, { disruption, appointments: [...appointments] })
    sayResults(results, n => t('disruption.done.back', { n }))
  })

export const settle = (disruption: Id, row: ListRow, as: 'cancelled' | 'kept') =>
  attempt(async () => {
    const appointments = [{ appointment: row.appointment, version: row.version }]
    const { results } = await act(settleVisits, { disruption, appointments, as })
    sayResults(results, () => t(`disruption.done.${as}`))
  })

export const called = (disruption: Id, row: ListRow, outcome: 'agreed' | 'declined' | 'no-answer' | 'voicemail') =>
  attempt(() => act(noteCall, { disruption, appointment: row.appointment, outcome }))

/** Others see the row in one's hands, for some minutes. */
export const claim = (disruption: Id, row: ListRow, release = false) =>
  attempt(() => act(claimVisit, { disruption, appointment: row.appointment, release }))

export const tellAll = (disruption: Id) =>
  attempt(async () => {
    const { results } = await act(tellPatients, { disruption })
    const n = results.filter(one => one.how === 'e-mail' || one.how === 'text').length
    const calls = results.filter(one => one.how === 'phone' || one.how === 'nobody').length
    const says = [t('disruption.done.told', { n }), ...(calls > 0 ? [t('disruption.toCall', { n: calls })] : [])]
    toast(results.length === 0 ? t('disruption.done.toldNobody') : says.join(' · '))
  })

export const takeBack = (disruption: Id) =>
  attempt(async () => {
    const { restored } = await act(takeBackDisruption, { disruption })
    toast(t('disruption.done.takenBack', { n: restored }))
  })

export const close = (disruption: Id) =>
  attempt(async () => {
    await act(endDisruption, { disruption })
    toast(t('disruption.done.closed'))
  })
