import { afterAll, expect, it } from 'vitest'
import { type Browser, openBrowser, serve } from '../../../test/browser.ts'
import { newPerson, PASSWORD, signedInAs } from '../../../test/people.ts'
import { openWorld } from '../../../test/world.ts'
import { newId } from '../../core/id.ts'
import { createToken } from './create-token.ts'
import { createTokenAsOperator } from './index.ts'
import { listTokens } from './list-tokens.ts'

const world = await openWorld()
const server = await serve(world.app)
afterAll(() => server.close())

const withToken = (token: string) => ({ authorization: `Bearer ${token}` })
const outsider = () => openBrowser(server)
type Session = { id: string; current: boolean; agent: string; address: string }
const sessionsOf = async (browser: Browser) => (await browser.get('access/list-sessions')).body.sessions as Session[]

it('lists one’s own browsers and ends any of them at once', async () => {
  const person = await newPerson(world)
  const one = await signedInAs(server, person, { address: '192.0.2.31' })
  const two = await signedInAs(server, person, { address: '192.0.2.32' })
  const listed = await sessionsOf(one)
  expect(listed.map(session => [session.address, session.current]).sort()).toEqual([
    ['192.0.2.31', true],
    ['192.0.2.32', false],
  ])
  const other = listed.find(session => !session.current)!
  expect((await one.post('access/revoke-session', { session: other.id })).status).toBe(200)
  expect((await two.get('access/who-am-i')).status).toBe(401)
  expect(await sessionsOf(one)).toHaveLength(1)
})

it('shows somebody else’s sessions to who manages people, and calls them missing to anybody else', async () => {
  const person = await newPerson(world)
  const desk = await signedInAs(server, person)
  const [session] = await sessionsOf(desk)
  const colleague = await signedInAs(server, await newPerson(world))
  expect((await colleague.get('access/list-sessions', { person: person.id })).status).toBe(403)
  expect((await colleague.post('access/revoke-session', { session: session!.id })).status).toBe(404)
  const manager = await signedInAs(server, await newPerson(world, ['manager']))
  const neighbour = await world.neighbour()
  const stranger = await signedInAs(server, await newPerson(world, ['manager'], neighbour.practice))
  expect((await stranger.get('access/list-sessions', { person: person.id })).status).toBe(404)
  expect((await stranger.post('access/revoke-session', { session: session!.id })).status).toBe(404)
  expect((await manager.post('access/revoke-session', { session: newId() })).status).toBe(404)
  expect((await desk.get('access/who-am-i')).status).toBe(200)
  const seen = (await manager.get('access/list-sessions', { person: person.id })).body.sessions as Session[]
  expect(seen.map(one => one.id)).toEqual([session!.id])
  expect((await manager.post('access/revoke-session', { session: session!.id })).status).toBe(200)
  expect((await desk.get('access/who-am-i')).status).toBe(401)
})

it('ends every other browser when the password changes, and the old password with them', async () => {
  const person = await newPerson(world)
  const other = await signedInAs(server, person)
  const desk = await signedInAs(server, person)
  const change = (current: string, next: string) => desk.post('access/change-password', { current, next })
  expect((await change('not the password', 'another long password')).body.code).toBe('access.wrong-password')
  expect((await change(PASSWORD, PASSWORD)).body.code).toBe('access.same-password')
  expect((await change(PASSWORD, 'short')).body.code).toBe('platform.invalid-input')
  expect((await other.get('access/who-am-i')).status).toBe(200)
  expect((await change(PASSWORD, 'another long password')).status).toBe(200)
  expect((await other.get('access/who-am-i')).status).toBe(401)
  expect((await desk.get('access/who-am-i')).status).toBe(200)
  const old = await outsider().post('access/sign-in', { email: person.email, password: PASSWORD })
  expect(old.body.code).toBe('access.wrong-credentials')
  const fresh = await outsider().post('access/sign-in', { email: person.email, password: 'another long password' })
  expect(fresh.status).toBe(200)
})

it('begins no session on a password that changes at the same moment', async () => {
  const person = await newPerson(world)
  const desk = await signedInAs(server, person)
  await Promise.all([
    desk.post('access/change-password', { current: PASSWORD, next: 'another long password' }),
    ...Array.from({ length: 6 }, (_, n) =>
      openBrowser(server, { address: `192.0.2.${60 + n}` }).post('access/sign-in', {
        email: person.email,
        password: PASSWORD,
      }),
    ),
  ])
  expect(await sessionsOf(desk)).toMatchObject([{ current: true }])
})

