/** Visit types of the full clinic beyond those of the plain one; their positions follow. */
export const moreVisitTypes = [
  {
    name: 'Blood draw',
    shortName: 'lab',
    aliases: ['blood test', 'labs', 'fasting labs'],
    minutes: 10,
    color: 'other',
    instructions: 'Nothing to eat or drink but water for 8 hours before.',
  },
  {
    name: 'Ultrasound',
    shortName: 'us',
    aliases: ['sonogram', 'echo of the abdomen'],
    minutes: 30,
    color: 'proc',
    needsRoom: true,
    cleanMinutes: 5,
    needs: [{ deviceKind: 'Ultrasound' }],
    instructions: 'Nothing to eat for 6 hours before. Bring earlier pictures if you have any.',
  },
  {
    name: 'Group: living with diabetes',
    shortName: 'group',
    aliases: ['diabetes group', 'class'],
    minutes: 60,
    color: 'follow',
    seats: 8,
    instructions: 'Bring your meter and something to write with. A friend is welcome.',
  },
] as const satisfies readonly { aliases: readonly string[]; [field: string]: unknown }[]

export const devices = [
  { location: 0, name: 'Ultrasound 1', kind: 'Ultrasound' },
  { location: 0, name: 'ECG cart', kind: 'ECG' },
  { location: 1, name: 'Lake ultrasound', kind: 'Ultrasound' },
] as const

/** Who may stand in for whom, by position. */
export const pools = [
  { name: 'Family team', members: [0, 1, 3] },
  { name: 'Skin and procedures', members: [0, 2] },
] as const

/** What the full clinic says beside name and length about the plain one's visit types, by position. */
export const refined = [
  { visitType: 0, modes: ['in-person', 'video', 'phone'] },
  { visitType: 2, instructions: 'Bring all your medicines in their boxes. Wear something easy to take off.' },
  {
    visitType: 6,
    instructions: 'You may eat and drink as usual. Say so if you take blood thinners.',
    noticeMinutes: 24 * 60,
  },
  { visitType: 7, instructions: 'Somebody should take you home.', noticeMinutes: 24 * 60 },
] satisfies {
  visitType: number
  modes?: ('in-person' | 'video' | 'phone')[]
  instructions?: string
  noticeMinutes?: number
}[]

/** Who does not hold a visit type, by positions. */
export const notOffered = [
  { visitType: 7, providers: [0, 1, 3, 4] },
  { visitType: 6, providers: [1, 3, 4] },
  { visitType: 8, providers: [1, 2, 3, 4] },
  { visitType: 3, providers: [2] },
  { visitType: 11, providers: [2, 3] },
] as const

export const ownLengths = [{ visitType: 11, provider: 0, minutes: 40 }] as const

export const limits = [
  { visitType: 1, provider: null, per: 'day', most: 4, kind: 'warn' },
  { visitType: 7, provider: 2, per: 'day', most: 3, kind: 'refuse' },
  { visitType: 2, provider: null, per: 'session', most: 3, kind: 'warn' },
] as const
