import type { Language } from '../outreach/index.ts'
import { type LetterKind, letterHoles } from './contract.ts'

/** What each letter says until the practice writes its own. No kind of visit and no matter is named: letters are opened by others. */
export const usualLetters: Readonly<Record<LetterKind, Readonly<Record<Language, string>>>> = {
  recall: {
    en: `Dear {name},

It is time for your next visit with us. We tried to reach you and could not, so we are writing to you.

Please call us at {phone}, and we will find a time that suits you.

If you are cared for elsewhere, or do not wish to be reminded, please let us know.

Kind regards,
{practice}`,
    es: `Hola {name}:

Ya es tiempo de su próxima cita con nosotros. Intentamos comunicarnos con usted y no lo logramos; por eso le escribimos.

Llámenos al {phone}, por favor, y encontraremos una hora que le convenga.

Si le atienden en otro lugar, o no desea que le recordemos sus citas, avísenos, por favor.

Saludos cordiales,
{practice}`,
  },
  'call-back': {
    en: `Dear {name},

We tried to reach you by telephone and could not, so we are writing to you.

Please call us at {phone} when it suits you. Please also tell us whether the telephone number we have for you is still right.

If you have spoken with us in the meantime, you need do nothing.

Kind regards,
{practice}`,
    es: `Hola {name}:

Intentamos comunicarnos con usted por teléfono y no lo logramos; por eso le escribimos.

Llámenos al {phone}, por favor, cuando le convenga. Díganos también si el número de teléfono que tenemos de usted sigue siendo correcto.

Si ya habló con nosotros, no tiene que hacer nada.

Saludos cordiales,
{practice}`,
  },
}

export type LetterFacts = Record<(typeof letterHoles)[number], string>

/** The paragraphs of a letter with its holes filled. A line on which every hole is empty is left out: nothing is said "with ." */
export function paragraphsOf(body: string, facts: LetterFacts): string[] {
  const filled = body
    .split('\n')
    .filter(line => {
      const holes = letterHoles.filter(hole => line.includes(`{${hole}}`))
      return holes.length === 0 || holes.some(hole => facts[hole] !== '')
    })
    .map(line => letterHoles.reduce((text, hole) => text.replaceAll(`{${hole}}`, facts[hole]), line))
  return filled
    .join('\n')
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.trim())
    .filter(Boolean)
}

const locales: Record<Language, string> = { en: 'en-US', es: 'es-US' }

/** 'November 24, 2026' for '2026-11-24'; '' for none. */
export const sayDate = (day: string | null, language: Language): string =>
  day === null
    ? ''
    : new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${day}T12:00:00Z`),
      )

/** '+12125550142' as it is written in letters: '(212) 555-0142'; other countries' numbers as they are. */
export function sayPhone(e164: string | null): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164 ?? '')
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : (e164 ?? '')
}
