import { expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { openSystem } from '../systems/open-system.ts'
import { addExtension } from './add-extension.ts'
import { addLine } from './add-line.ts'
import { addPhoneSystem } from './add-phone-system.ts'
import { changeExtension } from './change-extension.ts'
import { changeLine } from './change-line.ts'
import { changePhoneSystem } from './change-phone-system.ts'
import { phoneSystems } from './phone-systems.ts'
import { removeExtension } from './remove-extension.ts'
import { removeLine } from './remove-line.ts'
import { removePhoneSystem } from './remove-phone-system.ts'

const world = await openWorld()
const manager = world.as('manager')
const staff = world.as('secretary').caller.staff!
const secret = 'correct-horse-battery'

it('keeps a secret sealed: it is in no answer, not readable in the table, and opens for its own row only', async () => {
  const made = await manager.do(addPhoneSystem, {
    kind: 'freeswitch',
    name: 'Exchange',
    host: 'pbx.example.net',
    port: 8021,
    secret,
  })
  const other = await manager.do(addPhoneSystem, { kind: 'signed-json', name: 'Other', secret: 'another' })
  await manager.do(changePhoneSystem, { system: made.system, port: 8022, secure: true })
  const answer = await manager.do(phoneSystems, {})
  expect(answer.systems.find(one => one.system === made.system)).toEqual({
    system: made.system,
    kind: 'freeswitch',
    name: 'Exchange',
    host: 'pbx.example.net',
    port: 8022,
    secure: true,
    account: null,
    application: null,
    publicAddress: null,
    hasSecret: true,
    active: true,
    state: 'waiting',
    stateSince: expect.any(String),
    fault: null,
    lastEventAt: null,
  })
  expect(JSON.stringify(answer)).not.toContain(secret)
  const stored = await world.asOwner<{ row: string }>(
    'select s::text || encode(secret, $1) as row from telephony.phone_system s',
    ['escape'],
  )
  expect(stored.some(({ row }) => row.includes(secret))).toBe(false)
  expect(await world.inside(ctx => openSystem(ctx, made.system))).toMatchObject({ target: { secret, port: 8022 } })
  await world.asOwner(
    'update telephony.phone_system set secret = (select secret from telephony.phone_system where id = $1) where id = $2',
    [made.system, other.system],
  )
  await expect(world.inside(ctx => openSystem(ctx, other.system))).rejects.toThrow()
  const lines = await world.asOwner<{ line: string }>(
    `select to_jsonb(l)::text as line from platform.audit_line l where deed like 'telephony.%'`,
  )
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.some(({ line }) => line.includes(secret))).toBe(false)
})

it('says which settings a kind of system cannot do without, and writes nothing', async () => {
  const before = await manager.do(phoneSystems, {})
  await expect(
    manager.do(addPhoneSystem, { kind: 'asterisk', name: 'Half', host: 'pbx.example.net' }),
  ).rejects.toMatchObject({
    code: 'telephony.setting-missing',
    facts: { fields: ['port', 'account', 'application', 'secret'] },
  })
  const { system } = await manager.do(addPhoneSystem, {
    kind: 'kamailio',
    name: 'Whole',
    host: '127.0.0.1',
    port: 8448,
  })
  await expect(manager.do(changePhoneSystem, { system, host: null })).rejects.toMatchObject({
    facts: { fields: ['host'] },
  })
  await manager.do(removePhoneSystem, { system })
  expect(await manager.do(phoneSystems, {})).toEqual(before)
})

