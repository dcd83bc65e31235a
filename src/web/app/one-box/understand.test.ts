import { describe, expect, it } from 'vitest'
import { understand } from './understand.ts'
import { chipOf, type PartName, type Understanding } from './understanding.ts'
import type { Vocabulary } from './vocabulary.ts'

const tuesday = '2026-11-24'
const vocabulary: Vocabulary = {
  visitTypes: [
    { id: 't-follow', name: 'Follow-up', minutes: 20 },
    { id: 't-new', name: 'New patient', minutes: 40 },
    { id: 't-physical', name: 'Physical', minutes: 40 },
    { id: 't-video', name: 'Video visit', minutes: 20 },
    { id: 't-bp', name: 'Blood pressure check', minutes: 10, aliases: ['bp'] },
  ],
  providers: [
    { id: 'p-lee', name: 'Lee MD' },
    { id: 'p-ortiz', name: 'Ortiz NP' },
    { id: 'p-patel', name: 'Patel MD' },
  ],
  locations: [
    { id: 'l-main', name: 'Main Street' },
    { id: 'l-lake', name: 'Lakeside' },
  ],
  people: [
    { id: 's-lee', name: 'Sam Lee MD' },
    { id: 's-moreno', name: 'Alex Moreno' },
  ],
  screens: [
    { id: 'today', name: 'Today' },
    { id: 'inbox', name: 'Inbox', also: ['Messages'] },
    { id: 'visit-types', name: 'Visit types' },
  ],
  usualVisitType: 't-follow',
}
const held: Vocabulary = { ...vocabulary, inHand: { id: 'pat-1', name: 'Jane Smith' } }

const read = (line: string, words: Vocabulary = vocabulary, today = tuesday) => understand(line, words, today)
const value = (understood: Understanding, part: PartName) => chipOf(understood, part)?.value
const when = (line: string, today = tuesday) => value(understand(`book smith ${line}`, vocabulary, today), 'when')
const day = (date: string) => ({ from: date, to: date })

describe('a whole line', () => {
  it('reads the line of the picture', () => {
    const line = read('book smith f/u lee next tue am')
    expect(line.deed).toBe('book')
    expect(value(line, 'who')).toEqual({ search: 'smith' })
    expect(value(line, 'what')).toEqual({ id: 't-follow', name: 'Follow-up', minutes: 20 })
    expect(value(line, 'with')).toEqual({ id: 'p-lee', name: 'Lee MD' })
    expect(value(line, 'when')).toEqual({ ...day('2026-12-01'), part: 'morning' })
    expect(line.rest).toBe('')
  })
  it('does not mind the order of the parts', () => {
    const line = read('book next tue am lee f/u smith')
    expect(value(line, 'who')).toEqual({ search: 'smith' })
    expect(value(line, 'with')).toMatchObject({ id: 'p-lee' })
    expect(value(line, 'what')).toMatchObject({ id: 't-follow' })
  })
  it('says of a day or a time that there is none', () => {
    for (const words of ['feb 30', '31 april', '13/45/2026', '2026-02-31', '25:99', 'feb 29 2027', '12/31/9999']) {
      const line = read(`book smith f/u lee ${words}`)
      expect(line.impossible, words).toBe(words)
      expect(value(line, 'who'), words).toEqual({ search: 'smith' })
      expect(value(line, 'when'), words).toBeUndefined()
    }
    for (const words of ['feb 29 2028', 'may 3', '10:40', '12/3', 'april', '0142']) {
      expect(read(`book smith f/u lee ${words}`).impossible, words).toBeUndefined()
    }
  })
  it('gives the same answer to the same line', () => {
    expect(read('move gomez fri 10:40')).toEqual(read('move gomez fri 10:40'))
  })
  it('means the usual visit type where none is typed, and says that it assumed it', () => {
    expect(chipOf(read('book smith tue'), 'what')).toMatchObject({ assumed: true, value: { id: 't-follow' } })
    expect(chipOf(read('book smith phys tue'), 'what')).toMatchObject({ assumed: false, value: { id: 't-physical' } })
  })
  it('means the person in hand where nobody is named', () => {
    expect(chipOf(read('book tue', held), 'who')).toMatchObject({ assumed: true, value: { inHand: 'pat-1' } })
    expect(value(read('book gomez tue', held), 'who')).toEqual({ search: 'gomez' })
    expect(value(read('book tue'), 'who')).toBeUndefined()
  })
  it('shows what it did not understand', () => {
    expect(read('book smith 10:61 tue').rest).toBe('10:61')
  })
  it('does nothing with nothing', () => {
    expect(read('   ')).toEqual({ deed: 'find', chips: [], places: [], rest: '' })
    expect(read('?').deed).toBe('keys')
  })
})

