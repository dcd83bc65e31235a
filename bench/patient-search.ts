import type pg from 'pg'
import { type Id, newId } from '../src/core/id.ts'
import { plainName } from '../src/core/names.ts'
import { searchPatients } from '../src/features/patients/search-patients.ts'
import { foundPractice } from '../src/features/practice/index.ts'
import type { App } from '../src/platform/context.ts'
import type { CommandOperation } from '../src/platform/feature.ts'
import { perform } from '../src/platform/perform.ts'
import { type BenchAsk, benchApp, everybody } from './bench-app.ts'
import { alternate, type BenchRow, benchRow } from './measure.ts'
import { fillPatients, type MadeUp, seeded } from './people.ts'

/** One way to ask: the text for a person known to be there, and the bare SQL a careful hand would write for just that case. */
type Case = {
  what: string
  target: string
  text(person: MadeUp, random: () => number): string
  /** True when the person must be among the answers: asked for by enough to be told apart. */
  finds: boolean
  raw: string
  values(person: MadeUp, text: string): unknown[]
}

const past = '\u{10ffff}'
const columns = `p.id, p.chart_number, p.family, p.given, p.birth_date,
  (select f.e164 from patients.phone f where f.practice_id = p.practice_id and f.patient_id = p.id order by f.place limit 1)`
const byPair = (first: string, limit: number) => `
  select ${columns} from (select n.patient_id from patients.name_pair n where n.practice_id = $1 and ${first} limit ${limit}) n
    join patients.patient p on p.practice_id = $1 and p.id = n.patient_id`

const first = (name: string) => plainName(name).split(' ')[0]!

/** One letter left out, doubled, swapped or changed, not the first. */
function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const kind = Math.floor(random() * 4)
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1)
  if (kind === 1) return word.slice(0, at) + word[at] + word.slice(at)
  if (kind === 2) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
  return word.slice(0, at) + 'aeioukst'[Math.floor(random() * 8)] + word.slice(at + 1)
}

const cases: Case[] = [
  {
    what: 'prefix of a name',
    target: 'p99 < 10 ms',
    text: (person, random) => first(person.family).slice(0, 2 + Math.floor(random() * 4)),
    finds: false,
    raw: byPair('n.family_word >= $2 and n.family_word < $3 order by n.family_word, n.given_word', 12),
    values: (_, text) => [text, text + past],
  },
  {
    what: 'two beginnings',
    target: 'p99 < 10 ms',
    text: person => `${first(person.family).slice(0, 3)} ${first(person.given).slice(0, 2)}`,
    finds: false,
    raw: byPair(
      'n.family_word >= $2 and n.family_word < $3 and n.given_word >= $4 and n.given_word < $5 order by n.family_word, n.given_word',
      12,
    ),
    values: (_, text) => text.split(' ').flatMap(word => [word, word + past]),
  },
  {
    what: 'whole name',
    target: 'p99 < 10 ms',
    text: person => `${person.given} ${person.family}`,
    finds: false,
    raw: byPair('n.family_word = $2 and n.given_word = $3', 12),
    values: person => [plainName(person.family).replaceAll(' ', ''), plainName(person.given).replaceAll(' ', '')],
  },
  {
    what: 'phone, last four',
    target: 'p99 < 10 ms',
    text: person => person.e164.slice(-4),
    finds: false,
    raw: `select ${columns} from (select f.patient_id from patients.phone f
            where f.practice_id = $1 and f.backwards >= $2 and f.backwards < $3 limit 12) f
            join patients.patient p on p.practice_id = $1 and p.id = f.patient_id`,
    values: (_, text) => [[...text].reverse().join(''), [...text].reverse().join('') + past],
  },
  {
    what: 'phone, whole',
    target: 'p99 < 10 ms',
    text: person => `${person.e164.slice(2, 5)} ${person.e164.slice(5, 8)}-${person.e164.slice(8)}`,
    finds: true,
    raw: `select ${columns} from patients.phone f join patients.patient p on p.practice_id = $1 and p.id = f.patient_id
           where f.practice_id = $1 and f.e164 = $2`,
    values: person => [person.e164],
  },
  {
    what: 'birth date and two letters',
    target: 'p99 < 10 ms',
    text: person => {
      const [year, month, day] = person.birthDate.split('-') as [string, string, string]
      return `${first(person.family).slice(0, 2)} ${Number(month)}/${Number(day)}/${year}`
    },
    finds: false,
    raw: `select ${columns} from patients.patient p where p.practice_id = $1 and p.birth_date = $2 and p.family_n >= $3 and p.family_n < $4 limit 12`,
    values: (person, text) => [person.birthDate, text.slice(0, 2), text.slice(0, 2) + past],
  },
  {
    what: 'chart number',
    target: 'p99 < 10 ms',
    text: person => `#${person.chart}`,
    finds: true,
    raw: `select ${columns} from patients.patient p where p.practice_id = $1 and p.chart_number = $2`,
    values: person => [person.chart],
  },
  {
    what: 'misspelt family name',
    target: 'p99 < 50 ms',
    text: (person, random) => slip(first(person.family), random),
    finds: false,
    raw: byPair('n.family_word = $2 order by n.given_word', 12),
    values: person => [first(person.family)],
  },
  {
    what: 'both names misspelt',
    target: 'p99 < 50 ms',
    text: (person, random) => `${slip(first(person.given), random)} ${slip(first(person.family), random)}`,
    finds: false,
    raw: byPair('n.family_word = $2 and n.given_word = $3', 12),
    values: person => [first(person.family), first(person.given)],
  },
]

