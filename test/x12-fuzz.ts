import { Envelope, reasonsAgainst, type TransactionSet } from '../src/formats/x12/envelope.ts'
import { latin1Bytes, latin1Text } from '../src/formats/x12/latin1.ts'
import { SegmentReader } from '../src/formats/x12/read-segments.ts'
import type { Fault, Segment } from '../src/formats/x12/segment.ts'
import { rewriteSegments } from '../src/formats/x12/write-segments.ts'

/** Numbers from 0 up to 1 that a seed decides (mulberry32), so that a finding can be seen again. */
export function numbersOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Everything reading tells of a file given in such chunks. */
export function readWhole(bytes: Uint8Array, chunks: Iterable<number>, longestSegment?: number) {
  const told: (Segment | Fault)[] = []
  const segments: Segment[] = []
  const reader = new SegmentReader(
    {
      segment(segment) {
        told.push(segment)
        segments.push(segment)
      },
      fault: fault => void told.push(fault),
    },
    { longestSegment },
  )
  let at = 0
  for (const length of chunks) {
    reader.push(bytes.subarray(at, at + length))
    at += length
    if (at >= bytes.length) break
  }
  if (at < bytes.length) reader.push(bytes.subarray(at))
  reader.end()
  return { told, segments }
}

const signs = '*~:^|>\n\r!\u001d\u001c\u0085 '
const words = [
  'ISA',
  'ISA*00*',
  '\nISA',
  '~ISA*',
  'IEA*1*1~',
  'GS*HC*',
  'SE*1*0001~',
  'ST*835*0001~',
  '\r\n',
  '~~',
  '~ \r\n',
  'ï»¿',
]

/** A file made worse: some of it structure-aware (segments and elements moved, dropped, doubled, delimiters exchanged, lines wrapped), some raw. */
function spoilt(text: string, other: string, next: () => number): string {
  const below = (n: number) => Math.floor(next() * n)
  const at = below(text.length + 1)
  const span = Math.min(text.length - at, 1 + below(next() < 0.9 ? 8 : 400))
  const pieces = text.split('~')
  const n = below(pieces.length)
  const sign = signs[below(signs.length)]!
  switch (below(16)) {
    case 0:
      return text.slice(0, at) + text.slice(at + span)
    case 1:
      return text.slice(0, at) + String.fromCharCode(below(256)) + text.slice(at + 1)
    case 2:
      return text.slice(0, at) + words[below(words.length)] + text.slice(at)
    case 3:
      return text.slice(0, at)
    case 4:
      return text.slice(0, at) + other.slice(below(other.length))
    case 5:
      return text + other
    case 6:
      return pieces.toSpliced(n, 1).join('~')
    case 7:
      return pieces.toSpliced(n, 0, pieces[below(pieces.length)]!).join('~')
    case 8:
      return pieces.with(n, pieces[below(pieces.length)]!).join('~')
    case 9: {
      const elements = pieces[n]!.split('*')
      elements[below(elements.length)] = ['', '0', '-1', '99999999999999999999', 'x', '\u00e9', ' '][below(7)]!
      return pieces.with(n, elements.join('*')).join('~')
    }
    case 10:
      return text.replaceAll('~', sign)
    case 11:
      return text.replaceAll('*', sign)
    case 12:
      return text.replace(/.{80}/gs, '$&\r\n')
    case 13:
      return text.replaceAll('~', ['~\r\n', '\n', '\r\n', ' ~', '\n~', '~ \n  '][below(6)]!)
    case 14:
      return text.slice(0, at) + text.slice(at, at + span).repeat(1 + below(50)) + text.slice(at + span)
    default:
      return text.slice(0, at) + sign + text.slice(at)
  }
}

/** One case: spoils a file, reads it whole and in pieces, checks what must hold of any bytes at all. Throws what is wrong, the seed in it. */
export function fuzzX12(seed: number, corpus: readonly Uint8Array[]): { segments: number; bytes: number } {
  const next = numbersOf(seed)
  const any = () => latin1Text(corpus[Math.floor(next() * corpus.length)]!)
  let text = any()
  for (let times = Math.floor(next() * 5); times > 0; times--) text = spoilt(text, any(), next).slice(0, 60_000)
  const bytes = latin1Bytes(text)
  const longest = next() < 0.3 ? 20 + Math.floor(next() * 300) : undefined
  const wrong = (what: string) => new Error(`seed ${seed}: ${what}`)

  const whole = readWhole(bytes, [], longest)
  const most = [1, 7, 100, 5000][Math.floor(next() * 4)]!
  const sizes = (function* () {
    for (;;) yield 1 + Math.floor(next() * most)
  })()
  const pieces = readWhole(bytes, sizes, longest)
  if (JSON.stringify(pieces.told) !== JSON.stringify(whole.told)) throw wrong('pieces read otherwise than the whole')

  let last = -1
  for (const [n, { index, at, id }] of whole.segments.entries()) {
    if (index !== n || at <= last || at >= bytes.length || !text.startsWith(id[0] ?? '', at))
      throw wrong(`segment ${n}`)
    last = at
  }
  const loses = new Set(['line-break-inside', 'unterminated-segment', 'bytes-before-isa', 'bytes-after-end', 'blanks'])
  const lossy = whole.told.some(
    one => 'code' in one && (loses.has(one.code) || /too-long|no-interchange|empty|space-before|isa-/.test(one.code)),
  )
  if (!lossy) {
    const again = latin1Text(rewriteSegments(whole.segments))
    if (!text.startsWith(again) || text.length - again.length > 5000) throw wrong('written otherwise than read')
  }

  const sets: TransactionSet[] = []
  const envelope = new Envelope({ closed: set => void sets.push(set) })
  for (const one of whole.told) 'code' in one ? envelope.fault(one) : envelope.segment(one)
  envelope.end()
  for (const set of sets) {
    const usable = reasonsAgainst(set, envelope.fileFaults).length === 0
    if (usable && !(set.closed && set.group.closed && set.group.interchange.closed))
      throw wrong('usable but not closed')
  }
  return { segments: whole.segments.length, bytes: bytes.length }
}
