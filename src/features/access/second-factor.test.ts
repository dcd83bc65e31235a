import { Secret, TOTP } from 'otpauth'
import { afterAll, expect, it } from 'vitest'
import { type Browser, openBrowser, serve } from '../../../test/browser.ts'
import { newPerson, PASSWORD, signedInAs } from '../../../test/people.ts'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()
const server = await serve(world.app)
afterAll(() => server.close())

const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: world.clock.now().epochMilliseconds + steps * 30_000,
  })
const wrongCodeFor = (secret: string) => {
  const right = [-1, 0, 1].map(steps => codeOf(secret, steps))
  return ['000000', '111111', '222222', '333333'].find(code => !right.includes(code))!
}

/** Somebody whose second factor is on, the browser that switched it on, and a fresh code at the next step. */
async function withSecondFactor() {
  const person = await newPerson(world)
  const browser = await signedInAs(server, person)
  const { body } = await browser.post('access/start-second-factor', { password: PASSWORD })
  const secret = String(body.secret)
  const confirmed = await browser.post('access/confirm-second-factor', { code: codeOf(secret) })
  world.clock.advance({ seconds: 60 })
  return { ...person, browser, secret, uri: String(body.uri), recoveryCodes: confirmed.body.recoveryCodes as string[] }
}
const signIn = (browser: Browser, person: { email: string }, more: Record<string, string> = {}) =>
  browser.post('access/sign-in', { email: person.email, password: PASSWORD, ...more })

it('is off until a code has shown that the app has the secret', async () => {
  const person = await newPerson(world)
  const browser = await signedInAs(server, person)
  expect((await browser.post('access/confirm-second-factor', { code: '123456' })).body.code).toBe(
    'access.second-factor-off',
  )
  expect((await browser.post('access/start-second-factor', { password: 'not the password' })).body.code).toBe(
    'access.wrong-password',
  )
  const { body } = await browser.post('access/start-second-factor', { password: PASSWORD })
  expect(body.uri).toBe(
    `otpauth://totp/Anteroom:${encodeURIComponent(person.email)}?issuer=Anteroom&secret=${body.secret}&algorithm=SHA1&digits=6&period=30`,
  )
  const wrong = wrongCodeFor(String(body.secret))
  expect((await browser.post('access/confirm-second-factor', { code: wrong })).body.code).toBe('access.wrong-code')
  expect((await signIn(openBrowser(server), person)).status).toBe(200)
  expect((await browser.get('access/who-am-i')).body.secondFactor).toBe(false)
})

it('ends every session that began without it, and lets none begin without a code', async () => {
  const person = await newPerson(world)
  const elsewhere = await signedInAs(server, person)
  const browser = await signedInAs(server, person)
  const { body } = await browser.post('access/start-second-factor', { password: PASSWORD })
  await browser.post('access/confirm-second-factor', { code: codeOf(String(body.secret)) })
  expect((await elsewhere.get('access/who-am-i')).status).toBe(401)
  expect((await browser.get('access/who-am-i')).body).toMatchObject({ secondFactor: true, recoveryCodesLeft: 10 })

  // An open session in the same browser does not stand in for the code (GHSA-xg6x-h9c9-2m83).
  const session = browser.cookies.get('anteroom_session')
  const without = await signIn(browser, person)
  expect([without.status, without.body.code, without.headers['set-cookie']]).toEqual([
    403,
    'access.code-needed',
    undefined,
  ])
  expect(browser.cookies.get('anteroom_session')).toBe(session)
  // The code alone does not stand in for the password.
  world.clock.advance({ seconds: 60 })
  const codeOnly = await openBrowser(server).post('access/sign-in', {
    email: person.email,
    password: 'not the password',
    code: codeOf(String(body.secret)),
  })
  expect(codeOnly.body.code).toBe('access.wrong-credentials')
  expect((await signIn(openBrowser(server), person, { code: codeOf(String(body.secret)) })).status).toBe(200)
})

