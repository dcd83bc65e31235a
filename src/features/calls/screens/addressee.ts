type Person = { id: string; name: string }

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whom a message names at its start: "lee: refill metformin" is for Dr Lee if exactly one person's name has a word that begins so.
 *  `rest` is the message without it. */
export function addressee(text: string, people: readonly Person[]): { id: string; rest: string } | null {
  const start = /^\s*([\p{L}\p{M}.'-]{2,40}(?: [\p{L}\p{M}.'-]{1,40})?):\s+(\S[\s\S]*)$/u.exec(text)
  if (!start) return null
  const wanted = plain(start[1]!).split(' ')
  const fits = people.filter(person => {
    const words = plain(person.name).split(/[^\p{L}'-]+/u)
    return wanted.every(want => words.some(word => word.startsWith(want.replace(/\.$/, ''))))
  })
  return fits.length === 1 ? { id: fits[0]!.id, rest: start[2]! } : null
}
