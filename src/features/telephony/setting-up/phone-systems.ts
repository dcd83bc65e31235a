import type { z } from 'zod'
import type { OutputOf } from '../../../core/contract.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

type Answer = OutputOf<typeof contract.phoneSystems>

/** The phone systems with their state, the lines and the extensions: one page of the settings. No secret is among it. */
export const phoneSystems = query(contract.phoneSystems, async ctx => {
  const systems = await ctx.sql<z.input<typeof contract.systemLine>>`
    select id as system, kind, name, host, port, secure, account, application, public_address as "publicAddress",
           secret is not null as "hasSecret", active, case when active then state else 'off' end as state,
           state_since as "stateSince", fault, last_event_at as "lastEventAt"
      from telephony.phone_system where practice_id = ${ctx.practice} and removed_at is null order by lower(name)`
  const lines = await ctx.sql<Answer['lines'][number]>`
    select id as line, number, name from telephony.line where practice_id = ${ctx.practice} order by lower(name), number`
  const extensions = await ctx.sql<Answer['extensions'][number]>`
    select e.id as extension, e.number, e.staff_id as staff, s.name as "staffName"
      from telephony.extension e join practice.staff s on s.practice_id = e.practice_id and s.id = e.staff_id
     where e.practice_id = ${ctx.practice} order by length(e.number), e.number`
  return { systems, lines, extensions }
})
