import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import { languageOf } from '../outreach/index.ts'
import * as contract from './contract.ts'
import { wordingOf } from './letter-wording.ts'
import { paragraphsOf, sayDate, sayPhone } from './letter-words.ts'
import { requireEach, type Standing, standingSome } from './standing.ts'

/** Letters ready to be printed. Whoever prints them has seen who they go to: each patient is named in the trail. */
export const lettersDue = query(contract.lettersDue, async (ctx, input) => {
  const rows = input.items
    ? await standingSome(ctx, input.list, input.items)
    : (await standingSome(ctx, input.list, await dueItems(ctx, input.list))).filter(
        row => row.held_by === null || row.held_by === ctx.caller.staff,
      )
  if (input.items) await requireEach(ctx, input.list, input.items, rows)
  ctx.concerns(
    rows.map(row => row.patient_id),
    { letters: rows.length },
  )
  const wording = await wordingOf(ctx)
  const today = (zone: string) => ctx.now.toZonedDateTimeISO(zone).toPlainDate().toString()
  const known = new Map((await factsOf(ctx, rows)).map(one => [one.item, one]))
  return {
    letters: rows.map(row => {
      const facts = known.get(row.item)!
      const language = languageOf(facts.language)
      return {
        item: row.item,
        version: row.version,
        patient: row.patient_id,
        name: facts.name,
        address: facts.address,
        language,
        date: sayDate(today(row.zone), language),
        paragraphs: paragraphsOf(wording[language], {
          name: facts.name,
          practice: facts.practice,
          phone: sayPhone(facts.phone),
          provider: facts.provider ?? '',
          visit: facts.visit ?? '',
          due: sayDate(row.due_on, language),
        }),
        from: { name: facts.practice, address: facts.from_address, phone: facts.phone },
      }
    }),
  }
})

/** Rows of a list that were tried as often as the rules say and have had no letter. */
async function dueItems(ctx: Context, list: contract.ListName): Promise<string[]> {
  const rows = await ctx.sql<{ item: string }>`
    select s.item
      from worklists.standing_rows(${list}, ${ctx.now.toString()}::timestamptz, false) s
      cross join worklists.rules() r
     where not s.waiting and s.tries >= r.tries and s.letters = 0 and s.kept_state = 'open'
     order by s.due_on, s.item
     limit 200`
  return rows.map(row => row.item)
}

type Facts = {
  item: string
  name: string
  language: string
  visit: string | null
  provider: string | null
  practice: string
  phone: string | null
  address: string[]
  from_address: string[]
}

/** Where a letter goes and comes from: the mailing address, else where the patient lives; the provider's own location, else the first. */
const factsOf = (ctx: Context, rows: readonly Standing[]) => ctx.sql<Facts>`
  select r.item, trim(p.given || ' ' || p.family) as name, p.language, t.name as visit,
         nullif(concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, '')), '') as provider,
         h.name as practice, coalesce(l.phone, h.phone) as phone,
         array_remove(array[nullif(a.line1, ''), nullif(a.line2, ''),
           nullif(concat_ws(', ', nullif(a.city, ''), nullif(concat_ws(' ', nullif(a.state, ''), nullif(a.postal_code, '')), '')), '')], null) as address,
         array_remove(array[nullif(l.street, ''),
           nullif(concat_ws(', ', nullif(l.city, ''), nullif(concat_ws(' ', nullif(l.state, ''), nullif(l.postal_code, '')), '')), '')], null) as from_address
    from jsonb_to_recordset(${JSON.stringify(rows.map(row => ({ item: row.item, patient_id: row.patient_id, visit_type_id: row.visit_type_id, provider_id: row.provider_id })))}::jsonb)
           as r(item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid)
    join practice.practice h on h.practice_id = ${ctx.practice}::uuid
    join patients.patient p on p.practice_id = h.practice_id and p.id = r.patient_id
    left join schedule.visit_type t on t.practice_id = h.practice_id and t.id = r.visit_type_id
    left join practice.provider v on v.practice_id = h.practice_id and v.id = r.provider_id
    left join lateral (
      select o.line1, o.line2, o.city, o.state, o.postal_code
        from patients.address o
       where o.practice_id = h.practice_id and o.patient_id = p.id and o.ended_on is null and o.kind in ('mailing', 'home', 'temporary')
         and concat(o.line1, o.city, o.postal_code) <> ''
       order by array_position(array['mailing', 'temporary', 'home'], o.kind), o.starts_on desc, o.id
       limit 1
    ) a on true
    left join lateral (
      select o.phone, o.street, o.city, o.state, o.postal_code
        from practice.location o
       where o.practice_id = h.practice_id and o.closed_at is null
       order by o.id is distinct from v.location_id, o.name, o.id
       limit 1
    ) l on true`