/** Times every kind of question in one practice, in turn with the bare SQL for it on the same rows, as the application's role. */
async function timeSearch(
  app: App,
  practice: Id<'practice'>,
  known: readonly MadeUp[],
  size: string,
  runs: number,
): Promise<BenchRow[]> {
  const asked = { caller: everybody(practice), requestId: 'bench' }
  const people = known.filter(person => first(person.family).length > 4 && first(person.given).length > 3)
  const rows: BenchRow[] = []
  const bare = await app.db.app.connect()
  try {
    for (const one of cases) {
      const random = seeded(42)
      const questions = Array.from({ length: runs + 20 }, () => {
        const person = people[Math.floor(random() * people.length)]!
        return { person, text: one.text(person, random) }
      })
      const times = await alternate(
        runs,
        async n => {
          const { person, text } = questions[n]!
          const answer = (await perform(app, searchPatients as unknown as CommandOperation, {
            ...asked,
            input: { text },
          })) as { patients: { id: string }[] }
          if (one.finds && !answer.patients.some(line => line.id === person.id)) {
            throw new Error(`${one.what}: somebody was not found`)
          }
        },
        n => rawSearch(bare, practice, one, questions[n]!),
      )
      rows.push(benchRow({ area: 'patient search', what: one.what, size, target: one.target }, times))
    }
  } finally {
    bare.release()
  }
  return rows
}

async function rawSearch(
  client: pg.ClientBase,
  practice: string,
  one: Case,
  question: { person: MadeUp; text: string },
): Promise<void> {
  await client.query(`begin; select set_config('anteroom.practice', '${practice}', true)`)
  await client.query({
    name: `bare ${one.what}`,
    text: one.raw,
    values: [practice, ...one.values(question.person, question.text)],
  })
  await client.query('commit')
}

/** Search over 10 thousand, 100 thousand and 1 million patients of one practice. `quick` stops at the first. */
export async function patientSearchBench({ db, quick, say }: BenchAsk): Promise<BenchRow[]> {
  const app = await benchApp(db)
  const rows: BenchRow[] = []
  for (const count of quick ? [10_000] : [10_000, 100_000, 1_000_000]) {
    const practice = newId<'practice'>()
    await foundPractice(app, { id: practice, name: `Bench Clinic ${count}`, zone: 'America/New_York' }, async () => {})
    const started = performance.now()
    const known = await fillPatients(db.owner, practice, count, count)
    say(`  ${count} patients made up and indexed in ${((performance.now() - started) / 1000).toFixed(0)} s`)
    const size = count >= 1_000_000 ? `${count / 1_000_000} M` : `${count / 1000} k`
    rows.push(...(await timeSearch(app, practice, known, size, 1_000)))
  }
  return rows
}
