/** The four signs an interchange is written with, read from its own ISA: element at position 4, component (ISA16) at 105, terminator at 106,
 *  repetition in ISA11 (null where ISA11 holds a letter, digit or blank, as 4010's `U`). Each is one character. */
export type Delimiters = { element: string; component: string; repetition: string | null; terminator: string }

/** One segment as it stood in the file. `elements[0]` is the first element after the id (CLM01); each is raw text, neither trimmed nor taken apart. */
export type Segment = {
  /** 'ISA', 'NM1', 'EB'. */
  id: string
  elements: readonly string[]
  /** How many segments stood before it in the file, from 0. */
  index: number
  /** Byte offset of its first character in the file, from 0, a byte order mark counted. */
  at: number
  delimiters: Delimiters
  /** What stood between the segment before and this one, as it was: byte order mark, line ends, indentation, empty segments. Writing `before`, the segment
   *  and its terminator gives the file's bytes again. Absent where the segment did not come from a file. */
  before?: string
}

/** Where a fault lies: the segment (index, id and byte offset of the segment) and, where it is one element's, which (1 for 01), which repetition and component
 *  (each from 1). */
export type Place = {
  segment: number
  id: string
  at: number
  element?: number
  repetition?: number
  component?: number
}

/** Something wrong in a file. Data never throws: every fault is told with its place.
 *  `level` says how far it reaches: the rest is readable ('note'), this transaction set is not to be used ('transaction'), this group ('group'), this
 *  interchange ('interchange'), nothing of the file ('file').
 *  `code` is a short kebab name ('segment-count', 'unknown-code'); `facts` are the values its words need ({ expected: '12', found: '11' }). */
export type Fault = {
  code: string
  level: 'note' | 'transaction' | 'group' | 'interchange' | 'file'
  place: Place
  facts: Readonly<Record<string, string>>
}