describe('who and with', () => {
  it('takes the last name a provider bears for the provider, if somebody is left to be the patient', () => {
    expect(value(read('book lee patel tue'), 'who')).toEqual({ search: 'lee' })
    expect(value(read('book lee patel tue'), 'with')).toMatchObject({ id: 'p-patel' })
    expect(value(read('book lee tue'), 'who')).toEqual({ search: 'lee' })
    expect(value(read('book lee tue'), 'with')).toBeUndefined()
    expect(value(read('book lee tue', held), 'with')).toMatchObject({ id: 'p-lee' })
  })
  it('offers the other reading of such a name, and reads it when chosen', () => {
    const other = chipOf(read('book jane lee tue'), 'with')?.others.find(each => each.label.startsWith('who'))
    expect(other?.line).toBe('book jane who:lee tue')
    expect(value(read(other!.line), 'who')).toEqual({ search: 'jane lee' })
    expect(value(read(other!.line), 'with')).toBeUndefined()
  })
  it.each([
    'book smith with lee',
    'book smith dr lee',
    'book smith lee md',
    'book smith w/ lee',
    'book smith with:lee',
  ])('reads the provider in "%s"', line => {
    expect(value(read(line), 'with')).toMatchObject({ id: 'p-lee' })
    expect(value(read(line), 'who')).toEqual({ search: 'smith' })
  })
  it('takes a title behind a provider for the title, not for a new patient', () => {
    const line = read('book smith ortiz np np')
    expect(value(line, 'with')).toMatchObject({ id: 'p-ortiz' })
    expect(value(line, 'what')).toMatchObject({ id: 't-new' })
  })
  it.each([
    ['book smith 4/12/71 f/u', 'smith 1971-04-12'],
    ['book #10234 f/u', '#10234'],
    ['book 0142 jane', '0142 jane'],
    ['book (555) 010-0142 f/u', '(555)010-0142'],
    ['book smith apr 12 1971 f/u', 'smith 1971-04-12'],
    ['cancel 12 apr 1971 smith', '1971-04-12 smith'],
    ['book müller', 'müller'],
    ["book o'brien-lópez", "o'brien-lópez"],
  ])('finds the person in "%s"', (line, search) => {
    expect(value(read(line), 'who')).toEqual({ search })
  })
  it('keeps the birth date apart from the day of the visit', () => {
    const line = read('book smith 4/12/71 4/12')
    expect(value(line, 'who')).toEqual({ search: 'smith 1971-04-12' })
    expect(value(line, 'when')).toEqual(day('2027-04-12'))
  })
})

describe('what', () => {
  it.each([
    ['f/u', 't-follow'],
    ['fu', 't-follow'],
    ['follow up', 't-follow'],
    ['follow-up', 't-follow'],
    ['recheck', 't-follow'],
    ['np', 't-new'],
    ['new', 't-new'],
    ['new pat', 't-new'],
    ['phys', 't-physical'],
    ['annual', 't-physical'],
    ['video', 't-video'],
    ['telehealth', 't-video'],
    ['bp', 't-bp'],
    ['what:physical', 't-physical'],
  ])('knows "%s"', (typed, id) => {
    const line = read(`book smith ${typed} tue`)
    expect(value(line, 'what')).toMatchObject({ id })
    expect(value(line, 'who')).toEqual({ search: 'smith' })
  })
  it('does not take a name that begins like a visit type for it', () => {
    expect(value(read('book newman tue'), 'who')).toEqual({ search: 'newman' })
    expect(value(read('book video patterson'), 'who')).toEqual({ search: 'patterson' })
  })
})