it('lets who was given a password do nothing before choosing another', async () => {
  const manager = await signedInAs(server, await newPerson(world, ['manager']))
  const roles = ((await manager.get('practice/overview')).body.roles as { id: string; key: string }[]).filter(
    role => role.key === 'secretary',
  )
  const added = await manager.post('practice/add-person', {
    name: 'Sam Example',
    email: 'sam.first@example.org',
    roles: roles.map(role => role.id),
    password: 'first password of sam',
  })
  expect(added.status).toBe(200)
  const desk = outsider()
  const first = await desk.post('access/sign-in', { email: 'sam.first@example.org', password: 'first password of sam' })
  expect(first.body.mustChangePassword).toBe(true)
  const refused = await desk.get('practice/overview')
  expect([refused.status, refused.body.facts]).toEqual([403, { mustChangePassword: true }])
  expect((await desk.get('access/who-am-i')).body).toMatchObject({ mustChangePassword: true })
  await desk.post('access/change-password', { current: 'first password of sam', next: 'a password of my own' })
  expect((await desk.get('practice/overview')).status).toBe(200)
})

it('puts a person who left out at once: browsers, tokens and sign-in', async () => {
  const person = await newPerson(world, ['manager'])
  const desk = await signedInAs(server, person)
  const token = await desk.post('access/create-token', { label: 'Script', scope: ['practice.*'], days: 30 })
  const script = () => outsider().get('practice/overview', {}, withToken(String(token.body.token)))
  expect((await script()).status).toBe(200)
  const manager = await signedInAs(server, await newPerson(world, ['manager']))
  expect((await manager.post('practice/change-person', { person: person.id, left: true })).status).toBe(200)
  expect((await desk.get('access/who-am-i')).status).toBe(401)
  expect((await script()).status).toBe(401)
  expect((await outsider().post('access/sign-in', { email: person.email, password: PASSWORD })).body.code).toBe(
    'access.wrong-credentials',
  )
})

it('gives a person who cannot sign in a new start, never oneself', async () => {
  const person = await newPerson(world)
  const desk = await signedInAs(server, person)
  const boss = await newPerson(world, ['manager'])
  const manager = await signedInAs(server, boss)
  const reset = (id: string) => manager.post('access/reset-sign-in', { person: id, password: 'a password for today' })
  expect((await reset(boss.id)).body.code).toBe('access.not-yourself')
  expect((await reset(newId())).status).toBe(404)
  expect((await desk.post('access/reset-sign-in', { person: boss.id, password: 'a password for today' })).status).toBe(
    403,
  )
  expect((await reset(person.id)).status).toBe(200)
  expect((await desk.get('access/who-am-i')).status).toBe(401)
  const again = await outsider().post('access/sign-in', { email: person.email, password: 'a password for today' })
  expect(again.body.mustChangePassword).toBe(true)
})

it('gives a token at most the rights of its maker, at the making and at every use', async () => {
  const boss = await newPerson(world, ['manager'])
  const manager = await signedInAs(server, boss)
  const make = (scope: string[]) => manager.post('access/create-token', { label: 'Script', scope, days: 30 })
  for (const scope of [['privacy.audit-lines'], ['privacy.no-such-thing'], ['nothing.*']]) {
    const refused = await make(scope)
    expect([scope, refused.status, refused.body.code, refused.body.facts]).toEqual([
      scope,
      403,
      'access.scope-not-held',
      { scope },
    ])
  }
  expect((await make(['*'])).status).toBe(400)
  expect((await make([])).status).toBe(400)
  const made = await make(['practice.overview', 'practice.change-room'])
  const token = String(made.body.token)
  expect(token).toMatch(/^anteroom_[\w-]{43}$/)
  const script = outsider()
  const me = await script.get('access/who-am-i', {}, withToken(token))
  expect(me.body).toMatchObject({
    staff: boss.id,
    kind: 'token',
    permissions: ['practice.change-room', 'practice.overview'],
  })
  expect((await script.get('practice/overview', {}, withToken(token))).status).toBe(200)
  expect((await script.post('practice/change-practice', { name: 'Beyond' }, withToken(token))).status).toBe(403)
  // Rights the maker loses are lost to the token.
  await world.asOwner('delete from practice.staff_role where staff_id = $1', [boss.id])
  expect((await script.get('practice/overview', {}, withToken(token))).status).toBe(403)
})

