import { t } from '../../../../web/words/say.ts'
import { emergencyContent, redFlagContent, scriptContent } from '../../contract.ts'
import { textOfSteps } from './line-text.ts'
import type { Wording } from './shown-flags.ts'

export type Kind = 'script' | 'red-flag' | 'emergency'

/** A wording line by line, as somebody reads it; of an older version too. Empty if it is of a shape this program does not know. */
export function wordingLines(kind: Kind, content: unknown, emergencies: Wording['emergencies']): string[] {
  if (kind === 'script') {
    const read = scriptContent.safeParse(content)
    return read.success ? scriptLines(read.data) : []
  }
  if (kind === 'red-flag') {
    const read = redFlagContent.safeParse(content)
    return read.success ? flagLines(read.data, emergencies) : []
  }
  const read = emergencyContent.safeParse(content)
  return read.success ? [read.data.name, ...textOfSteps(read.data.steps).split('\n')] : []
}

type Script = Wording['scripts'][number]['content']

function scriptLines({ name, about, questions, endings }: Script): string[] {
  const places = new Map([
    ...questions.map((one, n) => [one.key, t('guidance.scripts.toQuestion', { n: n + 1 })] as const),
    ...endings.map((one, n) => [one.key, t('guidance.scripts.toEnding', { n: n + 1 })] as const),
  ])
  return [
    name,
    ...(about.length > 0 ? [about.join(', ')] : []),
    ...questions.flatMap((one, n) => [
      `${t('guidance.scripts.toQuestion', { n: n + 1 })}: ${one.text}`,
      ...one.answers.map((answer, m) => {
        const place = [t('guidance.scripts.toQuestion', { n: n + 1 }), t('guidance.scripts.answer', { n: m + 1 })]
        return `${place.join(', ')}: ${answer.text} → ${places.get(answer.next) ?? ''}`
      }),
    ]),
    ...endings.map((one, n) => {
      const suggests = [one.outcome && t(`calls.outcomes.${one.outcome}`), one.urgency, one.visitType]
      const said = suggests.filter(Boolean).join(' · ')
      return `${t('guidance.scripts.toEnding', { n: n + 1 })}: ${one.say}${said ? ` (${said})` : ''}`
    }),
  ]
}

type Flag = Wording['redFlags'][number]['content']

function flagLines({ name, group, emergency, phrases, except }: Flag, emergencies: Wording['emergencies']): string[] {
  const shows = emergencies.find(one => one.guidance === emergency)?.content.name
  return [
    name,
    t(`guidance.flags.groups.${group}`),
    ...(shows ? [`${t('guidance.flags.emergency')}: ${shows}`] : []),
    ...phrases.map(one => `${one.text} (${one.language})`),
    ...except.map(text => t('guidance.versions.except', { text })),
  ]
}
