import type pg from 'pg'
import { newId } from '../src/core/id.ts'
import { plainName, slipsOf } from '../src/core/names.ts'
import { dictionaryWords, isLatin, namePairs } from '../src/features/patients/name-index.ts'
import { familyNames, givenNames } from './people-names.ts'

/** Somebody who does not exist. Numbers are of area 555, which no telephone company serves; addresses of example.org. */
export type MadeUp = {
  id: string
  chart: string
  family: string
  given: string
  middle: string
  preferred: string
  birthDate: string
  sex: 'F' | 'M'
  e164: string
  email: string
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Picks by a long-tailed law: the commonest of twenty thousand family names gets about one in a hundred. */
function skewed<T>(list: readonly T[], power: number, random: () => number): () => T {
  const sums: number[] = []
  let sum = 0
  for (let n = 0; n < list.length; n++) {
    sum += (n + 6) ** -power
    sums.push(sum)
  }
  return () => {
    const wanted = random() * sum
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return list[low]!
  }
}

const pad = (n: number, size: number) => String(n).padStart(size, '0')

/** An endless row of made-up people, the same for the same seed. */
function* people(seed: number): Generator<MadeUp> {
  const random = seeded(seed)
  const family = skewed(familyNames(), 0.85, random)
  const given = skewed(givenNames(), 0.9, random)
  for (let n = 1; ; n++) {
    const compound = random() < 0.04
    const middle = random()
    const first = given()
    const born = new Date(Date.UTC(1930, 0, 1) + Math.floor(random() * 35_000) * 86_400_000)
    yield {
      id: newId(),
      chart: String(10_000 + n),
      family: compound ? `${family()}-${family()}` : family(),
      given: first,
      middle: middle < 0.25 ? given() : middle < 0.5 ? String.fromCharCode(65 + Math.floor(random() * 26)) : '',
      preferred: random() < 0.08 ? given() : '',
      birthDate: born.toISOString().slice(0, 10),
      sex: random() < 0.5 ? 'F' : 'M',
      e164: `+1555${pad(Math.floor(random() * 10_000_000), 7)}`,
      email: random() < 0.6 ? `${plainName(first).replaceAll(' ', '')}.${n}@example.org` : '',
    }
  }
}

const batch = 10_000
const loaded = ['patients.patient', 'patients.phone', 'patients.name_pair', 'patients.name_word', 'patients.name_slip']
/** From this many on, indexes are built once at the end instead of row by row. */
const many = 30_000

/** Fills a practice with so many made-up patients, as registering them one by one would leave them, but for their history. The pool is the
 *  database owner's. */
export async function fillPatients(pool: pg.Pool, practice: string, count: number, seed = 1): Promise<MadeUp[]> {
  const client = await pool.connect()
  const made: MadeUp[] = []
  try {
    // Foreign keys are checked by triggers, a third of the time; who may not switch them off waits longer.
    await client.query('set session_replication_role = replica').catch(() => {})
    await client.query("set maintenance_work_mem = '256MB'")
    const indexes = count >= many ? await dropIndexes(client) : []
    const source = people(seed)
    let pending: Promise<unknown> = Promise.resolve()
    const words = { family: new Map<string, boolean>(), given: new Map<string, boolean>() }
    for (let done = 0; done < count; done += batch) {
      const some = Array.from({ length: Math.min(batch, count - done) }, () => source.next().value as MadeUp)
      const pairs = { patient: [] as string[], family: [] as string[], given: [] as string[] }
      for (const person of some) {
        const names = { ...person, formerFamily: '' }
        for (const { side, word, single } of dictionaryWords(names)) {
          words[side].set(word, single || (words[side].get(word) ?? false))
        }
        for (const pair of namePairs(names)) {
          pairs.patient.push(person.id)
          pairs.family.push(pair.family)
          pairs.given.push(pair.given)
        }
        made.push(person)
      }
      // The next ten thousand are thought up while the database writes these.
      await pending
      pending = writeBatch(client, practice, some, pairs)
      pending.catch(() => {})
    }
    await pending
    await writeDictionary(client, practice, words)
    for (const definition of indexes) await client.query(definition)
    await client.query('set session_replication_role = origin').catch(() => {})
    await client.query(`
      insert into practice.number_series (practice_id, kind, last) values ('${practice}', 'chart', ${count})
      on conflict (practice_id, kind) do update set last = greatest(practice.number_series.last, excluded.last)`)
    for (const table of loaded) await client.query(`vacuum (analyze) ${table}`)
    // What the load left to be written out would otherwise be written out while we measure.
    await client.query('checkpoint')
  } finally {
    client.release(true)
  }
  return made
}

async function dropIndexes(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i where i.indrelid = any ($1::regclass[]) and not i.indisunique`,
    [loaded],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(row => row.definition)
}

type Pairs = { patient: string[]; family: string[]; given: string[] }

async function writeBatch(client: pg.ClientBase, practice: string, some: MadeUp[], pairs: Pairs): Promise<void> {
  const column = <K extends keyof MadeUp>(key: K) => some.map(person => person[key])
  await client.query(
    `insert into patients.patient (practice_id, id, chart_number, family, given, middle, preferred_name, birth_date, sex, email,
       registered_at, family_n, given_n, email_n)
     select $1::uuid, p.id, p.chart, p.family, p.given, p.middle, p.preferred, p.born, p.sex, p.email, '2026-01-05T14:00:00Z', p.family_n,
            p.given_n, p.email
       from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::text[], $10::text[], $11::text[],
                   $12::text[]) as p(id, chart, family, given, middle, preferred, born, sex, email, family_n, given_n)`,
    [
      practice,
      column('id'),
      column('chart'),
      column('family'),
      column('given'),
      column('middle'),
      column('preferred'),
      column('birthDate'),
      column('sex'),
      column('email'),
      some.map(person => plainName(person.family)),
      some.map(person => plainName(person.given)),
    ],
  )
  await client.query(
    `insert into patients.phone (practice_id, id, patient_id, e164, kind, place)
     select $1::uuid, p.id, p.patient, p.e164, 'mobile', 0 from unnest($2::uuid[], $3::uuid[], $4::text[]) as p(id, patient, e164)`,
    [practice, some.map(() => newId()), column('id'), column('e164')],
  )
  await client.query(
    `insert into patients.name_pair (practice_id, patient_id, family_word, given_word)
     select $1::uuid, p.patient, p.family, p.given from unnest($2::uuid[], $3::text[], $4::text[]) as p(patient, family, given)`,
    [practice, pairs.patient, pairs.family, pairs.given],
  )
}

async function writeDictionary(
  client: pg.ClientBase,
  practice: string,
  words: { family: Map<string, boolean>; given: Map<string, boolean> },
): Promise<void> {
  for (const side of ['family', 'given'] as const) {
    await client.query(
      `insert into patients.name_word (practice_id, side, word, sound, other_sound, single)
       select $1::uuid, $2, w, case when heard then dmetaphone(w) else '' end, case when heard then dmetaphone_alt(w) else '' end, single
         from unnest($3::text[], $4::boolean[], $5::boolean[]) as t(w, single, heard) on conflict do nothing`,
      [
        practice,
        side,
        [...words[side].keys()],
        [...words[side].values()],
        [...words[side]].map(([word, single]) => single && isLatin(word)),
      ],
    )
  }
  const all = [...new Set([...words.family, ...words.given].flatMap(([word, single]) => (single ? [word] : [])))]
  for (let at = 0; at < all.length; at += batch) {
    const slips = all.slice(at, at + batch).flatMap(word => slipsOf(word).map(slip => ({ slip, word })))
    await client.query(
      `insert into patients.name_slip (practice_id, slip, word)
       select $1::uuid, s, w from unnest($2::text[], $3::text[]) as t(s, w) on conflict do nothing`,
      [practice, slips.map(one => one.slip), slips.map(one => one.word)],
    )
  }
}
