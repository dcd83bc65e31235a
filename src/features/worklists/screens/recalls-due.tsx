import { useAsk } from '../../../web/kit/api.ts'
import { day } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import { patientRecalls } from '../contract.ts'

/** On the card of a call: what is due for the patient, to be offered while they are on the line. Nothing due is no line. */
export function RecallsDue({ patient }: { patient: string }) {
  const { recalls } = useAsk(patientRecalls, { patient }).data ?? { recalls: [] }
  if (recalls.length === 0) return null
  return (
    <div>
      {t('calls.pop.recalls', { n: recalls.length })}:{' '}
      {recalls.map(one => t('calls.pop.recall', { what: one.what, date: day(one.dueOn) })).join('; ')}
    </div>
  )
}
