import type { Fault, Segment } from '../segment.ts'
import { checkElements } from './check-segment.ts'
import { compile } from './compile.ts'
import { type Guide, guideWords } from './guide.ts'

const { segment, loop } = guideWords({
  'set-error': '1 2 3 4 5 6 7 8 9 10 11 12 13 15 16 17 18 19 23 24 25 26 27 I5 I6',
  'group-error': '1 2 3 4 5 6 10 11 12 13 14 15 16 17 18 19 23 24 25 26',
  unit: 'TRN02 NM109 PATIENT~NAME~NM109 SUBSCRIBER~NAME~NM109 ENT01 SUBSCRIBER~NUMBER~REF02 CLM01',
})

const place = '{R S S}'
const trigger = (use: string) => segment('CTX', use, `R{R!(SITUATIONAL~TRIGGER) N} R R S S${place} N`)

/** Answer to a group, 005010X231A1: which of its sets were taken, and what was wrong in the others, segment by segment (IK3) and element by element (IK4). */
export const acknowledgement: Guide = {
  set: '999',
  group: 'FA',
  versions: ['005010X231A1', '005010X231'],
  rules: [],
  items: [
    segment('ST', 'R1', 'R(999) R R(005010X231A1 005010X231)'),
    segment('AK1', 'R1', 'R R R'),
    loop('2000', 'S>1', [
      segment('AK2', 'R1', 'R R S'),
      loop('2100', 'S>1', [
        segment('IK3', 'R1', 'R R S R(1 2 3 4 5 6 7 8 I4 I6 I7 I8 I9)'),
        trigger('S9'),
        segment('CTX', 'S1', 'R{R!(@unit) R} N*5'),
        loop('2110', 'S>1', [
          segment('IK4', 'R1', `R${place} S R(1 2 3 4 5 6 7 8 9 10 12 13 I10 I11 I12 I13 I6 I9) S`),
          trigger('S10'),
        ]),
      ]),
      segment('IK5', 'R1', 'R(A E M R W X) S(@set-error)*5'),
    ]),
    segment('AK9', 'R1', 'R(A E M P R W X) R R R S(@group-error)*5'),
    segment('SE', 'R1', 'R R'),
  ],
}

/** TA1 stands in no set, between ISA and the first group; this guide holds it alone so that it is compiled like the others. */
const interchangeAnswer: Guide = {
  set: 'TA1',
  group: '',
  versions: ['00501'],
  rules: [],
  items: [
    segment(
      'TA1',
      'R1',
      `R R R R(A E R) R(000 001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 016 017 018 019 020 021 022 023 024 025 026 027 028
       029 030 031)`,
    ),
  ],
}

/** What is wrong in the elements of one TA1, the answer to an interchange. */
export function checkInterchangeAnswer(answer: Segment): Fault[] {
  const faults: Fault[] = []
  checkElements(compile(interchangeAnswer).root.slots[0]!.segment, answer, (code, level, place, facts) =>
    faults.push({ code, level, place: { segment: answer.index, id: answer.id, at: answer.at, ...place }, facts }),
  )
  return faults
}
