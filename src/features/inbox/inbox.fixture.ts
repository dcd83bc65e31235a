import type { World } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { hangUp, ring } from '../calls/index.ts'
import { items } from './items.ts'

let calls = 0

/** A phone rings and nobody answers. */
export async function missCall(world: World, from?: string): Promise<Id<'call'>> {
  const { call, externalId } = await ringPhone(world, from)
  await world.as('secretary').do(hangUp, { externalId })
  return call
}

export async function ringPhone(world: World, from?: string): Promise<{ call: Id<'call'>; externalId: string }> {
  const externalId = `made-up-${++calls}`
  const { call } = await world.as('secretary').do(ring, { externalId, ...(from ? { from } : {}) })
  return { call, externalId }
}

/** Writes a message to a patient that could not be delivered. */
export async function failMessage(world: World, patient: Id<'patient'>): Promise<Id<'patient-message'>> {
  const id = newId<'patient-message'>()
  await world.inside(async ctx => {
    await ctx.sql`
      insert into outreach.patient_message (practice_id, id, patient_id, purpose, channel, language, address, subject, body, state, why, queued_at, told_by_name)
      values (${ctx.practice}, ${id}, ${patient}, 'reminder', 'e-mail', 'en', 'nobody@example.org', 'Your visit', 'See you.', 'failed', 'refused-address',
              ${ctx.now.toString()}, 'Test')`
  })
  return id
}

/** Every row that one person has, sleeping ones left out, as kind and id in order. */
export async function shown(
  world: World,
  role: Parameters<World['as']>[0] = 'secretary',
  ask: Parameters<ReturnType<World['as']>['do']>[1] = {},
): Promise<string[]> {
  const { rows } = await world.as(role).do(items, { view: 'all', limit: 500, ...(ask as object) })
  return rows.map(row => `${row.kind} ${row.item}`)
}
