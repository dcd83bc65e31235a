import { beforeAll, expect, it } from 'vitest'
import { fillPatients } from '../../../bench/people.ts'
import { openWorld } from '../../../test/world.ts'
import { type Sql, statementOf } from '../../platform/database.ts'
import { candidatesFor } from './likeness.ts'
import { patientsByPhone } from './patients-by-phone.ts'
import { searchPatients } from './search-patients.ts'

const world = await openWorld()
const size = 20_000
// The widest a stage may go: a date has a few dozen people, a question some two hundred.
const widest = 1_500

beforeAll(async () => {
  await fillPatients(world.app.db.owner, world.practice, size, 7)
})

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** Runs something as the application's role and gives back the plan of every statement it sent, as it really ran. */
async function plansOf(run: (ctx: Parameters<Parameters<typeof world.inside>[0]>[0]) => Promise<unknown>) {
  const seen: { text: string; values: unknown[] }[] = []
  await world.inside(async ctx => {
    const sql = (async (parts: TemplateStringsArray, ...values: unknown[]) => {
      seen.push({ text: statementOf(parts).text, values })
      return ctx.sql(parts, ...values)
    }) as Sql
    await run({ ...ctx, sql })
  })
  const client = await world.app.db.app.connect()
  const found: { text: string; nodes: Node[] }[] = []
  try {
    await client.query(`begin; select set_config('anteroom.practice', '${world.practice}', true)`)
    for (const { text, values } of seen) {
      const { rows } = await client.query(`explain (analyze, format json) ${text}`, values)
      found.push({ text, nodes: nodesOf((rows[0] as { 'QUERY PLAN': [{ Plan: Node }] })['QUERY PLAN'][0].Plan) })
    }
  } finally {
    await client.query('rollback')
    client.release()
  }
  return found
}

const narrow = async (run: Parameters<typeof plansOf>[0]) => {
  const plans = await plansOf(run)
  expect(plans.length).toBeGreaterThan(1)
  for (const { text, nodes } of plans) {
    for (const node of nodes) {
      // A meaning that the fact does not have is planned and never run.
      if (node['Actual Loops'] === 0 || !node['Relation Name']?.match(/^(patient|phone|name_|identifier|address)/))
        continue
      // Tables that are empty here may be read as they like; these are as large as the practice.
      if (/^(patient|phone|name_pair|name_word|name_slip)$/.test(node['Relation Name']))
        expect([node['Node Type'], node['Relation Name'], text]).not.toEqual(['Seq Scan', node['Relation Name'], text])
      const touched = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
      expect([touched < widest, touched, node['Node Type'], text]).toEqual([true, touched, node['Node Type'], text])
    }
  }
}

it.each([
  ['a prefix', 'smi'],
  ['one letter', 's'],
  ['two letters of each', 'sm jo'],
  ['one letter of each', 's j'],
  ['a whole name', 'john smith'],
  ['a nickname', 'bill williams'],
  ['three words', 'mary ann johnson'],
  ['a birth date', '4/12/1971'],
  ['a birth date and two letters', 'sm 4/12/71'],
  ['the end of a phone number', '0142'],
  ['the end of a phone number and a name', 'smith 142'],
  ['a whole phone number', '555 555 0142'],
  ['a chart number', '#10234'],
  ['an e-mail address', 'john.1@ex'],
  ['a misspelt name', 'smiht'],
  ['a misspelt long name', 'hernadnes'],
  ['two misspelt names', 'jonh smiht'],
  ['three misspelt names', 'marry anm jonson'],
  ['nobody', 'qqqqzzzzx wwwwvvvv'],
])('meets %s by index alone, behind the wall', async (_, text) => {
  await narrow(ctx => searchPatients.run(ctx, { text, limit: 12 }))
})

it('looks for doubles and callers by index alone', async () => {
  await narrow(ctx =>
    candidatesFor(ctx, {
      family: 'Smith',
      given: 'John',
      birthDate: '1971-04-12',
      phones: ['+15555550142'],
      email: 'john.1@example.org',
    }),
  )
  const known = await world.asOwner<{ e164: string }>('select e164 from patients.phone limit 1')
  await narrow(ctx => patientsByPhone(ctx, known[0]!.e164))
})

it('finds everybody by the whole name and birth date, and nearly everybody misspelt by one letter', async () => {
  const people = await world.asOwner<{ id: string; family: string; given: string; birth_date: string }>(
    `select id, family, given, birth_date from patients.patient
      where length(given) > 4 and length(family) > 5 and family !~ '-' order by id limit 4000`,
  )
  const some = people.filter((_, n) => n % 40 === 0)
  let found = 0
  for (const { id, family, given, birth_date: born } of some) {
    const ask = async (text: string) =>
      (await world.as('secretary').do(searchPatients, { text, limit: 30 })).patients.some(line => line.id === id)
    expect([family, given, await ask(`${given} ${family} ${born}`)]).toEqual([family, given, true])
    const swapped = family.slice(0, 3) + family[4] + family[3] + family.slice(5)
    const short = given.slice(0, 2) + given.slice(3)
    if (await ask(`${swapped} ${short}`)) found++
  }
  expect(some).toHaveLength(100)
  expect(found).toBeGreaterThanOrEqual(90)
})
