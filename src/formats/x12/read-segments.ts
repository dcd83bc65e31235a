import { hasIsaShape, type IsaHeader, readIsa } from './isa-header.ts'
import { detached, latin1Text } from './latin1.ts'
import type { Delimiters, Fault, Segment } from './segment.ts'

/** Who is told what was read, in the order of the file. */
export type SegmentListener = { segment(segment: Segment): void; fault(fault: Fault): void }

/** Bytes read at one go; a larger chunk is taken in pieces of it. */
const piece_bytes = 65_536
/** No segment of any guide comes near it; what is longer has lost its terminator. */
const longestSegment = 65_536
const longestBlank = 4096
const mark = '\u00ef\u00bb\u00bf'
const never = Number.POSITIVE_INFINITY

/** Takes a file apart into segments, from chunks cut anywhere, in memory that does not grow with the file. The delimiters come from each ISA. Elements are raw
 *  text, one character for one byte (see latin1.ts). Data never throws: what is wrong is told as a fault.
 *  Usage: `push` each chunk, then `end` once. */
export class SegmentReader {
  readonly #to: SegmentListener
  readonly #longest: number
  /** What is kept of the chunks before: the beginning of something whose end has not come. */
  #parts: string[] = []
  #kept = 0
  /** Byte offset of the first kept character. */
  #base = 0
  #index = 0
  #before = ''
  #delimiters: Delimiters | null = null
  /** Inside an overlong segment, of which nothing more is kept. */
  #skipping = false
  /** The last segment was an IEA: whatever comes is no cut-off segment. */
  #closed = false
  /** Must see more text before it can tell what stands at the kept place. */
  #waiting = true
  #junk = 0
  /** Where the last ISA stood that could not be read. */
  #refused = -1
  #told = new Set<string>()
  #dead = false

