import { describe, expect, it } from 'vitest'
import { latin1Bytes, latin1Text } from './latin1.ts'
import { isFault, SegmentReader, segmentsFrom, segmentsOf } from './read-segments.ts'
import type { Segment } from './segment.ts'
import { rewriteSegments } from './write-segments.ts'

const isa = 'ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER          *261124*1507*^*00501*000000001*0*T*:~'
const gs = 'GS*HS*CLINIC*PAYER*20261124*1507*1*X*005010X279A1~'
const body = 'ST*270*0001*005010X279A1~BHT*0022*13*A1*20261124*1507~SE*3*0001~'
const end = 'GE*1*1~IEA*1*000000001~'
const whole = isa + gs + body + end
const ids = ['ISA', 'GS', 'ST', 'BHT', 'SE', 'GE', 'IEA']

function read(text: string, options?: { longestSegment?: number }) {
  const told = [...segmentsOf(latin1Bytes(text), options)]
  const segments = told.filter((one): one is Segment => !isFault(one))
  const faults = told.filter(isFault)
  return { segments, faults, ids: segments.map(one => one.id), codes: faults.map(one => `${one.level} ${one.code}`) }
}

/** What is tolerated: the text, and the faults it is told with. The seven segments come out of each. */
const tolerated: [string, string, string[]][] = [
  ['a sound file', whole, []],
  ['a byte order mark', `ï»¿${whole}`, []],
  ['line feeds behind the terminator', whole.replaceAll('~', '~\n'), []],
  ['CRLF behind the terminator and indentation', whole.replaceAll('~', '~\r\n  '), []],
  ['blank lines', whole.replaceAll('~', '~\n\n\n'), []],
  ['newline as the terminator', whole.replaceAll('~', '\n'), []],
  ['CRLF as the terminator', whole.replaceAll('~', '\r\n'), []],
  ['newline as the terminator, blank lines between', whole.replaceAll('~', '\n\n'), []],
  ['a control character as the terminator', whole.replaceAll('~', '\u001c'), []],
  ['bars and angles for delimiters', whole.replaceAll('*', '|').replace(':', '>'), []],
  ['blanks and an end-of-file sign at the end', `${whole}\r\n \u001a\u0000`, []],
  [
    'a blank before each terminator',
    whole.replaceAll('~', ' ~'),
    ['note space-before-terminator', 'note space-before-terminator'],
  ],
  [
    'lines wrapped at 80 columns',
    whole.replace(/.{80}/gs, '$&\r\n'),
    ['note line-break-inside', 'note line-break-inside'],
  ],
  ['an empty segment', whole.replace('~GS', '~~GS'), ['note empty-segment']],
  ['prose before the ISA, with the word ISA in it', `Our ISA is below:\n${whole}`, ['note bytes-before-isa']],
  ['words behind the end', `${whole}\nEND OF FILE`, ['note bytes-after-end']],
  ['a last terminator left out', whole.slice(0, -1), ['note unterminated-segment']],
  ['a last terminator left out before a line end', `${whole.slice(0, -1)}\r\n`, ['note unterminated-segment']],
  ['ISA02 too short', whole.replace('          ', '         '), ['note isa-width']],
  ['ISA06 and ISA08 not filled up', whole.replace(/(CLINIC|PAYER) +\*/g, '$1*'), ['note isa-width', 'note isa-width']],
  ['a letter for the repetition sign', whole.replace('*^*', '*U*'), ['note isa-repetition']],
  ['the component sign for repetition as well', whole.replace('*^*', '*:*'), ['note isa-repetition']],
]