describe('when: days, on Tuesday, November 24', () => {
  it.each([
    ['today', day('2026-11-24')],
    ['tomorrow', day('2026-11-25')],
    ['tue', day('2026-11-24')],
    ['wed', day('2026-11-25')],
    ['mon', day('2026-11-30')],
    ['next tue', day('2026-12-01')],
    ['next wed', day('2026-12-02')],
    ['next mon', day('2026-11-30')],
    ['this fri', day('2026-11-27')],
    ['dec 3', day('2026-12-03')],
    ['3 dec', day('2026-12-03')],
    ['december 3rd', day('2026-12-03')],
    ['12/3', day('2026-12-03')],
    ['12/3/26', day('2026-12-03')],
    ['2026-12-03', day('2026-12-03')],
    ['dec 3 2026', day('2026-12-03')],
    ['11/20', day('2027-11-20')],
    ['feb 29', day('2028-02-29')],
    ['the 3rd', day('2026-12-03')],
    ['+3d', day('2026-11-27')],
    ['in 3 days', day('2026-11-27')],
    ['+2w', { from: '2026-12-08', to: '2026-12-14' }],
    ['in 2 weeks', { from: '2026-12-08', to: '2026-12-14' }],
    ['in a week', { from: '2026-12-01', to: '2026-12-07' }],
    ['+3m', { from: '2027-02-24', to: '2027-03-02' }],
    ['this week', { from: '2026-11-24', to: '2026-11-29' }],
    ['next week', { from: '2026-11-30', to: '2026-12-06' }],
    ['next month', { from: '2026-12-01', to: '2026-12-31' }],
  ])('%s', (typed, expected) => {
    expect(when(typed)).toEqual(expected)
  })
  it('counts "next" from the week that begins on Monday, on whatever day one stands', () => {
    expect(when('next tue', '2026-11-23')).toEqual(day('2026-12-01'))
    expect(when('next tue', '2026-11-29')).toEqual(day('2026-12-01'))
    expect(when('tue', '2026-11-29')).toEqual(day('2026-12-01'))
    expect(when('next fri', '2026-11-27')).toEqual(day('2026-12-04'))
  })
  it('crosses the year', () => {
    expect(when('jan 4', '2026-12-30')).toEqual(day('2027-01-04'))
    expect(when('next mon', '2026-12-30')).toEqual(day('2027-01-04'))
  })
  it('reads the day first where the practice writes it so', () => {
    expect(value(read('book smith 3/12', { ...vocabulary, dayFirst: true }), 'when')).toEqual(day('2026-12-03'))
  })
  it('leaves a day that does not exist to the reader', () => {
    expect(when('13/45')).toBeUndefined()
    expect(read('book smith 13/45').rest).toBe('13/45')
  })
})

describe('when: times', () => {
  it.each([
    ['10:40', { time: '10:40' }],
    ['1:20', { time: '13:20' }],
    ['3pm', { time: '15:00' }],
    ['3 pm', { time: '15:00' }],
    ['12am', { time: '00:00' }],
    ['12pm', { time: '12:00' }],
    ['noon', { time: '12:00' }],
    ['at 10', { time: '10:00' }],
    ['at 3', { time: '15:00' }],
    ['18:30', { time: '18:30' }],
    ['am', { part: 'morning' }],
    ['morning', { part: 'morning' }],
    ['pm', { part: 'afternoon' }],
    ['afternoon', { part: 'afternoon' }],
    ['after 3', { after: '15:00' }],
    ['before 10:30', { before: '10:30' }],
    ['2-4pm', { after: '14:00', before: '16:00' }],
    ['11-1pm', { after: '11:00', before: '13:00' }],
    ['9-11', { after: '09:00', before: '11:00' }],
    ['between 2 and 4', { after: '14:00', before: '16:00' }],
    ['tue 10', { ...day('2026-11-24'), time: '10:00' }],
    ['tue 3 pm', { ...day('2026-11-24'), time: '15:00' }],
    ['fri after 3', { ...day('2026-11-27'), after: '15:00' }],
    ['10:40 fri', { ...day('2026-11-27'), time: '10:40' }],
    ['in 20 min', { inMinutes: 20 }],
    ['+2h', { inMinutes: 120 }],
  ])('%s', (typed, expected) => {
    expect(when(typed)).toEqual(expected)
  })
})

describe('where', () => {
  it.each([
    'book smith lakeside tue',
    'book smith at lakeside tue',
    'book smith at lake tue',
    'book smith where:lakeside tue',
  ])('%s', line => {
    expect(value(read(line), 'where')).toMatchObject({ id: 'l-lake' })
    expect(value(read(line), 'who')).toEqual({ search: 'smith' })
  })
})