it('refuses a second system of the same name, and gives the name free when it is taken away', async () => {
  const ask = { kind: 'signed-json', name: 'Twice', secret } as const
  const { system } = await manager.do(addPhoneSystem, ask)
  const taken = { code: 'telephony.system-name-taken' }
  await expect(manager.do(addPhoneSystem, { ...ask, name: 'TWICE' })).rejects.toMatchObject(taken)
  const other = await manager.do(addPhoneSystem, { ...ask, name: 'Once' })
  await expect(manager.do(changePhoneSystem, { system: other.system, name: 'Twice' })).rejects.toMatchObject(taken)
  await manager.do(removePhoneSystem, { system })
  const [gone] = await world.asOwner('select secret, active from telephony.phone_system where id = $1', [system])
  expect(gone).toEqual({ secret: null, active: false })
  await manager.do(addPhoneSystem, ask)
  const missing = { code: 'platform.not-found' }
  await expect(manager.do(changePhoneSystem, { system, name: 'Back' })).rejects.toMatchObject(missing)
  await expect(manager.do(removePhoneSystem, { system })).rejects.toMatchObject(missing)
})

it('shows a system that is switched off as off', async () => {
  const { system } = await manager.do(addPhoneSystem, { kind: 'signed-json', name: 'Off', secret })
  await manager.do(changePhoneSystem, { system, active: false })
  const shown = async () => (await manager.do(phoneSystems, {})).systems.find(one => one.system === system)
  expect(await shown()).toMatchObject({ active: false, state: 'off' })
  expect(await world.inside(ctx => openSystem(ctx, system))).toBeNull()
  await manager.do(changePhoneSystem, { system, active: true })
  expect(await shown()).toMatchObject({ state: 'waiting', hasSecret: true })
})

it('knows one line in any writing of its number', async () => {
  const { line } = await manager.do(addLine, { number: '(555) 010-0100', name: 'Main line' })
  const exists = { code: 'telephony.line-exists' }
  await expect(manager.do(addLine, { number: '+1 555 010 0100', name: 'Again' })).rejects.toMatchObject(exists)
  const billing = await manager.do(addLine, { number: 'Billing', name: 'Billing' })
  await expect(manager.do(changeLine, { line: billing.line, number: '555-010-0100' })).rejects.toMatchObject(exists)
  await manager.do(changeLine, { line, name: 'Front desk' })
  expect((await manager.do(phoneSystems, {})).lines.map(one => one.name)).toEqual(['Billing', 'Front desk'])
  await manager.do(removeLine, { line })
  await expect(manager.do(removeLine, { line })).rejects.toMatchObject({ code: 'platform.not-found' })
  await expect(manager.do(changeLine, { line, name: 'x' })).rejects.toMatchObject({ code: 'platform.not-found' })
})

it('gives an extension to one person who is here', async () => {
  const { extension } = await manager.do(addExtension, { number: '101', staff })
  const exists = { code: 'telephony.extension-exists' }
  await expect(manager.do(addExtension, { number: '101', staff })).rejects.toMatchObject(exists)
  const second = await manager.do(addExtension, { number: '102', staff })
  await expect(manager.do(changeExtension, { extension: second.extension, number: '101' })).rejects.toMatchObject(
    exists,
  )
  const gone = world.as('biller').caller.staff!
  await world.asOwner('update practice.staff set left_at = now() where id = $1', [gone])
  const left = { code: 'telephony.person-has-left', facts: { name: 'Test biller' } }
  await expect(manager.do(addExtension, { number: '103', staff: gone })).rejects.toMatchObject(left)
  await expect(manager.do(changeExtension, { extension, staff: gone })).rejects.toMatchObject(left)
  await expect(manager.do(addExtension, { number: '103', staff: newId<'staff'>() })).rejects.toMatchObject({
    code: 'platform.not-found',
  })
  await manager.do(changeExtension, { extension, number: '100' })
  expect((await manager.do(phoneSystems, {})).extensions).toMatchObject([
    { number: '100', staffName: 'Test secretary' },
    { number: '102' },
  ])
  await manager.do(removeExtension, { extension })
  await expect(manager.do(removeExtension, { extension })).rejects.toMatchObject({ code: 'platform.not-found' })
  await expect(manager.do(changeExtension, { extension, number: '9' })).rejects.toMatchObject({
    code: 'platform.not-found',
  })
})

it('is for the manager alone', async () => {
  await expect(world.as('secretary').do(phoneSystems, {})).rejects.toMatchObject({ code: 'platform.not-allowed' })
})