it('lets no token make tokens, change passwords or second factors, or end other sessions', async () => {
  const boss = await newPerson(world, ['manager'])
  const manager = await signedInAs(server, boss)
  const made = await manager.post('access/create-token', { label: 'Wide', scope: ['access.*', 'practice.*'], days: 1 })
  const script = (route: string, body: Record<string, unknown>) =>
    outsider().post(route, body, withToken(String(made.body.token)))
  const deeds: [string, Record<string, unknown>][] = [
    ['access/create-token', { label: 'More', scope: ['practice.*'], days: 365, staff: boss.id }],
    ['access/change-password', { current: PASSWORD, next: 'another long password' }],
    ['access/start-second-factor', { password: PASSWORD }],
    ['access/confirm-second-factor', { code: '123456' }],
    ['access/remove-second-factor', { password: PASSWORD, code: '123456' }],
    ['access/lock', {}],
    ['access/unlock', { password: PASSWORD }],
    ['access/revoke-session', { session: (await sessionsOf(manager))[0]!.id }],
  ]
  for (const [route, body] of deeds) {
    const answer = await script(route, body)
    expect([route, answer.status, answer.body.code]).toEqual([route, 403, 'access.browser-only'])
  }
  // A browser's token in the header, or a script's in the cookie, is nobody's.
  const swapped = outsider()
  swapped.cookies.set('anteroom_session', String(made.body.token))
  expect((await swapped.get('access/who-am-i')).status).toBe(401)
  const cookie = manager.cookies.get('anteroom_session')!
  expect((await outsider().get('access/who-am-i', {}, withToken(cookie))).status).toBe(401)
})

it('makes a token for oneself alone, whatever the request says (CVE-2025-61928)', async () => {
  const boss = await newPerson(world, ['manager'])
  const other = await newPerson(world, ['privacy-officer'])
  const manager = await signedInAs(server, boss)
  const body = {
    label: 'Sly',
    scope: ['practice.*'],
    days: 1,
    staff: other.id,
    person: other.id,
    staff_id: other.id,
    user: other.email,
  }
  const made = await manager.post('access/create-token', body)
  const me = await outsider().get('access/who-am-i', {}, withToken(String(made.body.token)))
  expect(me.body.staff).toBe(boss.id)
  const anonymous = await outsider().post('access/create-token', body)
  expect(anonymous.status).toBe(401)
  const secretary = await signedInAs(server, await newPerson(world))
  expect((await secretary.post('access/create-token', body)).status).toBe(403)
})

it('lets a token expire, be listed and be ended', async () => {
  const manager = world.as('manager')
  const short = await manager.do(createToken, { label: 'A day', scope: ['practice.overview'], days: 1 })
  const long = await manager.do(createToken, { label: 'A month', scope: ['practice.overview'], days: 30 })
  const ask = (token: string) => outsider().get('practice/overview', {}, withToken(token))
  expect(short.expiresAt).toBe(world.clock.now().add({ hours: 24 }).toString())
  expect((await ask(short.token)).status).toBe(200)
  const labels = async () => (await manager.do(listTokens, {})).tokens.map(token => token.label)
  expect(await labels()).toEqual(expect.arrayContaining(['A day', 'A month']))
  world.clock.advance({ hours: 24 })
  expect((await ask(short.token)).status).toBe(401)
  expect(await labels()).not.toContain('A day')
  expect((await ask(long.token)).status).toBe(200)
  const boss = await signedInAs(server, await newPerson(world, ['manager']))
  await boss.post('access/revoke-session', { session: long.id })
  expect((await ask(long.token)).status).toBe(401)
})

it('keeps nothing of a token under an idempotency key', async () => {
  const boss = await signedInAs(server, await newPerson(world, ['manager']))
  const made = await boss.post(
    'access/create-token',
    { label: 'Keyed', scope: ['practice.*'], days: 1 },
    { 'idempotency-key': 'token-1' },
  )
  expect(made.status).toBe(200)
  expect(await world.asOwner(`select 1 from platform.idempotency where key = 'token-1'`)).toEqual([])
})

it('lets the operator make a token for a person, with at most that person’s rights', async () => {
  const person = await newPerson(world)
  const made = await createTokenAsOperator(world.app, {
    email: person.email.toUpperCase(),
    days: 7,
    practice: world.practice,
  })
  const script = outsider()
  expect((await script.get('practice/overview', {}, withToken(made.token))).status).toBe(200)
  expect((await script.post('practice/change-practice', { name: 'Beyond' }, withToken(made.token))).status).toBe(403)
  await expect(
    createTokenAsOperator(world.app, { email: 'nobody@example.org', days: 7, practice: world.practice }),
  ).rejects.toMatchObject({ code: 'platform.not-found' })
  await expect(createTokenAsOperator(world.app, { email: person.email, days: 7 })).rejects.toMatchObject({
    code: 'practice.name-one',
  })
  expect(
    await world.asOwner(
      `select actor_kind from platform.audit_line where deed = 'access.create-token' and subject->>'staff' = $1`,
      [person.id],
    ),
  ).toEqual([{ actor_kind: 'operator' }])
})
