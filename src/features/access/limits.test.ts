import { afterAll, expect, it } from 'vitest'
import { openBrowser, serve } from '../../../test/browser.ts'
import { newPerson, PASSWORD, signedInAs } from '../../../test/people.ts'
import { openWorld } from '../../../test/world.ts'
import { tooManyRequests } from '../../core/refusal.ts'
import { forgetOldAttempts, tryOnce } from './attempt.ts'
import { wrongCredentials } from './contract.ts'

const world = await openWorld()
const server = await serve(world.app)
const twin = await serve(world.app)
afterAll(async () => {
  await server.close()
  await twin.close()
})

/** One failed try, without the cost of comparing a password. */
const fail = (account: string, origin: string, stranger = true) =>
  tryOnce(world.app, { account, origin, stranger }, [wrongCredentials], async () => {
    throw wrongCredentials()
  }).catch((error: { code: string; facts: { retryAfterSeconds?: number } }) => error.facts.retryAfterSeconds ?? 0)

it('makes a guesser wait longer with every failure after the fifth, and forgives what was long ago', async () => {
  for (let n = 0; n < 5; n++) expect(await fail('slow@example.org', 'a')).toBe(0)
  expect(await fail('slow@example.org', 'a')).toBe(30)
  world.clock.advance({ seconds: 30 })
  expect(await fail('slow@example.org', 'a')).toBe(0)
  expect(await fail('slow@example.org', 'a')).toBe(60)
  world.clock.advance({ seconds: 60 })
  expect(await fail('slow@example.org', 'a')).toBe(0)
  expect(await fail('slow@example.org', 'a')).toBe(120)
  world.clock.advance({ minutes: 61 })
  expect(await fail('slow@example.org', 'a')).toBe(0)
})

it('counts tries that come all at one moment', async () => {
  const waits = await Promise.all(Array.from({ length: 24 }, () => fail('burst@example.org', 'b')))
  expect(waits.filter(wait => wait === 0)).toHaveLength(5)
})

it('lets tries at one account, or from one network, wait for those that have not been counted yet', async () => {
  const cases = [
    { tries: 20, account: () => 'held-account', origin: (n: number) => `held-origin-${n}` },
    { tries: 50, account: (n: number) => `held-account-${n}`, origin: () => 'held-origin' },
  ]
  for (const { tries, account, origin } of cases) {
    const first = await world.app.db.owner.connect()
    await first.query('begin')
    for (let n = 0; n < tries; n++) {
      await first.query(
        `select access.begin_attempt(gen_random_uuid(), sha256(convert_to('account:' || $1, 'UTF8')),
                                     sha256(convert_to('origin:' || $2, 'UTF8')), true, $3)`,
        [account(n), origin(n), world.clock.now().toString()],
      )
    }
    let answered = false
    const next = fail(account(tries), origin(tries)).finally(() => {
      answered = true
    })
    const waiting = async () =>
      (
        await world.asOwner(`select 1 from pg_locks where locktype = 'advisory' and not granted and database =
        (select oid from pg_database where datname = current_database())`)
      ).length > 0
    while (!answered && !(await waiting()));
    await first.query('commit')
    first.release()
    expect(await next).toBe(900)
  }
})

it('stops a network that tries many accounts, and counts a whole IPv6 subscriber as one', async () => {
  const { email } = await newPerson(world)
  for (let n = 0; n < 50; n++) expect(await fail(`spray${n}@example.org`, '2001:db8:7:7::/64')).toBe(0)
  const refused = await openBrowser(server, { address: '2001:db8:7:7:aaaa::1' }).post('access/sign-in', {
    email,
    password: PASSWORD,
  })
  expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
    429,
    tooManyRequests.code,
    '900',
  ])
  const neighbour = await openBrowser(server, { address: '2001:db8:7:8::1' }).post('access/sign-in', {
    email,
    password: PASSWORD,
  })
  expect(neighbour.status).toBe(200)
})

