// The plan of the house: which feature may use which, and how large a file may grow. test/house.test.ts and dependency-cruiser keep it.

/** Each feature may use those named after it, through their index.ts (and contract.ts, which only describes the wire). */
export const mayUse: Readonly<Record<string, readonly string[]>> = {
  practice: [],
  access: ['practice'],
  privacy: ['practice'],
  patients: ['practice', 'privacy'],
  schedule: ['practice', 'patients'],
  calls: ['practice', 'patients', 'schedule'],
  telephony: ['practice', 'calls'],
  voicemail: ['practice', 'patients', 'calls'],
  outreach: ['practice', 'patients'],
  waitlist: ['practice', 'patients', 'schedule', 'calls', 'outreach'],
  disruption: ['practice', 'patients', 'schedule', 'outreach'],
  arrivals: ['practice', 'patients', 'schedule'],
  worklists: ['practice', 'patients', 'schedule', 'calls', 'outreach'],
  inbox: ['voicemail', 'practice', 'patients', 'schedule', 'calls', 'outreach', 'waitlist', 'arrivals', 'worklists'],
  interop: ['practice', 'patients', 'schedule'],
  simulator: [
    'practice',
    'access',
    'patients',
    'schedule',
    'calls',
    'interop',
    'outreach',
    'waitlist',
    'disruption',
    'arrivals',
    'worklists',
    'voicemail',
  ],
}

/** Lines a file may have. A file that outgrows its budget holds a noun that wants its own file. */
export const budgets: readonly { what: string; pattern: RegExp; lines: number }[] = [
  { what: 'feature readme', pattern: /^src\/features\/[^/]+\/README\.md$/, lines: 60 },
  { what: 'words of a language', pattern: /^src\/web\/words\//, lines: 900 },
  { what: 'wire contract', pattern: /contract\.ts$/, lines: 600 },
  { what: 'test', pattern: /\.test\.tsx?$/, lines: 600 },
  { what: 'style', pattern: /\.css$/, lines: 500 },
  { what: 'migration', pattern: /^db\/migrations\//, lines: 700 },
  { what: 'source', pattern: /^(src|test|bench|scripts)\/.*\.(ts|tsx|mjs)$/, lines: 400 },
]

/** Exports a feature's front door may have. */
export const frontDoorExports = 12

/** Words that name a drawer instead of a thing. */
export const drawerNames = /^(utils?|helpers?|common|shared|misc|types|managers?|services?)$/