describe('reading tolerates', () => {
  it.each(tolerated)('%s', (_, text, codes) => {
    const came = read(text)
    expect(came.ids).toEqual(ids)
    expect(came.codes).toEqual(codes)
    expect(came.segments[3]?.elements.map(one => one.trim())).toEqual(['0022', '13', 'A1', '20261124', '1507'])
    for (const { at, id, index } of came.segments) {
      expect([text[at], came.segments[index]?.id]).toEqual([id[0], id])
    }
    if (codes.length === 0 && !text.endsWith('\u0000')) {
      const again = latin1Text(rewriteSegments(came.segments))
      expect([again, text.slice(again.length).trim()]).toEqual([text.slice(0, again.length), ''])
    }
  })

  it('another ISA with other delimiters in the same file', () => {
    const other = whole.replaceAll('*', '|').replaceAll('~', '!').replace(':', '<').replace('^', '{')
    const { segments, codes } = read(`${whole}\r\n${other}`)
    expect(codes).toEqual([])
    expect(segments.map(one => one.id)).toEqual([...ids, ...ids])
    expect(segments[7]?.delimiters).toEqual({ element: '|', component: '<', repetition: '{', terminator: '!' })
    expect(segments[9]?.elements).toEqual(['270', '0001', '005010X279A1'])
  })

  it('the letters ISA inside a name and as a first word', () => {
    const name = 'NM1*IL*1*ISA*LISA ISABEL~ISB*ISA~'
    const { segments, codes } = read(whole.replace('SE*', `${name}SE*`))
    expect(codes).toEqual([])
    expect(segments[4]?.elements).toEqual(['IL', '1', 'ISA', 'LISA ISABEL'])
  })

  it('bytes that are no ASCII, each kept as it was', () => {
    const { segments } = read(whole.replace('*A1*', '*Jos\u00c3\u00a9\u0092*'))
    expect(segments[3]?.elements[2]).toBe('Jos\u00c3\u00a9\u0092')
  })
})

describe('reading refuses', () => {
  it.each([
    ['an empty file', '', ['file empty-file'], 0],
    ['a file of blanks', ' \r\n ', ['file empty-file'], 0],
    ['prose', 'Dear clinic, please find the file attached.', ['file no-interchange'], 0],
    ['segments without an ISA', gs + body, ['file no-interchange'], 0],
    ['UTF-16', `\u00ff\u00fe${[...whole].join('\u0000')}`, ['file no-interchange'], 0],
    ['an ISA that was cut', isa.slice(0, 80), ['interchange isa-unreadable', 'file no-interchange'], 0],
    [
      'an ISA with a letter for the terminator',
      whole.replaceAll('~', 'Z'),
      ['interchange isa-unreadable', 'file no-interchange'],
      0,
    ],
    ['one sign for two delimiters', whole.replace(':', '~'), ['interchange isa-unreadable', 'file no-interchange'], 0],
    ['a file cut inside a segment', whole.slice(0, -30), ['file unterminated-segment'], 4],
    [
      'a segment without end',
      `${isa}${gs}${'A'.repeat(70_000)}`,
      ['transaction segment-too-long', 'file unterminated-segment'],
      2,
    ],
    ['words for an id', whole.replace('BHT', 'begin'), ['transaction segment-id'], 7],
    ['a small id', whole.replace('BHT', 'bht'), ['transaction segment-id'], 7],
  ])('%s', (_, text, codes, segments) => {
    const came = read(text)
    expect(came.codes).toEqual(codes)
    expect(came.segments.length).toBe(segments)
  })

  it('an overlong segment alone, and reads on behind it', () => {
    const { ids: came, faults } = read(whole.replace('BHT', `NTE*${'x'.repeat(300)}~BHT`), { longestSegment: 200 })
    expect(came).toEqual(ids)
    expect(faults).toMatchObject([
      { code: 'segment-too-long', place: { segment: 3, at: whole.indexOf('BHT'), id: 'NTE' } },
    ])
  })

  it('a file that breaks off where the next one begins, and reads the next', () => {
    const { segments, faults } = read(`${whole.slice(0, 190)}${whole}`)
    expect(faults).toMatchObject([
      { code: 'unterminated-segment', level: 'interchange', place: { segment: 3, id: 'BHT' } },
    ])
    expect(segments.slice(-7).map(one => one.id)).toEqual(ids)
    expect(segments[3]).toMatchObject({ id: 'ISA', at: 190 })
  })
})

describe('reading in chunks', () => {
  it('takes them from a stream', async () => {
    async function* chunks() {
      for (const part of [whole.slice(0, 50), '', whole.slice(50, 200), whole.slice(200)]) yield latin1Bytes(part)
    }
    const came: string[] = []
    for await (const one of segmentsFrom(chunks())) came.push(isFault(one) ? one.code : one.id)
    expect(came).toEqual(ids)
  })

  it('keeps nothing of an endless segment', () => {
    const noise = new Uint8Array(1_000_000).fill(65)
    const codes: string[] = []
    const reader = new SegmentReader({ segment() {}, fault: fault => void codes.push(fault.code) })
    reader.push(latin1Bytes(isa))
    const before = process.memoryUsage().heapUsed
    for (let n = 0; n < 100; n++) reader.push(noise)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000)
    reader.end()
    expect(codes).toEqual(['segment-too-long', 'unterminated-segment'])
  })
})
