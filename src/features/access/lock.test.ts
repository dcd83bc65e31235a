import { afterAll, expect, it } from 'vitest'
import { serve } from '../../../test/browser.ts'
import { newPerson, PASSWORD, signedInAs } from '../../../test/people.ts'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()
const server = await serve(world.app)
afterAll(() => server.close())

const locked = { status: 401, body: { code: 'platform.not-signed-in', facts: { locked: true } } }

it('locks a screen so that nothing but unlocking, signing out and being asked who one is goes through', async () => {
  const desk = await signedInAs(server, await newPerson(world, ['manager']))
  expect((await desk.post('access/lock')).status).toBe(200)
  expect(await desk.get('practice/overview')).toMatchObject(locked)
  expect(await desk.post('practice/change-practice', { name: 'Behind the lock' })).toMatchObject(locked)
  expect(await desk.post('access/change-password', { current: PASSWORD, next: 'another long password' })).toMatchObject(
    locked,
  )
  expect(await desk.post('access/start-second-factor', { password: PASSWORD })).toMatchObject(locked)
  expect(await desk.get('access/list-sessions')).toMatchObject(locked)
  expect((await desk.get('live')).status).toBe(401)
  expect((await desk.get('access/who-am-i')).body).toMatchObject({ locked: true })
  expect((await desk.post('access/unlock', { password: 'not the password' })).body.code).toBe(
    'access.wrong-credentials',
  )
  expect((await desk.post('access/unlock', {})).body.code).toBe('access.wrong-credentials')
  expect((await desk.post('access/unlock', { code: '123456' })).body.code).toBe('access.wrong-credentials')
  expect(await desk.get('practice/overview')).toMatchObject(locked)
  expect((await desk.post('access/unlock', { password: PASSWORD })).status).toBe(200)
  expect((await desk.get('practice/overview')).status).toBe(200)
})

it('makes who guesses at a locked screen wait, and nobody else', async () => {
  const person = await newPerson(world)
  const desk = await signedInAs(server, person)
  await desk.post('access/lock')
  for (let n = 0; n < 5; n++) expect((await desk.post('access/unlock', { password: 'a guess' })).status).toBe(403)
  expect((await desk.post('access/unlock', { password: PASSWORD })).status).toBe(429)
  expect((await (await signedInAs(server, person)).get('practice/overview')).status).toBe(200)
  world.clock.advance({ seconds: 30 })
  expect((await desk.post('access/unlock', { password: PASSWORD })).status).toBe(200)
})

it('locks a deserted screen after the practice’s idle minutes, by the server’s own clock', async () => {
  const desk = await signedInAs(server, await newPerson(world))
  world.clock.advance({ minutes: 9, seconds: 59 })
  expect((await desk.get('practice/overview')).status).toBe(200)
  world.clock.advance({ minutes: 9, seconds: 59 })
  expect((await desk.get('practice/overview')).status).toBe(200)
  world.clock.advance({ minutes: 10 })
  expect(await desk.get('practice/overview')).toMatchObject(locked)
  expect((await desk.get('access/who-am-i')).body).toMatchObject({ locked: true })
  expect((await desk.post('access/unlock', { password: PASSWORD })).status).toBe(200)
  expect((await desk.get('practice/overview')).status).toBe(200)
})

it('is not kept open by refreshes that no person caused', async () => {
  const desk = await signedInAs(server, await newPerson(world))
  for (let minute = 0; minute < 9; minute++) {
    world.clock.advance({ minutes: 1 })
    expect((await desk.get('practice/overview', {}, { 'anteroom-background': '1' })).status).toBe(200)
    expect((await desk.get('access/who-am-i', {}, { 'anteroom-background': '1' })).body).toMatchObject({
      locked: false,
    })
  }
  world.clock.advance({ minutes: 1 })
  expect(await desk.get('practice/overview', {}, { 'anteroom-background': '1' })).toMatchObject(locked)
  // A locked screen cannot be opened by using it.
  expect(await desk.get('practice/overview')).toMatchObject(locked)
})

it('follows the idle time the practice chooses', async () => {
  const manager = await signedInAs(server, await newPerson(world, ['manager']))
  await manager.post('practice/change-practice', { idleLockMinutes: 3 })
  const desk = await signedInAs(server, await newPerson(world))
  expect((await desk.get('access/who-am-i')).body).toMatchObject({ practice: { idleLockMinutes: 3 } })
  world.clock.advance({ minutes: 3 })
  expect(await desk.get('practice/overview')).toMatchObject(locked)
  expect(await manager.post('practice/change-practice', { idleLockMinutes: 10 })).toMatchObject(locked)
})

it('writes the moment of use at most every half minute', async () => {
  const person = await newPerson(world)
  const desk = await signedInAs(server, person)
  const seen = () =>
    world.asOwner<{ seen_at: string }>('select seen_at from access.session where staff_id = $1', [person.id])
  const [first] = await seen()
  world.clock.advance({ seconds: 29 })
  await desk.get('practice/overview')
  expect(await seen()).toEqual([first])
  world.clock.advance({ seconds: 1 })
  await desk.get('practice/overview')
  expect((await seen())[0]!.seen_at > first!.seen_at).toBe(true)
})
