import { phone } from '../../../web/kit/format.ts'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { factsLine, fullName, type PatientLine } from './patient-name.ts'
import css from './patients.module.css'

/** Why somebody is in the list, where it is not plain from what is shown. */
function whyWords(patient: PatientLine): string {
  const said = patient.why.flatMap(one => {
    if (one.how === 'nickname' || one.how === 'sound' || one.how === 'spelling') {
      return [t(`patients.search.why.${one.how}`, { met: one.met })]
    }
    if (one.on === 'former' || one.on === 'identifier') return [t(`patients.search.why.${one.on}`, { met: one.met })]
    if (one.on === 'email') return [one.met]
    return []
  })
  if (patient.foundAs) said.push(t('patients.search.foundAs', { chart: patient.foundAs }))
  return [...new Set(said)].join(' · ')
}

/** One found patient on one line. */
export function ResultRow({ patient, small = false }: { patient: PatientLine; small?: boolean }) {
  const why = whyWords(patient)
  return (
    <div className={small ? css.resultSmall : css.result}>
      <span className={css.resultName}>
        <b>{fullName(patient)}</b>
        {patient.deceased && <Tag>{t('patients.deceasedTag')}</Tag>}
        {why && <span className={css.why}>{why}</span>}
      </span>
      <span className={css.resultFacts}>{factsLine(patient)}</span>
      {!small && <span className={css.resultPhone}>{patient.phone && phone(patient.phone)}</span>}
    </div>
  )
}
