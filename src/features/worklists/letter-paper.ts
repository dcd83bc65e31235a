import type { Context } from '../../platform/context.ts'
import { type Language, languageOf } from '../outreach/index.ts'
import type { Paper } from './contract.ts'
import { paragraphsOf, sayDate, sayPhone } from './letter-words.ts'

/** To whom a letter goes, and about which kind of visit with whom, if about any. `item` names it among the others. */
export type LetterTo = { item: string; patient_id: string; visit_type_id?: string | null; provider_id?: string | null }

/** The letters as they are printed, by the item they are about; `due` is the day the visit was due, `zone` where not the practice's. */
export async function papersOf(
  ctx: Context,
  to: readonly (LetterTo & { due?: string | null; zone?: string })[],
  wording: Record<Language, string>,
): Promise<Map<string, Paper & { deceased: boolean }>> {
  const known = new Map((await factsOf(ctx, to)).map(one => [one.item, one]))
  const papers = to.map(({ item, patient_id, due, zone }): [string, Paper & { deceased: boolean }] => {
    const facts = known.get(item)!
    const language = languageOf(facts.language)
    return [
      item,
      {
        patient: patient_id as Paper['patient'],
        name: facts.name,
        deceased: facts.deceased,
        address: facts.address,
        language,
        date: sayDate(
          ctx.now
            .toZonedDateTimeISO(zone ?? facts.zone)
            .toPlainDate()
            .toString(),
          language,
        ),
        paragraphs: paragraphsOf(wording[language], {
          name: facts.name,
          practice: facts.practice,
          phone: sayPhone(facts.phone),
          provider: facts.provider ?? '',
          visit: facts.visit ?? '',
          due: sayDate(due ?? null, language),
        }),
        from: { name: facts.practice, address: facts.from_address, phone: facts.phone },
      },
    ]
  })
  return new Map(papers)
}

type Facts = {
  item: string
  deceased: boolean
  zone: string
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
const factsOf = (ctx: Context, to: readonly LetterTo[]) => ctx.sql<Facts>`
  select r.item, p.deceased_on is not null as deceased, h.zone, trim(p.given || ' ' || p.family) as name, p.language, t.name as visit,
         nullif(concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, '')), '') as provider,
         h.name as practice, coalesce(l.phone, h.phone) as phone,
         array_remove(array[nullif(a.line1, ''), nullif(a.line2, ''),
           nullif(concat_ws(', ', nullif(a.city, ''), nullif(concat_ws(' ', nullif(a.state, ''), nullif(a.postal_code, '')), '')), '')], null) as address,
         array_remove(array[nullif(l.street, ''),
           nullif(concat_ws(', ', nullif(l.city, ''), nullif(concat_ws(' ', nullif(l.state, ''), nullif(l.postal_code, '')), '')), '')], null) as from_address
    from jsonb_to_recordset(${JSON.stringify(to)}::jsonb)
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