describe('the other deeds', () => {
  it('cancels: who and which day', () => {
    const line = read('cancel smith fri')
    expect(line.deed).toBe('cancel')
    expect(value(line, 'who')).toEqual({ search: 'smith' })
    expect(value(line, 'when')).toEqual(day('2026-11-27'))
    expect(value(line, 'what')).toBeUndefined()
  })
  it('moves: who and to when, also from one day to another', () => {
    expect(value(read('move gomez 10:40'), 'when')).toEqual({ time: '10:40' })
    const line = read('move gomez from fri to mon 10:40')
    expect(value(line, 'from')).toEqual(day('2026-11-27'))
    expect(value(line, 'when')).toEqual({ ...day('2026-11-30'), time: '10:40' })
    expect(value(read('move gomez fri mon'), 'from')).toEqual(day('2026-11-27'))
    expect(value(read('resched gomez to ortiz'), 'with')).toMatchObject({ id: 'p-ortiz' })
  })
  it('calls back: who, when, and about what', () => {
    const line = read('call back brown 3pm')
    expect(line.deed).toBe('call')
    expect(value(line, 'who')).toEqual({ search: 'brown' })
    expect(value(line, 'when')).toEqual({ time: '15:00' })
    expect(value(read('call lee tomorrow'), 'who')).toEqual({ search: 'lee' })
    const noted = read('cb brown 3pm: lab results at 4')
    expect(value(noted, 'note')).toBe('lab results at 4')
    expect(value(noted, 'when')).toEqual({ time: '15:00' })
    expect(value(read('call brown re metformin refill'), 'note')).toBe('metformin refill')
  })
  it('messages: to whom, the note, and perhaps about whom', () => {
    const line = read('msg lee: refill metformin smith')
    expect(line.deed).toBe('message')
    expect(value(line, 'to')).toEqual({ id: 's-lee', name: 'Sam Lee MD' })
    expect(value(line, 'note')).toBe('refill metformin smith')
    expect(chipOf(line, 'who')).toMatchObject({
      assumed: true,
      value: { search: 'smith', unsure: ['metformin smith', 'smith'] },
    })
  })
  it('messages without a colon, with a due time, and about the person in hand', () => {
    expect(value(read('msg moreno call the lab'), 'note')).toBe('call the lab')
    const due = read('msg lee by 3pm: fax came at 10:40', held)
    expect(value(due, 'when')).toEqual({ before: '15:00' })
    expect(value(due, 'note')).toBe('fax came at 10:40')
    expect(value(due, 'who')).toEqual({ inHand: 'pat-1', name: 'Jane Smith' })
    expect(value(read('tell lee: refill #10234'), 'who')).toEqual({ search: '#10234' })
  })
})

describe('places', () => {
  it.each([
    ['dec 3', '2026-12-03'],
    ['+2w', '2026-12-08'],
    ['12/3', '2026-12-03'],
    ['tomorrow', '2026-11-25'],
    ['nov 20', '2026-11-20'],
    ['go next tue', '2026-12-01'],
  ])('goes to the day "%s"', (typed, date) => {
    const line = read(typed)
    expect(line.deed).toBe('go')
    expect(line.places[0]).toEqual({ kind: 'day', day: date, sure: true })
  })
  it('keeps a birth date a person first', () => {
    expect(read('4/12/71').deed).toBe('find')
    expect(value(read('4/12/71'), 'who')).toEqual({ search: '4/12/71' })
  })
  it('finds screens by the beginning of their names, beside the persons', () => {
    expect(read('inb')).toMatchObject({ deed: 'find', places: [{ kind: 'screen', id: 'inbox', sure: false }] })
    expect(read('go inbox')).toMatchObject({ deed: 'go', places: [{ kind: 'screen', id: 'inbox', sure: true }] })
    expect(read('open visit types').places).toEqual([
      { kind: 'screen', id: 'visit-types', name: 'Visit types', sure: true },
    ])
  })
})

describe('persons', () => {
  it.each(['smi jan 4/12/71', '0142', 'jon smyth', '#10234', 'lee', '555-0142', 'booker'])(
    'passes "%s" to the search',
    line => {
      expect(read(line)).toMatchObject({ deed: 'find', places: [] })
      expect(value(read(line), 'who')).toEqual({ search: line })
    },
  )
})

describe('corrections', () => {
  it('writes another choice into the line, so that the line alone holds the state', () => {
    const chip = chipOf(read('book smith f/u lee next tue am'), 'what')
    expect(chip?.others.find(other => other.label === 'New patient')?.line).toBe(
      'book smith New patient lee next tue am',
    )
  })
  it('every correction is read back as what its label says', () => {
    const line = read('book smith f/u lee next tue am')
    for (const other of chipOf(line, 'what')!.others)
      expect(value(read(other.line), 'what')).toMatchObject({ name: other.label })
    for (const other of chipOf(line, 'with')!.others.filter(each => !each.label.startsWith('who')))
      expect(value(read(other.line), 'with')).toMatchObject({ name: other.label })
    const assumed = chipOf(read('book smith'), 'what')!
    for (const other of assumed.others) expect(value(read(other.line), 'what')).toMatchObject({ name: other.label })
  })
  it('offers the same wish a week later', () => {
    const others = chipOf(read('book smith next tue am'), 'when')!.others
    const later = others.find(other => other.line.includes('2026-12-08'))
    expect(value(read(later!.line), 'when')).toEqual({ ...day('2026-12-08'), part: 'morning' })
  })
})
