import { day } from '../../../web/kit/format.ts'
import { Tag, type TagLook } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import css from './card.module.css'
import { languageName, type PatientRecord } from './patient-name.ts'

type Mark = { key: string; look: TagLook; words: string }

const urgent = new Set(['safety', 'allergy'])

/** What to mind before the first word: death, alerts, interpreter, who may be spoken to. */
function marksOf(card: PatientRecord): Mark[] {
  const marks: Mark[] = []
  if (card.deceasedOn) {
    marks.push({
      key: 'deceased',
      look: 'still',
      words: t('patients.deceased', { date: day(card.deceasedOn, 'full') }),
    })
  }
  for (const alert of card.alerts) {
    marks.push({ key: alert.alert, look: urgent.has(alert.kind) ? 'bad' : 'warn', words: alert.text })
  }
  if (card.interpreterNeeded) {
    const code = card.interpreterLanguage || card.language
    marks.push({
      key: 'interpreter',
      look: 'warn',
      words: code
        ? t('patients.card.interpreter', { language: languageName(code) })
        : t('patients.card.interpreterAny'),
    })
  } else if (card.language && card.language !== 'en') {
    marks.push({
      key: 'language',
      look: 'info',
      words: t('patients.card.speaks', { language: languageName(card.language) }),
    })
  }
  for (const relation of card.relations) {
    if (relation.mayHear === 'nothing' && !relation.proxy) continue
    const words = relation.proxy
      ? t('patients.card.proxy', { name: relation.name })
      : relation.mayHear === 'everything'
        ? t('patients.card.mayHear', { name: relation.name })
        : t('patients.card.mayHearVisits', { name: relation.name })
    marks.push({ key: relation.relation, look: 'info', words })
  }
  return marks
}

/** The tags under the name: colour with a shape or the word itself. */
export function CardTags({ card }: { card: PatientRecord }) {
  const marks = marksOf(card)
  if (marks.length === 0) return null
  return (
    <ul className={css.tags}>
      {marks.map(mark => (
        <li key={mark.key}>
          <Tag look={mark.look}>{mark.words}</Tag>
        </li>
      ))}
    </ul>
  )
}
