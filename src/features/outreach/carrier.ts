/** One message as whoever carries it gets it. */
export type Letter = {
  id: string
  /** E-mail address, or number in E.164. */
  to: string
  /** Name of the practice, for the sender. */
  from: string
  subject: string
  text: string
  language: string
}

/** What became of handing a letter over. put-off: it has certainly not left and may be tried again; refused: it will never leave like this;
 *  unknown: it may have left. Nothing is sent twice on a guess: only a person may. */
export type Carried = { outcome: 'sent' | 'put-off' | 'refused' | 'unknown'; why: string }

export type Carrier = (letter: Letter) => Promise<Carried>

/** What a carrier said, short and on one line, for the list that people read. */
export const shortly = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200)
