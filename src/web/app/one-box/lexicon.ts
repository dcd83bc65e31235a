import type { Deed } from './understanding.ts'

// What people at an English-speaking desk type. Another language is another file of this shape.
const list = (words: string) => words.split(' ')

/** First words of a line that name a deed, the longest first. */
export const deedWords: readonly (readonly [words: readonly string[], deed: Deed])[] = [
  [list('call back'), 'call'],
  [list('ring back'), 'call'],
  [list('book'), 'book'],
  [list('schedule'), 'book'],
  [list('appt'), 'book'],
  [list('move'), 'move'],
  [list('reschedule'), 'move'],
  [list('resched'), 'move'],
  [list('cancel'), 'cancel'],
  [list('cxl'), 'cancel'],
  [list('call'), 'call'],
  [list('callback'), 'call'],
  [list('cb'), 'call'],
  [list('message'), 'message'],
  [list('msg'), 'message'],
  [list('tell'), 'message'],
]

/** Words before a place: "go inbox", "open settings". */
export const goWords = list('go open show goto')

/** Words that say nothing by themselves. */
export const fillers = new Set(
  list('for on a an the please and of in to pt patient visit appointment next first available soonest asap'),
)

export const weekdays: readonly (readonly string[])[] = [
  list('mon monday'),
  list('tue tues tuesday'),
  list('wed weds wednesday'),
  list('thu thur thurs thursday'),
  list('fri friday'),
  list('sat saturday'),
  list('sun sunday'),
]

export const months: readonly (readonly string[])[] = [
  list('jan january'),
  list('feb february'),
  list('mar march'),
  list('apr april'),
  list('may'),
  list('jun june'),
  list('jul july'),
  list('aug august'),
  list('sep sept september'),
  list('oct october'),
  list('nov november'),
  list('dec december'),
]

export const dayWords: Readonly<Record<string, number>> = {
  today: 0,
  tod: 0,
  tomorrow: 1,
  tmrw: 1,
  tmr: 1,
  yesterday: -1,
}

/** Lengths of time by their letter or word. */
export const spans: Readonly<Record<string, 'day' | 'week' | 'month' | 'minute' | 'hour'>> = {
  d: 'day',
  day: 'day',
  days: 'day',
  w: 'week',
  wk: 'week',
  wks: 'week',
  week: 'week',
  weeks: 'week',
  mo: 'month',
  m: 'month',
  month: 'month',
  months: 'month',
  min: 'minute',
  mins: 'minute',
  minutes: 'minute',
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  hour: 'hour',
  hours: 'hour',
}

/** Parts of the day as wall-clock limits. */
export const partsOfDay: Readonly<Record<string, { part: 'morning' | 'afternoon' | 'evening' }>> = {
  am: { part: 'morning' },
  morning: { part: 'morning' },
  mornings: { part: 'morning' },
  pm: { part: 'afternoon' },
  afternoon: { part: 'afternoon' },
  afternoons: { part: 'afternoon' },
  evening: { part: 'evening' },
  eve: { part: 'evening' },
}

export const afterWords = new Set(list('after from past'))
export const beforeWords = new Set(list('before by until till'))
export const atWords = new Set(list('at @ around'))
export const noonWords = new Set(list('noon midday'))
export const withWords = new Set(list('with w/ dr dr. doctor'))
export const aboutWords = new Set(list('re re: about for'))

/** Letters behind a name that are no name. */
export const titles = new Set(list('md do np pa pac rn phd dr dds dpm od lcsw ma pt ot'))

/** What desks call a kind of visit, beside its name and its initials; the right side begins the name of the type meant. */
export const visitAliases: Readonly<Record<string, string>> = {
  fup: 'follow',
  recheck: 'follow',
  return: 'follow',
  pe: 'physical',
  cpe: 'physical',
  px: 'physical',
  annual: 'physical',
  wellness: 'physical',
  tele: 'video',
  telehealth: 'video',
  televisit: 'video',
  virtual: 'video',
  shot: 'injection',
}
