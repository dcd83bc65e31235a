import { expect, it } from 'vitest'
import { openWorld, type Person } from '../../../test/world.ts'
import type { RoleKey } from '../../core/contract.ts'
import { type Id, newId } from '../../core/id.ts'
import { addLocation } from './add-location.ts'
import { addPerson } from './add-person.ts'
import { addProvider } from './add-provider.ts'
import { addRoom } from './add-room.ts'
import { changeLocation } from './change-location.ts'
import { changePerson } from './change-person.ts'
import { changePractice } from './change-practice.ts'
import { changeProvider } from './change-provider.ts'
import { changeRole } from './change-role.ts'
import { changeRoom } from './change-room.ts'
import { addPersonAsOperator, nextNumber, requireProvider, requireRoom } from './index.ts'
import { listPeopleToMessage } from './list-people-to-message.ts'
import { overview } from './overview.ts'
import { listPermissions } from './permissions.ts'

const world = await openWorld()
const manager = world.as('manager')
const zone = 'America/Chicago'
const missing = { code: 'platform.not-found' }
const roleOf = async (key: RoleKey, who: Person = manager) =>
  (await who.do(overview, {})).roles.find(role => role.key === key)! as { id: Id<'role'>; permissions: string[] }
const count = async (table: string) =>
  (await world.asOwner<{ n: number }>(`select count(*)::int as n from practice.${table}`))[0]!.n

it('adds and changes a location, and closes and opens it', async () => {
  const { id } = await manager.do(addLocation, { name: 'North', zone, street: '1 North Street', phone: '+12125550100' })
  await manager.do(changeLocation, { location: id, name: 'North End', street: '', closed: true })
  const seen = async () => (await manager.do(overview, {})).locations.find(location => location.id === id)
  expect(await seen()).toEqual({
    id,
    name: 'North End',
    zone,
    phone: '+12125550100',
    street: null,
    city: null,
    state: null,
    postalCode: null,
    closedAt: '2026-11-24T15:07:00Z',
  })
  await manager.do(changeLocation, { location: id, closed: false, zone: 'America/Denver' })
  expect(await seen()).toMatchObject({ name: 'North End', closedAt: null, zone: 'America/Denver' })
})

it('refuses a zone or telephone number that is none, by its field', async () => {
  const before = await count('location')
  for (const wrong of ['Mars/Olympus', 'EST5EDT4', '+05:00', '']) {
    await expect(manager.do(addLocation, { name: 'X', zone: wrong })).rejects.toMatchObject({
      facts: { fields: [{ path: 'zone' }] },
    })
  }
  await expect(manager.do(addLocation, { name: 'X', zone, phone: '212-555-0100' })).rejects.toMatchObject({
    facts: { fields: [{ path: 'phone' }] },
  })
  expect(await count('location')).toBe(before)
})

it('adds and changes rooms of this practice’s locations', async () => {
  const { id: location } = await manager.do(addLocation, { name: 'South', zone })
  const { id } = await manager.do(addRoom, { location, name: 'Room 1' })
  await manager.do(changeRoom, { room: id, kind: 'procedure', closed: true })
  const { rooms } = await manager.do(overview, {})
  expect(rooms.find(room => room.id === id)).toEqual({
    id,
    location,
    name: 'Room 1',
    kind: 'procedure',
    closedAt: '2026-11-24T15:07:00Z',
  })
  await expect(manager.do(addRoom, { location: newId<'location'>(), name: 'Nowhere' })).rejects.toMatchObject(missing)
})

it('adds providers with a checked NPI that nobody else here has', async () => {
  const { id } = await manager.do(addProvider, {
    family: 'Example',
    given: 'Robin',
    npi: '1234567893',
    credential: 'MD',
  })
  const before = await count('provider')
  await expect(manager.do(addProvider, { family: 'Twin', given: 'Robin', npi: '1234567893' })).rejects.toMatchObject({
    code: 'practice.npi-taken',
  })
  await expect(manager.do(addProvider, { family: 'Slip', given: 'Pen', npi: '1234567890' })).rejects.toMatchObject({
    facts: { fields: [{ path: 'npi' }] },
  })
  expect(await count('provider')).toBe(before)
  const { id: other } = await manager.do(addProvider, { family: 'Other', given: 'Kim' })
  await expect(manager.do(changeProvider, { provider: other, npi: '1234567893' })).rejects.toMatchObject({
    code: 'practice.npi-taken',
  })
  await manager.do(changeProvider, { provider: id, npi: null, left: true, color: 'teal' })
  await manager.do(changeProvider, { provider: other, npi: '1234567893' })
  const { providers } = await manager.do(overview, {})
  expect(providers.find(provider => provider.id === id)).toMatchObject({
    npi: null,
    credential: 'MD',
    color: 'teal',
    leftAt: '2026-11-24T15:07:00Z',
  })
  // Another practice may know the same provider.
  const neighbour = await world.neighbour()
  await neighbour.as('manager').do(addProvider, { family: 'Other', given: 'Kim', npi: '1234567893' })
})