it('lets nobody lock another person out: the browser they know keeps working while strangers must wait', async () => {
  const person = await newPerson(world)
  const desk = await signedInAs(server, person, { address: '192.0.2.200' })
  await desk.post('access/sign-out')
  // From the person's own office network, and from everywhere else.
  for (let n = 0; n < 5; n++) await fail(person.email, '192.0.2.200')
  for (let n = 0; n < 15; n++) expect(await fail(person.email, `198.51.100.${n}`)).toBe(0)
  const stranger = openBrowser(server, { address: '203.0.113.5' })
  expect((await stranger.post('access/sign-in', { email: person.email, password: PASSWORD })).status).toBe(429)
  const office = openBrowser(server, { address: '192.0.2.200' })
  expect((await office.post('access/sign-in', { email: person.email, password: PASSWORD })).status).toBe(429)
  expect((await desk.post('access/sign-in', { email: person.email, password: PASSWORD })).status).toBe(200)
})

it('gives a known browser no free guesses at somebody else', async () => {
  const one = await newPerson(world)
  const other = await newPerson(world)
  const desk = await signedInAs(server, one, { address: '192.0.2.201' })
  for (let n = 0; n < 20; n++) await fail(other.email, `198.51.100.${100 + n}`)
  expect((await desk.post('access/sign-in', { email: other.email, password: PASSWORD })).status).toBe(429)
})

it('slows a known browser that guesses at its own person', async () => {
  const person = await newPerson(world)
  const desk = await signedInAs(server, person, { address: '192.0.2.202' })
  const guess = () => desk.post('access/sign-in', { email: person.email, password: 'not the password' })
  for (let n = 0; n < 5; n++) expect((await guess()).status).toBe(403)
  expect((await guess()).status).toBe(429)
  const elsewhere = openBrowser(server, { address: '192.0.2.203' })
  expect((await elsewhere.post('access/sign-in', { email: person.email, password: PASSWORD })).status).toBe(200)
})

it('holds for two web servers on one database as for one', async () => {
  const person = await newPerson(world)
  const guess = (at: typeof server) =>
    openBrowser(at, { address: '192.0.2.204' }).post('access/sign-in', {
      email: person.email,
      password: 'not the password',
    })
  const answers = []
  for (let n = 0; n < 6; n++) answers.push((await guess(n % 2 ? server : twin)).status)
  expect(answers).toEqual([403, 403, 403, 403, 403, 429])
})

it('shares the count of requests between two web servers', async () => {
  const person = await newPerson(world)
  const left = await serve(world.app, { requestsPerMinute: 100 })
  const right = await serve(world.app, { requestsPerMinute: 100 })
  const desk = await signedInAs(left, person)
  const there = openBrowser(right)
  there.cookies.set('anteroom_session', desk.cookies.get('anteroom_session')!)
  let passed = 0
  for (let n = 0; n < 140; n++) {
    const answer = await (n % 2 ? there : desk).get('access/who-am-i')
    if (answer.status === 200) passed++
    else expect([answer.status, answer.body.code]).toEqual([429, tooManyRequests.code])
  }
  // Each adds its requests in batches of twenty, so that is how far two may differ.
  expect(passed).toBeGreaterThanOrEqual(80)
  expect(passed).toBeLessThanOrEqual(120)
  await left.close()
  await right.close()
})

it('forgets attempts that no limit counts any more', async () => {
  await fail('old@example.org', 'z')
  world.clock.advance({ hours: 3 })
  await fail('fresh@example.org', 'z')
  await forgetOldAttempts(world.app)
  expect(await world.asOwner('select count(*)::int as n from access.failed_attempt')).toEqual([{ n: 1 }])
})

it('believes an address that is passed on only from a proxy that was named', async () => {
  const { email } = await newPerson(world)
  const behind = await serve(world.app, { proxies: '10.0.0.1' })
  const guess = (at: typeof server, address: string, passedOn: string) =>
    openBrowser(at, { address }).post(
      'access/sign-in',
      { email, password: 'not the password' },
      { 'x-forwarded-for': passedOn },
    )
  for (let n = 0; n < 5; n++) await guess(behind, '10.0.0.1', '198.51.100.77')
  expect((await guess(behind, '10.0.0.1', '198.51.100.77')).status).toBe(429)
  expect((await guess(behind, '10.0.0.1', '198.51.100.78')).status).toBe(403)
  // Anybody else who claims to be a proxy counts by the address they have.
  const waits = []
  for (let n = 0; n < 6; n++) waits.push((await guess(server, '203.0.113.9', `198.51.100.${200 + n}`)).status)
  expect(waits).toEqual([403, 403, 403, 403, 403, 429])
  await behind.close()
})