it('takes each code once, also from two browsers at one moment, and one step early or late', async () => {
  const person = await withSecondFactor()
  const code = codeOf(person.secret)
  const answers = await Promise.all(
    Array.from({ length: 4 }, (_, n) =>
      signIn(openBrowser(server, { address: `192.0.2.${50 + n}` }), person, { code }),
    ),
  )
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 403, 403, 403])
  expect((await signIn(openBrowser(server), person, { code })).body.code).toBe('access.wrong-code')
  // The code before the one that was taken is gone with it.
  expect((await signIn(openBrowser(server), person, { code: codeOf(person.secret, -1) })).status).toBe(403)
  expect((await signIn(openBrowser(server), person, { code: codeOf(person.secret, 1) })).status).toBe(200)
  world.clock.advance({ minutes: 5 })
  expect((await signIn(openBrowser(server), person, { code: codeOf(person.secret, -2) })).status).toBe(403)
  expect((await signIn(openBrowser(server), person, { code: codeOf(person.secret, 2) })).status).toBe(403)
  expect((await signIn(openBrowser(server), person, { code: codeOf(person.secret, -1) })).status).toBe(200)
})

it('takes each recovery code once, however it is written', async () => {
  const person = await withSecondFactor()
  const [first = '', second = ''] = person.recoveryCodes
  expect(new Set(person.recoveryCodes).size).toBe(10)
  expect(first).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  const answers = await Promise.all(
    Array.from({ length: 3 }, () => signIn(openBrowser(server), person, { recoveryCode: first })),
  )
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 403, 403])
  const written = second.replaceAll('-', ' ').toUpperCase()
  expect((await signIn(openBrowser(server), person, { recoveryCode: written })).status).toBe(200)
  expect((await signIn(openBrowser(server), person, { recoveryCode: 'aaaa-aaaa-aaaa-aaaa' })).body.code).toBe(
    'access.wrong-code',
  )
  expect((await person.browser.get('access/who-am-i')).body.recoveryCodesLeft).toBe(8)
})

it('keeps secrets locked in the database, each to its own row', async () => {
  const one = await withSecondFactor()
  const two = await withSecondFactor()
  const rows = await world.asOwner<{ secret: Buffer }>('select secret from access.second_factor')
  const plain = Buffer.from(Secret.fromBase32(one.secret).bytes)
  for (const row of rows) expect(row.secret.includes(plain)).toBe(false)
  await world.asOwner(
    `update access.second_factor set secret = (select secret from access.second_factor where staff_id = $1) where staff_id = $2`,
    [one.id, two.id],
  )
  const moved = await signIn(openBrowser(server), two, { code: codeOf(one.secret) })
  expect([moved.status, moved.body.code]).toEqual([500, 'platform.failure'])
})

it('is taken off only by who has password and code', async () => {
  const person = await withSecondFactor()
  const remove = (body: Record<string, string>) => person.browser.post('access/remove-second-factor', body)
  const code = codeOf(person.secret)
  expect((await remove({ password: 'not the password', code })).body.code).toBe('access.wrong-password')
  expect((await remove({ password: PASSWORD })).body.code).toBe('access.wrong-code')
  expect((await remove({ password: PASSWORD, code: wrongCodeFor(person.secret) })).body.code).toBe('access.wrong-code')
  expect((await signIn(openBrowser(server), person)).body.code).toBe('access.code-needed')
  expect((await remove({ password: PASSWORD, code })).status).toBe(200)
  expect((await remove({ password: PASSWORD, code })).body.code).toBe('access.second-factor-off')
  expect((await signIn(openBrowser(server), person)).status).toBe(200)
})

it('cannot be started anew over one that is on', async () => {
  const person = await withSecondFactor()
  const again = await person.browser.post('access/start-second-factor', { password: PASSWORD })
  expect(again.body.code).toBe('access.second-factor-on')
  const confirm = await person.browser.post('access/confirm-second-factor', { code: codeOf(person.secret) })
  expect(confirm.body.code).toBe('access.second-factor-on')
  expect((await signIn(openBrowser(server), person, { code: codeOf(person.secret) })).status).toBe(200)
})

it('makes who guesses codes wait, and a right password without code does not start the count anew', async () => {
  const person = await withSecondFactor()
  const browser = openBrowser(server, { address: '198.51.100.9' })
  for (let n = 0; n < 5; n++) {
    expect((await signIn(browser, person, { code: wrongCodeFor(person.secret) })).body.code).toBe('access.wrong-code')
    if (n < 4) expect((await signIn(browser, person)).body.code).toBe('access.code-needed')
  }
  const wait = await signIn(browser, person, { code: codeOf(person.secret) })
  expect([wait.status, wait.body.facts]).toEqual([429, { retryAfterSeconds: 30 }])
})
