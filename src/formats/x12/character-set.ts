import type { Delimiters } from './segment.ts'

// The characters X12 lets into data. Source: X12.6, basic and extended character set; the delimiters in use are never among them.

const basic = /^[A-Z0-9 !"&'()*+,\-./:;?=]*$/
const extended = /^[A-Za-z0-9 !"&'()*+,\-./:;?=%~@[\]_{}\\|<>#$^`]*$/

/** Which set a partner agreed to. Extended adds small letters and signs as @ and #. */
export type CharacterSet = 'basic' | 'extended'

export const isWritable = (text: string, set: CharacterSet): boolean => (set === 'basic' ? basic : extended).test(text)

export const holdsDelimiter = (text: string, { element, component, repetition, terminator }: Delimiters): boolean =>
  text.includes(element) ||
  text.includes(component) ||
  text.includes(terminator) ||
  (repetition !== null && text.includes(repetition))

/** Letters that lose nothing but their looks, and that taking off accents does not reach. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Đ: 'D',
  đ: 'd',
  Ð: 'D',
  ð: 'd',
  Ł: 'L',
  ł: 'l',
  Þ: 'Th',
  þ: 'th',
  ı: 'i',
  '‘': "'",
  '’': "'",
  ʻ: "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\t': ' ',
  '\n': ' ',
  '\r': ' ',
}

/** A name or text as it can be sent: accents off (José is Jose), typographic signs plain, delimiters in use blank, blanks single. Null where a character has no plain
 *  spelling: a name in another script is not to be guessed at. */
export function plainText(text: string, delimiters: Delimiters, set: CharacterSet = 'extended'): string | null {
  let plain = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^ -~]/gu, sign => spelled[sign] ?? sign)
  if (set === 'basic') plain = plain.toUpperCase()
  const { element, component, repetition, terminator } = delimiters
  for (const sign of [element, component, repetition, terminator]) if (sign) plain = plain.replaceAll(sign, ' ')
  plain = plain.replace(/ +/g, ' ').trim()
  return isWritable(plain, set) ? plain : null
}
