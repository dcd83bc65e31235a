import { afterAll, expect, it } from 'vitest'
import { openBrowser, serve } from '../../../test/browser.ts'
import { newPerson, PASSWORD } from '../../../test/people.ts'
import { openWorld } from '../../../test/world.ts'
import { addPersonAsOperator } from '../practice/index.ts'

const world = await openWorld()
const server = await serve(world.app)
afterAll(() => server.close())

const password = PASSWORD
const person = (roles?: string[]) => newPerson(world, roles)
const lines = (staff: string) =>
  world.asOwner<{ deed: string; outcome: string; refusal: string | null; actor_kind: string }>(
    `select deed, outcome, refusal, actor_kind from platform.audit_line
      where deed like 'access.%' and (actor_id = $1 or subject->>'staff' = $1::text) order by id`,
    [staff],
  )

it('signs in with a cookie that scripts cannot read, says who one is, and signs out for good', async () => {
  const { id, email } = await person()
  const browser = openBrowser(server)
  expect((await browser.get('access/who-am-i')).status).toBe(401)
  const answer = await browser.post('access/sign-in', { email: email.toUpperCase(), password })
  expect([answer.status, answer.body]).toEqual([
    200,
    { staff: id, name: 'Pat Example', practice: world.practice, mustChangePassword: false },
  ])
  const set = String(answer.headers['set-cookie'])
  expect(set).toMatch(/anteroom_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax/)
  expect(set).not.toContain('Secure')
  const me = await browser.get('access/who-am-i')
  expect(me.body).toMatchObject({
    staff: id,
    email,
    roles: [{ key: 'secretary', name: 'Secretary' }],
    practice: { id: world.practice, zone: 'America/New_York', idleLockMinutes: 10 },
    secondFactor: false,
    locked: false,
  })
  const token = browser.cookies.get('anteroom_session')!
  expect((await browser.post('access/sign-out')).status).toBe(200)
  expect(browser.cookies.has('anteroom_session')).toBe(false)
  browser.cookies.set('anteroom_session', token)
  expect((await browser.get('access/who-am-i')).status).toBe(401)
  expect(await lines(id)).toMatchObject([
    { deed: 'access.sign-in', outcome: 'done', actor_kind: 'staff' },
    { deed: 'access.sign-out', outcome: 'done', actor_kind: 'staff' },
  ])
})

