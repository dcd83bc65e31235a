import { codeLists } from './code-lists.ts'
import { type GuideItem, guideWords } from './guide.ts'

export const { segment, loop } = guideWords({
  filing: '11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ',
  payer: 'A B C D E F G H P S T U',
  relation: '01 18 19 20 21 39 40 53 G8',
  attachment: `03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB CK CT D2 DA DB DG DJ DS EB HC HR I5 IR LA M1 MT NN OB OC OD OE OX OZ
    P4 P5 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP`,
  contract: '01 02 03 04 05 06 09',
  delay: '1 2 3 4 5 6 7 8 9 10 11 15',
  condition: '01 04 05 06 07 08 09',
  'reject-pricing': 'T1 T2 T3 T4 T5 T6',
  pricing: '00 01 02 03 04 05 06 07 08 09 10 11 12 13 14',
  ...codeLists,
})

/** One REF with its kind. */
export const reference = (use: string, codes: string): GuideItem => segment('REF', use, `R!(${codes}) R N N`)

/** One DTP with its kind, a day unless said otherwise. */
export const date = (use: string, codes: string, format = 'D8'): GuideItem =>
  segment('DTP', use, `R!(${codes}) R(${format}) R`)

/** Street and place, both as required as said. */
export const address = (use: 'R1' | 'S1'): GuideItem[] => [
  segment('N3', use, 'R S'),
  segment('N4', use, 'R S S S N N S'),
]

/** Diagnoses and procedures of a claim priced elsewhere. */
export const repriced = (procedures: string): GuideItem =>
  segment('HCP', 'S1', `R(@pricing) R S S S S S N ${procedures} S(@reject-pricing) S(1 2 3 4 5) S(1 2 3 4 5 6)`)

/** A name with its number: who, person or not, how the number is told. */
export const named = (who: string, kinds: string, number: string, first = 'S'): GuideItem =>
  segment('NM1', 'R1', `R!(${who}) R(${kinds}) ${first} ${kinds === '2' ? 'N N N N' : 'S S N S'} ${number} N*3`)
