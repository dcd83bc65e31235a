type Why = { code: string; n: number | null; text: string | null; at: string | null }

const order = [
  'urgent',
  'priority',
  'overdue',
  'broken',
  'byPractice',
  'risk',
  'missed',
  'new',
  'followUp',
  'rule',
  'last',
  'reason',
  'at',
  'source',
  'asked',
]

/** Why a row stands where it stands, as the screen can say it: the database's reasons in the order of their weight. */
export function whyOf(reasons: Record<string, unknown>): Why[] {
  return Object.entries(reasons)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([code, value]) => ({
      code,
      n: typeof value === 'number' ? value : null,
      text: typeof value === 'string' && !isInstant(value) ? value : null,
      at: typeof value === 'string' && isInstant(value) ? Temporal.Instant.from(value).toString() : null,
    }))
}

const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)
