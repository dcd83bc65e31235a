import { leaveMessage, messageRules } from '../../../features/calls/contract.ts'
import { act, useAsk } from '../../kit/api.ts'
import { moment, thePlace } from '../../kit/format.ts'
import { toast } from '../../kit/toast.ts'
import { sayError } from '../../words/refusal-words.ts'
import { t } from '../../words/say.ts'
import { useSession } from '../session.ts'
import { type Choices, nothing } from './choice.ts'
import { dueAt } from './due-at.ts'
import { chipOf, type Understanding } from './understanding.ts'
import type { Resolved } from './use-who.ts'

/** A note's text without the patient's name at its end, once that is known to be a patient's. */
export function withoutName(note: string, unsure: readonly string[] | undefined, named: string | null): string {
  if (!unsure || !named) return note
  const wording = unsure.find(words => note.toLowerCase().endsWith(words.toLowerCase()) && words === named)
  return wording
    ? note
        .slice(0, -wording.length)
        .replace(/\s+(for|re:?|about)?\s*$/i, '')
        .trim() || note
    : note
}

/** What Enter does with a line that begins with "call back" or "msg": a call-back for oneself, tried by its rule, or
 *  one message to somebody. */
export function useMessageChoices(
  understood: Understanding,
  who: Resolved,
  tell: (no: string | null) => void,
): Choices {
  const session = useSession()
  const calls = understood.deed === 'call'
  const rules = useAsk(messageRules, {}, { enabled: calls })
  if (!calls && understood.deed !== 'message') return nothing
  const when = chipOf(understood, 'when')?.value
  const note = chipOf(understood, 'note')?.value ?? ''
  const to = chipOf(understood, 'to')?.value
  const said = chipOf(understood, 'who')
  const unsure = said && 'unsure' in said.value ? said.value.unsure : undefined
  if (calls && !who.patient) {
    return {
      ...nothing,
      waits: who.waits,
      hint: who.waits ? null : t(who.search === null ? 'oneBox.whoFirst' : 'oneBox.nobody'),
    }
  }
  if (!calls && !to) return { ...nothing, hint: t('oneBox.toWhom') }
  if (!calls && !note) return { ...nothing, hint: t('oneBox.sayWhat') }
  // The list was narrowed to those who bear the longest wording that names anybody.
  const text = calls
    ? note || t('oneBox.callBackText', { who: who.patient!.name })
    : who.patient && unsure
      ? withoutName(note, unsure, who.wording)
      : note
  const due = dueAt(when, Date.now(), thePlace().zone)
  const run = async () => {
    try {
      const kept = await act(leaveMessage, {
        ...(calls ? { kind: 'call-back' as const, to: session.staff } : { to: to!.id as never }),
        text,
        ...(who.patient ? { patient: who.patient.id } : {}),
        ...(due ? { dueAt: due } : {}),
      })
      toast(
        calls
          ? t('oneBox.callKept', { who: who.patient!.name, when: moment(kept.dueAt) })
          : t('oneBox.sent', { to: to!.name, when: moment(kept.dueAt) }),
      )
      return true
    } catch (error) {
      tell(sayError(error))
      return false
    }
  }
  const rule = rules.data?.rules.find(one => one.kind === 'call-back')
  const detail = [
    calls ? note : '',
    who.patient && !calls ? t('oneBox.about', { who: who.patient.name }) : '',
    due ? t('oneBox.due', { when: moment(due) }) : '',
    calls && rule ? t('oneBox.thenLetter', { n: rule.tries }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
  return {
    ...nothing,
    waits: who.waits,
    list: [
      {
        id: `${to?.id ?? 'self'}@${who.patient?.id ?? ''}@${text}`,
        title: calls ? t('oneBox.callBackText', { who: who.patient!.name }) : text,
        detail,
        deed: t(calls ? 'oneBox.keep' : 'oneBox.send'),
        run,
      },
    ],
  }
}