it('adds a person once for each e-mail address, whatever its capitals', async () => {
  const { id: role } = await roleOf('secretary')
  const person = { name: 'Sam Example', email: 'Sam@Example.org', roles: [role], password: 'first password of sam' }
  const before = await count('staff')
  const answers = await Promise.allSettled([
    manager.do(addPerson, person),
    manager.do(addPerson, { ...person, email: 'sam@example.org' }),
  ])
  expect(answers.map(answer => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(answers.find(answer => answer.status === 'rejected')).toMatchObject({
    reason: { code: 'practice.email-taken' },
  })
  expect(await count('staff')).toBe(before + 1)
  const { id } = await manager.do(addPerson, { ...person, email: 'kim@example.org' })
  await expect(manager.do(changePerson, { person: id, email: 'sam@example.org' })).rejects.toMatchObject({
    code: 'practice.email-taken',
  })
  await expect(
    manager.do(addPerson, { ...person, email: 'x@example.org', roles: [newId<'role'>()] }),
  ).rejects.toMatchObject(missing)
  await expect(manager.do(addPerson, { ...person, email: 'y@example.org', password: 'short' })).rejects.toMatchObject({
    facts: { fields: [{ path: 'password' }] },
  })
  expect(await count('staff')).toBe(before + 2)
})

it('calls everything of another practice missing, and changes nothing there', async () => {
  const neighbour = await world.neighbour()
  const theirs = neighbour.as('manager')
  const { id: location } = await theirs.do(addLocation, { name: 'Theirs', zone })
  const { id: room } = await theirs.do(addRoom, { location, name: 'Theirs' })
  const { id: provider } = await theirs.do(addProvider, { family: 'Theirs', given: 'T' })
  const role = await roleOf('secretary', theirs)
  const person = neighbour.as('secretary').caller.staff!
  const before = await theirs.do(overview, {})
  const own = world.as('secretary').caller.staff!
  const tries = [
    manager.do(changeLocation, { location, name: 'Taken' }),
    manager.do(addRoom, { location, name: 'Taken' }),
    manager.do(changeRoom, { room, name: 'Taken' }),
    manager.do(changeProvider, { provider, family: 'Taken' }),
    manager.do(addProvider, { family: 'Taken', given: 'T', location }),
    manager.do(addProvider, { family: 'Taken', given: 'T', staff: person }),
    manager.do(changePerson, { person, left: true }),
    manager.do(changePerson, { person: own, roles: [role.id] }),
    manager.do(changeRole, { role: role.id, permissions: [] }),
    world.inside(ctx => requireProvider(ctx, provider)),
    world.inside(ctx => requireRoom(ctx, room)),
  ]
  for (const answer of await Promise.allSettled(tries))
    expect(answer).toMatchObject({ status: 'rejected', reason: missing })
  expect(await theirs.do(overview, {})).toEqual(before)
})

it('shows the practice to everybody, e-mail addresses to who manages people', async () => {
  const roles: RoleKey[] = ['secretary', 'biller', 'provider', 'privacy-officer']
  for (const role of roles) {
    const seen = await world.as(role).do(overview, {})
    expect(seen.staff.every(person => person.email === null)).toBe(true)
    const { people } = await world.as(role).do(listPeopleToMessage, {})
    expect(people.map(person => person.name)).toContain('Test biller')
  }
  expect((await manager.do(overview, {})).staff.every(person => person.email)).toBe(true)
})

it('lets nobody but the manager change the practice', async () => {
  const location = newId<'location'>()
  for (const role of ['secretary', 'biller', 'provider', 'privacy-officer'] as const) {
    const person = world.as(role)
    const tries = await Promise.allSettled([
      person.do(changePractice, { name: 'Mine' }),
      person.do(addLocation, { name: 'Mine', zone }),
      person.do(changeLocation, { location, name: 'Mine' }),
      person.do(changePerson, { person: person.caller.staff!, left: false }),
      person.do(listPermissions, {}),
    ])
    for (const tried of tries) {
      expect(tried).toMatchObject({ status: 'rejected', reason: { code: 'platform.not-allowed' } })
    }
  }
})

it('changes what a role may do, from known permissions, and writes down what was given and taken', async () => {
  const role = await roleOf('biller')
  const permissions = [...role.permissions.filter(name => name !== 'practice.overview'), 'practice.list-permissions']
  await manager.do(changeRole, { role: role.id, name: 'Billing', permissions })
  expect((await roleOf('biller')).permissions).toEqual([...permissions].sort())
  const [line] = await world.asOwner<{ subject: unknown }>(
    `select subject from platform.audit_line where deed = 'practice.change-role' order by id desc limit 1`,
  )
  expect(line!.subject).toEqual({
    role: role.id,
    given: ['practice.list-permissions'],
    taken: ['practice.overview'],
  })
  await expect(manager.do(changeRole, { role: role.id, permissions: ['practice.over-view'] })).rejects.toMatchObject({
    code: 'practice.unknown-permission',
    facts: { permissions: ['practice.over-view'] },
  })
  const { permissions: all } = await manager.do(listPermissions, {})
  expect(all.map(permission => permission.name)).toEqual(expect.arrayContaining(permissions))
  expect(all.map(permission => permission.name)).not.toContain('access.sign-in')
})

it('never lets a manager take their own access away, nor the last one leave', async () => {
  const here = await world.neighbour()
  const boss = here.as('manager')
  const self = boss.caller.staff!
  const role = await roleOf('manager', boss)
  const secretary = await roleOf('secretary', boss)
  const before = await boss.do(overview, {})
  const without = role.permissions.filter(name => name !== 'practice.change-person')
  const nobody = { code: 'practice.nobody-left-to-manage' }
  await expect(boss.do(changePerson, { person: self, left: true })).rejects.toMatchObject(nobody)
  await expect(boss.do(changePerson, { person: self, roles: [secretary.id] })).rejects.toMatchObject(nobody)
  await expect(boss.do(changeRole, { role: role.id, permissions: without })).rejects.toMatchObject(nobody)
  await boss.do(changePerson, { person: here.as('biller').caller.staff!, roles: [role.id] })
  const own = { code: 'practice.own-access' }
  await expect(boss.do(changePerson, { person: self, left: true })).rejects.toMatchObject(own)
  await expect(boss.do(changePerson, { person: self, roles: [] })).rejects.toMatchObject(own)
  const after = await boss.do(overview, {})
  expect(after.roles).toEqual(before.roles)
  expect(after.staff.find(person => person.id === self)).toEqual(before.staff.find(person => person.id === self))
})

it('keeps one manager when two take each other’s access at the same moment', async () => {
  const here = await world.neighbour()
  const role = await roleOf('manager', here.as('manager'))
  const one = here.as('manager')
  const biller = here.as('biller').caller.staff!
  await one.do(changePerson, { person: biller, roles: [role.id] })
  // The second manager: the biller, who now holds the manager's role.
  const two = here.as('manager')
  two.caller.staff = biller
  const answers = await Promise.allSettled([
    one.do(changePerson, { person: biller, roles: [] }),
    two.do(changePerson, { person: one.caller.staff!, left: true }),
  ])
  expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(1)
  const holders = await here.asOwner(
    `select 1 from practice.staff_role sr join practice.staff s on s.id = sr.staff_id and s.left_at is null where sr.role_id = $1`,
    [role.id],
  )
  expect(holders).toHaveLength(1)
})

it('gives numbers from one on, each once, to many at a time and to each practice its own', async () => {
  const numbers = await Promise.all(Array.from({ length: 10 }, () => world.inside(ctx => nextNumber(ctx, 'chart'))))
  expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(await world.inside(ctx => nextNumber(ctx, 'claim'))).toBe(1)
  const neighbour = await world.neighbour()
  expect(await neighbour.inside(ctx => nextNumber(ctx, 'chart'))).toBe(1)
})

it('adds people from the operator’s tool, in the practice that is named', async () => {
  const ask = { name: 'Op Example', email: 'op@example.org', roles: ['manager'], password: 'first password of op' }
  await expect(addPersonAsOperator(world.app, ask)).rejects.toMatchObject({ code: 'practice.name-one' })
  const { id } = await addPersonAsOperator(world.app, { ...ask, practice: world.practice })
  const { staff } = await manager.do(overview, {})
  expect(staff.find(person => person.id === id)).toMatchObject({ name: 'Op Example', email: 'op@example.org' })
  const named = { ...ask, practice: world.practice }
  await expect(addPersonAsOperator(world.app, named)).rejects.toMatchObject({ code: 'practice.email-taken' })
  await expect(
    addPersonAsOperator(world.app, { ...named, email: 'op2@example.org', roles: ['captain'] }),
  ).rejects.toMatchObject({ code: 'platform.not-found', facts: { what: 'role', roles: ['captain'] } })
  await expect(addPersonAsOperator(world.app, { ...named, practice: newId<'practice'>() })).rejects.toMatchObject(
    missing,
  )
})