  constructor(to: SegmentListener, options: { longestSegment?: number } = {}) {
    this.#to = to
    this.#longest = options.longestSegment ?? longestSegment
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += piece_bytes) {
      this.#feed(latin1Text(chunk.subarray(at, at + piece_bytes)))
    }
  }

  /** Says that no more comes. What stood unfinished is told as a fault. */
  end(): void {
    const text = this.#parts.join('')
    this.#parts = []
    const at = this.#scan(text, true)
    const rest = this.#delimiters && !this.#skipping ? text.slice(at).replace(/[\r\n]+/g, '') : ''
    if (this.#dead) return
    if (!this.#delimiters) {
      const empty = this.#junk === 0
      this.#fault(empty ? 'empty-file' : 'no-interchange', 'file', 0, '', empty ? {} : { bytes: String(this.#junk) })
    } else if (this.#skipping) this.#fault('unterminated-segment', 'file', this.#base + at, '', {})
    else if (rest.trim() !== '') this.#unfinished(rest, this.#base + at)
  }

  #unfinished(rest: string, at: number) {
    const elements = rest.trimEnd().split(this.#delimiters!.element)
    const id = elements.shift()!
    // A last IEA without its terminator still says all it has to say.
    const whole = id === 'IEA' && elements.length === 2 && !this.#closed
    if (this.#closed) this.#fault('bytes-after-end', 'note', at, '', { bytes: String(rest.length) })
    else this.#fault('unterminated-segment', whole ? 'note' : 'file', at, id, {})
    if (whole) this.#emit(id, elements, at)
  }

  #feed(piece: string) {
    if (this.#dead) return
    if (!this.#waiting && !piece.includes(this.#delimiters!.terminator) && this.#kept + piece.length <= this.#longest) {
      this.#parts.push(piece)
      this.#kept += piece.length
      return
    }
    this.#parts.push(piece)
    const text = this.#parts.length === 1 ? piece : this.#parts.join('')
    const at = this.#scan(text, false)
    this.#parts = at < text.length ? [text.slice(at)] : []
    this.#kept = text.length - at
    this.#base += at
  }

  /** Reads what it can of the text and returns how far it came. */
  #scan(text: string, final: boolean): number {
    let at = 0
    // Where the next of these stands, so that an ordinary segment is not searched for them: most files have none, or one between two segments.
    let lineFeed = -1
    let carriageReturn = -1
    let letters = -1
    this.#waiting = false
    for (;;) {
      if (!this.#delimiters || this.#skipping) {
        at = this.#seek(text, at, final)
        if (!this.#delimiters || this.#skipping) return at
      }
      const from = at
      at = this.#blank(text, at)
      if (at > from) this.#before = (this.#before + text.slice(from, at)).slice(0, longestBlank + 1)
      if (at >= text.length) return at
      if (text.charCodeAt(at) === 0xef && mark.startsWith(text.slice(at, at + 3)) && !final) return this.#wait(at)
      const { element, terminator } = this.#delimiters
      const first = text.charCodeAt(at)
      if (first === 73 && text.length - at < 4 && 'ISA'.startsWith(text.slice(at, at + 3)) && !final) {
        return this.#wait(at)
      }
      if (first === 73 && text.startsWith('ISA', at)) {
        const came = this.#isa(text, at, final)
        if (came === 'wait') return this.#wait(at)
        if (came > 0) {
          at += came
          continue
        }
      }
      const end = text.indexOf(terminator, at)
      if (letters < at + 1) letters = at + 1 < text.length ? indexOrNever(text, 'ISA', at + 1) : never
      if (letters < (end < 0 ? text.length : end)) {
        // The letters inside a segment: of a name, or of a whole ISA behind a file that was cut off.
        const limit = Math.min(end < 0 ? text.length : end, at + this.#longest - 2)
        const isa = this.#glued(text, letters, limit, final)
        if (isa === 'wait') return this.#wait(at)
        if (isa >= 0) {
          if (this.#closed) this.#fault('bytes-after-end', 'note', this.#base + at, '', { bytes: String(isa - at) })
          else this.#fault('unterminated-segment', 'interchange', this.#base + at, text.slice(at, at + 3), {})
          at = isa
          continue
        }
        letters = indexOrNever(text, 'ISA', end < 0 ? text.length : end)
      }
      if (end < 0 ? text.length - at > this.#longest : end - at > this.#longest) {
        const facts = { longest: String(this.#longest) }
        this.#fault('segment-too-long', 'transaction', this.#base + at, text.slice(at, at + 3), facts)
        this.#skipping = true
        at++
        continue
      }
      if (end < 0) return at
      let raw = text.slice(at, end)
      if (lineFeed < at) lineFeed = indexOrNever(text, '\n', at)
      if (carriageReturn < at) carriageReturn = indexOrNever(text, '\r', at)
      if (lineFeed < end || carriageReturn < end) {
        raw = raw.replace(/[\r\n]+/g, '')
        this.#once('line-break-inside', this.#base + at, raw)
      }
      if (raw.charCodeAt(raw.length - 1) === 32) this.#once('space-before-terminator', this.#base + at, raw)
      const stop = raw.indexOf(element)
      if (stop < 0) this.#emit(raw, [], this.#base + at)
      else this.#emit(raw.slice(0, stop), raw.slice(stop + 1).split(element), this.#base + at)
      at = end + 1
    }
  }

  #wait(at: number): number {
    this.#waiting = true
    return at
  }

  /** Reads the ISA at `at`; gives its length, 0 if it cannot be read. */
  #isa(text: string, at: number, final: boolean): number | 'wait' {
    const isa = readIsa(text, at, final)
    if (isa === 'wait') return 'wait'
    if ('refused' in isa) {
      // Seen once more when its terminator comes only with a later chunk.
      if (this.#refused !== this.#base + at) {
        this.#fault('isa-unreadable', 'interchange', this.#base + at, 'ISA', { reason: isa.refused })
      }
      this.#refused = this.#base + at
      return 0
    }
    this.#open(isa, this.#base + at)
    return isa.length
  }

  #open(isa: IsaHeader, at: number) {
    this.#delimiters = isa.delimiters
    this.#skipping = false
    this.#told.clear()
    for (const { code, element, facts } of isa.notes) this.#fault(code, 'note', at, 'ISA', facts, element)
    this.#emit('ISA', isa.elements, at)
  }

  /** Where, before `limit`, an ISA of exactly the right shape stands; -1 if nowhere. */
  #glued(text: string, from: number, limit: number, final: boolean): number | 'wait' {
    for (let at = from; at >= 0 && at < limit; at = text.indexOf('ISA', at + 3)) {
      const shape = hasIsaShape(text, at)
      if (shape === 'wait' && !final) return 'wait'
      if (shape !== 'yes') continue
      const isa = readIsa(text, at, final)
      if (isa === 'wait') return 'wait'
      if (!('refused' in isa)) return at
    }
    return -1
  }

  /** Before the first ISA, or inside an overlong segment: goes to the next ISA, or to the terminator of that segment. */
  #seek(text: string, from: number, final: boolean): number {
    if (this.#base === 0 && from === 0 && !this.#delimiters) {
      if (text.length < 3 && !final) return this.#wait(0)
      const wide = text.startsWith('\u00ff\u00fe') || text.startsWith('\u00fe\u00ff') || text.startsWith('I\u0000S')
      if (wide) {
        this.#dead = true
        this.#fault('no-interchange', 'file', 0, '', { encoding: 'utf-16' })
        return text.length
      }
      from = text.startsWith(mark) ? 3 : 0
      this.#before = text.slice(0, from)
    }
    const stop = this.#skipping ? text.indexOf(this.#delimiters!.terminator, from) : -1
    const limit = stop < 0 ? text.length : stop
    for (let at = text.indexOf('ISA', from); at >= 0 && at < limit; at = text.indexOf('ISA', at + 3)) {
      const isa = this.#skipping && hasIsaShape(text, at) === 'no' ? { refused: '' } : readIsa(text, at, final)
      if (isa === 'wait') {
        this.#lose(text, from, at)
        return this.#wait(at)
      }
      if ('refused' in isa) {
        if (!this.#skipping && this.#junk === 0 && text.slice(from, at).trim() === '') {
          this.#fault('isa-unreadable', 'interchange', this.#base + at, 'ISA', { reason: isa.refused })
        }
        continue
      }
      this.#lose(text, from, at)
      if (this.#junk > 0) this.#fault('bytes-before-isa', 'note', 0, '', { bytes: String(this.#junk) })
      this.#junk = 0
      this.#open(isa, this.#base + at)
      return at + isa.length
    }
    if (stop >= 0) {
      this.#skipping = false
      return stop + 1
    }
    // The last two letters may be the beginning of the next ISA.
    const keep = final ? text.length : Math.max(from, text.length - 2)
    this.#lose(text, from, keep)
    return this.#wait(keep)
  }

  /** Counts what stands before the first ISA; blanks there are kept as what stood before it. */
  #lose(text: string, from: number, to: number) {
    if (this.#skipping || to <= from) return
    const lost = text.slice(from, to)
    if (this.#junk === 0 && lost.trim() === '' && this.#before.length + lost.length <= longestBlank)
      this.#before += lost
    else {
      this.#junk += to - from + this.#before.length
      this.#before = ''
    }
  }

  /** The end of the blanks, line ends, byte order marks and empty segments that begin at `at`. */
  #blank(text: string, at: number): number {
    const { element, terminator } = this.#delimiters!
    const sign = terminator.charCodeAt(0)
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === sign) {
        if (sign > 32) this.#fault('empty-segment', 'note', this.#base + at, '', {})
        at++
      } else if (code <= 32 && code !== element.charCodeAt(0)) at++
      else if (code === 0xef && text.startsWith(mark, at)) at += 3
      else return at
    }
  }

  #emit(id: string, elements: string[], at: number) {
    const length = id.length
    if (length > 3 || length < 2 || !isId(id)) {
      this.#fault('segment-id', this.#closed ? 'note' : 'transaction', at, id, { found: detached(id.slice(0, 20)) })
    } else this.#closed = id === 'IEA'
    const before = this.#before
    if (before !== '') {
      this.#before = ''
      if (before.length > longestBlank) this.#once('blanks', at, id)
    }
    this.#to.segment({ id, elements, index: this.#index++, at, delimiters: this.#delimiters!, before })
  }

  /** Tells what would otherwise be told of every segment once for each interchange. */
  #once(code: string, at: number, raw: string) {
    if (this.#told.has(code)) return
    this.#told.add(code)
    this.#fault(code, 'note', at, raw.slice(0, 3), {})
  }

  #fault(code: string, level: Fault['level'], at: number, id: string, facts: Fault['facts'], element?: number) {
    const place = { segment: this.#index, id: detached(id.slice(0, 20)), at }
    this.#to.fault({ code, level, place: element === undefined ? place : { ...place, element }, facts })
  }
}

