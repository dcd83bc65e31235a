import { expect, it } from 'vitest'
import { z } from 'zod'
import { openWorld } from '../../test/world.ts'
import { commandContract } from '../core/contract.ts'
import { command } from './feature.ts'

const world = await openWorld()
const rename = command(
  commandContract({
    name: 'practice.rename-for-test',
    summary: 'Renames the practice.',
    open: 'anybody',
    input: z.object({ name: z.string().min(1) }),
    output: z.object({ name: z.string(), at: z.string() }),
  }),
  {
    async run(ctx, input) {
      await ctx.sql`update practice.practice set name = ${input.name} where practice_id = ${ctx.practice}`
      ctx.emit('practice.renamed', {})
      return { name: input.name, at: ctx.now.toString() }
    },
  },
)

it('gives the same answer to the same key and body, and refuses the key with another body', async () => {
  const secretary = world.as('secretary')
  const first = await secretary.do(rename, { name: 'One' }, { key: 'k1' })
  world.clock.advance({ minutes: 1 })
  expect(await secretary.do(rename, { name: 'One' }, { key: 'k1' })).toEqual(first)
  await expect(secretary.do(rename, { name: 'Two' }, { key: 'k1' })).rejects.toMatchObject({
    code: 'platform.idempotency-key-reused',
  })
  expect(await world.asOwner('select count(*)::int as n from platform.audit_line')).toEqual([{ n: 1 }])
})

it('lets twins with one key wait for each other, so that the deed is done once', async () => {
  const secretary = world.as('secretary')
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => secretary.do(rename, { name: 'Twin' }, { key: 'twin' })),
  )
  expect(new Set(answers.map(answer => answer.at)).size).toBe(1)
  expect(await world.asOwner("select count(*)::int as n from platform.event where name = 'practice.renamed'")).toEqual([
    { n: 2 },
  ])
})

it('names every guilty field', async () => {
  await expect(world.as('secretary').do(rename, { name: '' })).rejects.toMatchObject({
    code: 'platform.invalid-input',
    facts: { fields: [{ path: 'name' }] },
  })
})
