import type { OutputOf } from '../../../core/contract.ts'
import { phone } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import type { nowRail } from '../contract.ts'

export type CallLine = OutputOf<typeof nowRail>['ringing'][number]
export type MessageLine = OutputOf<typeof nowRail>['due'][number]

/** The number of the other party as the practice writes it; what the phone system wrote if it is no number; or that it is withheld. */
export function numberWords(call: Pick<CallLine, 'number' | 'numberText'>): string {
  if (call.number) return phone(call.number)
  return call.numberText?.trim() || t('calls.ring.withheld')
}

/** Who is on the line, in one or two words: the person, the first of several, or the number. */
export function whoWords(call: CallLine): string {
  return (call.patient ?? call.candidates[0])?.name ?? (call.number ? t('calls.ring.unknown') : numberWords(call))
}

/** What stands under the name while it rings: the number, and who else has it. */
export function numberLine(call: CallLine): string {
  const others = call.patient
    ? call.candidates.filter(one => one.patient !== call.patient?.patient)
    : call.candidates.slice(1)
  const names = others.slice(0, 3).map(one => one.name)
  const parts = [numberWords(call)]
  if (names.length > 0) parts.push(t('calls.ring.also', { names: names.join(', ') }))
  else if (!call.patient && call.candidates.length === 0 && call.number) parts.push(t('calls.ring.notKnown'))
  return parts.join(' · ')
}

/** Whom a message is about: the patient, else the number, else whoever left it. */
export function aboutWords(message: MessageLine): string {
  if (message.patient) return message.patient.name
  if (message.number) return phone(message.number)
  return message.from?.name ?? t('calls.inbox.nobodyKnown')
}
