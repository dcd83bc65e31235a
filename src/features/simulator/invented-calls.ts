import type { InventedPatient } from './invented-patients.ts'
import type { Seeded } from './seeded.ts'

export type InventedMessage = {
  to: number
  text: string
  priority: 'urgent' | 'today' | 'normal'
  /** What happened since, in minutes after it was left. */
  answered: { after: number; text: string } | null
  attempts: number
  finished: { after: number; text: string } | null
}

export type InventedCall = {
  /** Who calls, by position; null: a number nobody here has. */
  patient: number | null
  number: string | null
  at: Temporal.Instant
  /** Seconds until somebody answers; null: nobody did. */
  answered: number | null
  minutes: number
  secretary: number
  note: string
  reasons: string[]
  outcome: 'booked' | 'moved' | 'cancelled' | 'message' | 'answered' | 'transferred' | 'wrong-number'
  message: InventedMessage | null
}

const reasonsToCall = [
  { reason: 'appointment', outcome: 'booked', note: 'Wants to come soon; took the next opening.' },
  { reason: 'appointment', outcome: 'moved', note: 'Cannot make it in the morning, moved to the afternoon.' },
  { reason: 'appointment', outcome: 'cancelled', note: 'Feels better, cancelled.' },
  { reason: 'refill', outcome: 'message', note: 'Refill of metformin, two tablets left. Main Street Pharmacy.' },
  { reason: 'results', outcome: 'message', note: 'Asks about lab results of last week.' },
  { reason: 'forms', outcome: 'message', note: 'Needs the school form signed.' },
  { reason: 'symptoms', outcome: 'message', note: 'Rash came back after the cream; asks whether to come in.' },
  { reason: 'directions', outcome: 'answered', note: 'Asked for the way to Lakeside and parking.' },
  { reason: 'billing', outcome: 'transferred', note: 'Question about a statement, put through to billing.' },
] as const

const answers = [
  'Fine, 90 days.',
  'Results are normal, please tell the patient.',
  'Book a sick visit today or tomorrow.',
  'Signed, at the front desk.',
]
const dones = ['Told the patient.', 'Left word as allowed, form is ready.', 'Sent to the pharmacy, patient told.']

/** Calls of the last days, most of them closed, and the messages that came of them: old ones finished, today's partly open, some overdue. */
export function inventCalls(
  chance: Seeded,
  clinic: { now: Temporal.Instant; zone: string; doctors: readonly unknown[] },
  patients: readonly InventedPatient[],
): InventedCall[] {
  const calls: InventedCall[] = []
  const today = clinic.now.toZonedDateTimeISO(clinic.zone).toPlainDate()
  const count = Math.min(60, Math.max(6, Math.floor(patients.length / 5)))
  for (let n = 0; n < count; n++) {
    const at = momentOfCall(chance, clinic, today, n)
    if (!at) continue
    const stranger = n >= 2 && chance.chance(0.08)
    const patient = stranger ? null : chance.whole(0, patients.length - 1)
    // The first two leave a message, so that even a tiny clinic has an inbox.
    const kind = n < 2 ? reasonsToCall[3 + n]! : chance.pick(reasonsToCall)
    const missed = n >= 2 && chance.chance(0.07)
    const age = clinic.now.since(at).total('minutes')
    calls.push({
      patient,
      number: stranger ? (chance.chance(0.5) ? '(212) 555-0198' : null) : patients[patient!]!.phones[0]!.number,
      at,
      answered: missed ? null : chance.whole(4, 40),
      minutes: chance.whole(1, 7),
      secretary: chance.whole(0, 1),
      note: stranger ? 'Wanted the pharmacy.' : kind.note,
      reasons: stranger ? [] : [kind.reason],
      outcome: stranger ? 'wrong-number' : kind.outcome,
      message:
        !stranger && !missed && kind.outcome === 'message'
          ? inventMessage(chance, kind.note, clinic.doctors.length, age)
          : null,
    })
  }
  return calls.sort((a, b) => Temporal.Instant.compare(a.at, b.at))
}

/** In desk hours of a working day, more of them lately; null on a day off. */
function momentOfCall(
  chance: Seeded,
  clinic: { now: Temporal.Instant; zone: string },
  today: Temporal.PlainDate,
  n: number,
): Temporal.Instant | null {
  let date = today.subtract({ days: n % 3 === 0 ? 0 : chance.whole(1, 9) })
  while (date.dayOfWeek > 5) date = date.subtract({ days: 1 })
  const at = date
    .toZonedDateTime({ timeZone: clinic.zone, plainTime: '08:00' })
    .add({ minutes: chance.whole(0, 9 * 60), seconds: chance.whole(0, 59) })
    .toInstant()
  return Temporal.Instant.compare(at, clinic.now.subtract({ minutes: 12 })) < 0 ? at : null
}

function inventMessage(chance: Seeded, text: string, doctors: number, age: number): InventedMessage {
  const old = age > 24 * 60
  const answered =
    (old || chance.chance(0.4)) && age > 30
      ? { after: chance.whole(10, Math.min(300, Math.floor(age) - 5)), text: chance.pick(answers) }
      : null
  const finished =
    answered && (old ? chance.chance(0.95) : chance.chance(0.4)) && age - answered.after > 12
      ? { after: answered.after + chance.whole(1, 6), text: chance.pick(dones) }
      : null
  return {
    to: chance.whole(0, Math.max(0, doctors - 1)),
    text,
    priority: chance.weighted([
      ['normal', 5],
      ['today', 4],
      ['urgent', 1],
    ] as const),
    answered,
    attempts: finished ? 0 : answered && chance.chance(0.3) ? 1 : 0,
    finished,
  }
}
