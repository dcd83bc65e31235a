import { type Id, newId } from '../../core/id.ts'
import { isNpi } from '../../core/npi.ts'
import type { Identifier } from '../../formats/fhir/datatypes.ts'
import type { OrganizationData, PractitionerData } from '../../formats/fhir/resources.ts'
import type { Context } from '../../platform/context.ts'
import type { Outcome } from './import-report.ts'
import { hashOf, type Item, knownSource, type Noted, type Run, rememberSource } from './import-run.ts'
import { sourceKey } from './source-key.ts'

const npiSystem = 'http://hl7.org/fhir/sid/us-npi'

type Party = {
  kind: 'practitioner' | 'organization' | 'location'
  name: string
  npi: string | null
  identifiers: Pick<Identifier, 'system' | 'value'>[]
  phone: string
  line1: string
  city: string
  state: string
  postalCode: string
}

/** Notes a practitioner, organization or location outside the practice. None of them gets a column on the board; one whose NPI is a
 *  provider's here is linked to that provider. */
export async function takeParty(ctx: Context, _run: Run, item: Item, note: Noted): Promise<Outcome> {
  const data = item.data as PractitionerData | OrganizationData
  const party = data.type === 'Practitioner' ? practitioner(data, item.path, note) : place(data, item.path, note)
  if (!party) return { state: 'quarantined', code: 'missing', message: 'has no name', path: `${item.path}.name` }
  const hash = hashOf(party)
  const key = sourceKey(item.origin) ?? `content:${hash}`
  const known = await knownSource(ctx, data.type, key)
  if (known?.hash === hash) {
    note.ours = known.ours
    return { state: 'unchanged' }
  }
  const id = known?.ours ?? newId<'party'>()
  const identifiers = JSON.stringify(party.identifiers)
  await ctx.sql`
    insert into interop.party (practice_id, id, kind, name, npi, identifiers, phone, line1, city, state, postal_code, provider_id)
    values (${ctx.practice}, ${id}, ${party.kind}, ${party.name}, ${party.npi}, ${identifiers}::jsonb, ${party.phone}, ${party.line1},
            ${party.city}, ${party.state}, ${party.postalCode},
            (select p.id from practice.provider p where p.practice_id = ${ctx.practice} and p.npi = ${party.npi}))
    on conflict (practice_id, id) do update
       set name = excluded.name, npi = excluded.npi, identifiers = excluded.identifiers, phone = excluded.phone, line1 = excluded.line1,
           city = excluded.city, state = excluded.state, postal_code = excluded.postal_code, provider_id = excluded.provider_id`
  await rememberSource(ctx, { type: data.type, key, ours: id, mapped: party, hash })
  note.ours = id
  return { state: known ? 'updated' : 'new' }
}

function practitioner(data: PractitionerData, path: string, note: Noted): Party {
  const name = data.names.find(one => one.use === 'official') ?? data.names[0]!
  return {
    kind: 'practitioner',
    name: [name.prefix, name.given, name.family, name.suffix].filter(Boolean).join(' ').slice(0, 400),
    npi: npiOf(data.identifiers, path, note),
    identifiers: data.identifiers.map(({ system, value }) => ({ system, value })),
    phone: '',
    line1: '',
    city: '',
    state: '',
    postalCode: '',
  }
}

function place(data: OrganizationData, path: string, note: Noted): Party | null {
  if (!data.name) return null
  const [address] = data.addresses
  return {
    kind: data.type === 'Location' ? 'location' : 'organization',
    name: data.name.slice(0, 400),
    npi: npiOf(data.identifiers, path, note),
    identifiers: data.identifiers.map(({ system, value }) => ({ system, value })),
    phone: data.telecom.find(one => one.system === 'phone')?.value.slice(0, 40) ?? '',
    line1: address?.line1 ?? '',
    city: address?.city ?? '',
    state: address?.state ?? '',
    postalCode: address?.postalCode ?? '',
  }
}

/** A National Provider Identifier only if its check digit is right; synthetic ones are kept as the plain numbers they are. */
function npiOf(identifiers: Identifier[], path: string, note: Noted): string | null {
  const claimed = identifiers.find(one => one.system === npiSystem)
  if (!claimed) return null
  if (isNpi(claimed.value)) return claimed.value
  note.remarks.push({
    path: `${path}.identifier`,
    code: 'no-npi',
    message: 'a number that claims to be an NPI and is none: kept as a plain number',
  })
  return null
}

/** The name of a party, and the provider here it is, if any. */
export async function partyOf(
  ctx: Context,
  party: string | null,
): Promise<{ name: string; provider: Id<'provider'> | null } | null> {
  if (!party) return null
  const [row] = await ctx.sql<{ name: string; provider: Id<'provider'> | null }>`
    select name, provider_id as provider from interop.party where practice_id = ${ctx.practice} and id = ${party}`
  return row ?? null
}
