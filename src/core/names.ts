// Letters that Unicode does not take apart, as they are written without their stroke or ligature.
const unstroked: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
}
const strokes = new RegExp(`[${Object.keys(unstroked).join('')}]`, 'g')

/** Longest word kept for searching, in code points: an index row has room for two. */
const longestWord = 60
const mostWords = 8

/** A name without accents, marks and apostrophes, in lower case: "O’Neil-García" is "oneil garcia". Any script; emoji stay, so that a
 *  name of nothing else can still be found. */
export function plainName(text: string): string {
  // Most names at most desks: nothing to take off.
  if (/^[A-Za-z]*$/.test(text)) return text.toLowerCase()
  return text
    .toLowerCase()
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(strokes, letter => unstroked[letter]!)
    .replace(/['’‘ʼʻ`´ʹ′]/gu, '')
    .replace(/[^\p{L}\p{N}\p{So}]+/gu, ' ')
    .trim()
}

const cut = (word: string) => (word.length <= longestWord ? word : [...word].slice(0, longestWord).join(''))

/** The words of a name, plain: "de la Cruz" is de, la, cruz. At most eight. */
export function nameWords(text: string): string[] {
  const plain = plainName(text)
  return plain === '' ? [] : plain.split(' ').slice(0, mostWords).map(cut)
}

/** All words of a name as one: "de la Cruz" is delacruz, "Mc Donald" is mcdonald. */
export const joinedName = (text: string): string => cut(nameWords(text).join(''))

/** The end of the range of words that begin with this one, in code point order (collate "C"). Plain words hold no such character. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`

/** The end of the range that holds this word alone. */
export const afterWord = (word: string): string => `${word}\u0001`

/** A word with each one letter left out, and whole. Two words one slip of the finger apart (a letter more, less, other, or two
 *  swapped) always share such a form. */
export function slipsOf(word: string): string[] {
  const letters = [...word]
  const forms = new Set([word])
  if (letters.length > 2) {
    for (let n = 0; n < letters.length; n++)
      forms.add(
        letters
          .slice(0, n)
          .concat(letters.slice(n + 1))
          .join(''),
      )
  }
  return [...forms].sort()
}

/** Slips of the finger between two words: letters to add, drop, change, or neighbours to swap. Gives up above `most` and says most + 1. */
export function slipsBetween(one: string, other: string, most = 3): number {
  const a = [...one]
  const b = [...other]
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let above = b.map((_, n) => n + 1)
  above.unshift(0)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    before = above
    above = row
  }
  return Math.min(above[b.length]!, most + 1)
}