function indexOrNever(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from)
  return at < 0 ? never : at
}

/** A capital, then one or two capitals or digits. */
function isId(id: string): boolean {
  for (let n = 0; n < id.length; n++) {
    const code = id.charCodeAt(n)
    if (!((code >= 65 && code <= 90) || (n > 0 && code >= 48 && code <= 57))) return false
  }
  return true
}

/** True for a fault among what `segmentsOf` gives. */
export const isFault = (one: Segment | Fault): one is Fault => 'code' in one

/** Segments and faults of a file in memory, a piece at a time. */
export function* segmentsOf(bytes: Uint8Array, options?: { longestSegment?: number }): Generator<Segment | Fault> {
  const { reader, taken } = collecting(options)
  for (let at = 0; at < bytes.length; at += piece_bytes) {
    reader.push(bytes.subarray(at, at + piece_bytes))
    yield* taken()
  }
  reader.end()
  yield* taken()
}

/** The same from chunks that arrive by and by: a stream of Node, the body of an answer. */
export async function* segmentsFrom(
  chunks: AsyncIterable<Uint8Array>,
  options?: { longestSegment?: number },
): AsyncGenerator<Segment | Fault> {
  const { reader, taken } = collecting(options)
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += piece_bytes) {
      reader.push(chunk.subarray(at, at + piece_bytes))
      yield* taken()
    }
  }
  reader.end()
  yield* taken()
}

function collecting(options?: { longestSegment?: number }) {
  let read: (Segment | Fault)[] = []
  const take = (one: Segment | Fault) => void read.push(one)
  const taken = () => {
    const all = read
    read = []
    return all
  }
  return { reader: new SegmentReader({ segment: take, fault: take }, options), taken }
}
