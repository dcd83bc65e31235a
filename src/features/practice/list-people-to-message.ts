import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Names of everybody who works here now. */
export const listPeopleToMessage = query(contract.listPeopleToMessage, async ctx => ({
  people: await ctx.sql<{ id: Id<'staff'>; name: string }>`
    select id, name from practice.staff where practice_id = ${ctx.practice} and left_at is null order by name, id`,
}))