it('keeps no token or password in the database', async () => {
  const { email } = await person()
  const browser = openBrowser(server)
  await browser.post('access/sign-in', { email, password })
  const token = browser.cookies.get('anteroom_session')!
  const tables = await world.asOwner<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('access', 'platform', 'practice')`,
  )
  for (const { name } of tables) {
    const found = await world.asOwner(
      `select 1 from ${name} t where t::text like '%' || $1 || '%' or t::text like '%' || $2 || '%'`,
      [token, password],
    )
    expect([name, found]).toEqual([name, []])
  }
})

it('answers an unknown account like a wrong password, and writes nothing a stranger could sign in with', async () => {
  const { id, email } = await person()
  const before = await world.asOwner('select count(*) from access.session')
  const wrong = await openBrowser(server).post('access/sign-in', { email, password: 'not the password' })
  const unknown = await openBrowser(server).post('access/sign-in', { email: 'nobody@example.org', password })
  expect(wrong.status).toBe(403)
  expect(unknown.body).toEqual(wrong.body)
  expect(wrong.body).toMatchObject({ code: 'access.wrong-credentials', facts: {} })
  expect(wrong.headers['set-cookie']).toBeUndefined()
  expect(await world.asOwner('select count(*) from access.session')).toEqual(before)
  expect(await lines(id)).toEqual([
    { deed: 'access.sign-in', outcome: 'refused', refusal: 'access.wrong-credentials', actor_kind: 'nobody' },
  ])
})

it('takes about as long for an unknown account as for a known one', async () => {
  const { email } = await person()
  const time = async (who: string, address: string) => {
    const start = performance.now()
    await openBrowser(server, { address }).post('access/sign-in', { email: who, password: 'not the password' })
    return performance.now() - start
  }
  const known: number[] = []
  const unknown: number[] = []
  for (let n = 0; n < 5; n++) {
    known.push(await time(email, `192.0.2.${10 + n}`))
    unknown.push(await time('nobody.at.all@example.org', `192.0.2.${20 + n}`))
  }
  // Without the decoy the unknown answer would come in a tenth of the time. The shortest of each: a busy machine only adds.
  expect(Math.min(...unknown) / Math.min(...known)).toBeGreaterThan(0.5)
})

it('asks which practice only whose password fits in more than one', async () => {
  const { email } = await person()
  const other = await world.neighbour()
  const twin = await addPersonAsOperator(world.app, {
    name: 'Pat Example',
    email,
    roles: ['biller'],
    password,
    practice: other.practice,
  })
  const wrong = await openBrowser(server).post('access/sign-in', { email, password: 'not the password' })
  expect(wrong.body.code).toBe('access.wrong-credentials')
  const asked = await openBrowser(server).post('access/sign-in', { email, password })
  expect(asked.body).toMatchObject({
    code: 'access.which-practice',
    status: 409,
    facts: {
      practices: [
        { id: world.practice, name: 'Testing Street Family Medicine' },
        { id: other.practice, name: 'Neighbour Lane Clinic' },
      ],
    },
  })
  const named = await openBrowser(server).post('access/sign-in', { email, password, practice: other.practice })
  expect(named.body).toMatchObject({ staff: twin.id, practice: other.practice, mustChangePassword: true })
  await world.asOwner(`update practice.staff set left_at = now() where id = $1`, [twin.id])
  const only = await openBrowser(server).post('access/sign-in', { email, password })
  expect(only.body).toMatchObject({ practice: world.practice })
})

it('gives a new session at every sign-in and ends the one this browser had', async () => {
  const { email } = await person()
  const browser = openBrowser(server)
  await browser.post('access/sign-in', { email, password })
  const first = browser.cookies.get('anteroom_session')!
  await browser.post('access/sign-in', { email, password })
  const second = browser.cookies.get('anteroom_session')!
  expect(second).not.toBe(first)
  browser.cookies.set('anteroom_session', first)
  expect((await browser.get('access/who-am-i')).status).toBe(401)
})

it('does not take a session that somebody planted in the browser', async () => {
  const { email } = await person()
  const browser = openBrowser(server)
  browser.cookies.set('anteroom_session', 'A'.repeat(43))
  browser.cookies.set('anteroom_known', 'B'.repeat(43))
  await browser.post('access/sign-in', { email, password })
  expect(browser.cookies.get('anteroom_session')).not.toBe('A'.repeat(43))
  expect(browser.cookies.get('anteroom_known')).not.toBe('B'.repeat(43))
})

it('lets no field of the request say who one is or what one may do', async () => {
  const { id, email } = await person()
  const manager = await person(['manager'])
  const browser = openBrowser(server)
  const answer = await browser.post('access/sign-in', {
    email,
    password,
    staff: manager.id,
    role: 'manager',
    roles: ['manager'],
    permissions: ['practice.change-person'],
    kind: 'operator',
  })
  expect(answer.body.staff).toBe(id)
  const sly = { 'anteroom-staff': manager.id, 'x-user': manager.id, 'anteroom-practice': manager.id }
  const refused = await browser.post('practice/change-practice', { name: 'Taken over', practice_id: manager.id }, sly)
  expect([refused.status, refused.body.code]).toEqual([403, 'platform.not-allowed'])
  expect(await lines(id)).toMatchObject([{ deed: 'access.sign-in' }])
  expect(
    await world.asOwner(
      `select outcome from platform.audit_line where deed = 'practice.change-practice' and actor_id = $1`,
      [id],
    ),
  ).toEqual([{ outcome: 'refused' }])
})

it('refuses a page of another site that rides on the cookie', async () => {
  const { email } = await person(['manager'])
  const browser = openBrowser(server)
  await browser.post('access/sign-in', { email, password })
  const foreign: Record<string, string>[] = [
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: 'http://desk.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'http://desk.example:8080' },
  ]
  for (const headers of foreign) {
    const answer = await browser.post('practice/change-practice', { name: 'Ridden' }, headers)
    expect([headers, answer.status, answer.body.code]).toEqual([headers, 403, 'platform.foreign-origin'])
  }
  expect(await world.asOwner(`select name from practice.practice where name = 'Ridden'`)).toEqual([])
})

it('signs a browser out after twelve hours, however busy it was', async () => {
  const { email } = await person()
  const browser = openBrowser(server)
  await browser.post('access/sign-in', { email, password })
  for (let n = 0; n < 12 * 12 - 1; n++) {
    world.clock.advance({ minutes: 5 })
    if ((await browser.get('practice/overview')).status !== 200) throw new Error(`lost after ${n * 5} minutes`)
  }
  world.clock.advance({ minutes: 5 })
  expect((await browser.get('practice/overview')).status).toBe(401)
})

it('marks the cookie Secure where browsers come through https', async () => {
  const secure = await serve(world.app, { secureCookies: true })
  const { email } = await person()
  const answer = await openBrowser(secure).post('access/sign-in', { email, password })
  await secure.close()
  for (const cookie of [answer.headers['set-cookie']].flat()) expect(cookie).toContain('; Secure')
})
