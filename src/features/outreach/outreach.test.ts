import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import path from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorld, WORLD_NOW } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { nothingOutside } from '../../platform/outside.ts'
import { dealWith } from './deal-with.ts'
import { tellPatient } from './index.ts'
import { lookAfter } from './look-after.ts'
import { sendAgain } from './send-again.ts'
import { sendMessage } from './send-message.ts'
import { sentMessage } from './sent-message.ts'
import { sentMessages } from './sent-messages.ts'
import { withdrawMessage } from './withdraw-message.ts'

const world = await openWorld()
const { outside } = world.app
const desk = world.as('secretary')

type Given = { email?: string; language?: string; mayEmail?: boolean | null; channel?: string; phone?: string }

async function newPatient(given: Given = {}): Promise<Id<'patient'>> {
  const id = newId<'patient'>()
  const { email = 'jo@example.org', language = '', mayEmail = null, channel = null, phone } = given
  await world.inside(async ctx => {
    await ctx.sql`
      insert into patients.patient (practice_id, id, chart_number, family, given, family_n, given_n, registered_at, email, language, may_email, preferred_channel, may_text)
      values (${ctx.practice}, ${id}, ${id.slice(-12)}, 'Fictional', 'Jo', 'fictional', 'jo', ${ctx.now.toString()}, ${email}, ${language}, ${mayEmail}, ${channel}, ${phone !== undefined})`
    if (phone) {
      await ctx.sql`
        insert into patients.phone (practice_id, id, patient_id, e164, kind, place, may_text)
        values (${ctx.practice}, ${newId()}, ${id}, ${phone}, 'mobile', 1, true)`
    }
  })
  return id
}

const offer = {
  purpose: 'waitlist-offer',
  subject: { en: 'A time for {name}', es: 'Una hora para {name}' },
  body: { en: 'Hello {name}, {practice} has a time.', es: 'Hola {name}: {practice} tiene una hora.' },
  link: '/yes/a-one-time-secret',
}
const tell = (patient: Id<'patient'>, more: object = {}) =>
  world.inside(ctx => tellPatient(ctx, { patient, ...offer, ...more }))
const send = (message: string) => sendMessage.run(world.app, world.practice, { message })
const look = (message: Id<'patient-message'>) => desk.do(sentMessage, { message })
const outbox = () => {
  const folder = path.join(world.app.dataFolder, 'outbox')
  return readdirSync(folder).map(name => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
}

beforeEach(() => {
  world.clock.set(WORLD_NOW)
  Object.assign(outside, nothingOutside(), { address: 'https://desk.example.org' })
})

/** A real mail server on the loopback; `more` makes it difficult. */
async function mailServer(more: SMTPServerOptions = {}) {
  const got: { to: string[]; text: string }[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        got.push({ to: session.envelope.rcptTo.map(one => one.address), text: Buffer.concat(parts).toString('utf8') })
        done()
      })
    },
    ...more,
  })
  server.on('error', () => {})
  const open = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => void open.add(socket))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', () => listening()))
  const { port } = server.server.address() as AddressInfo
  Object.assign(outside, { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'desk@example.org' })
  afterAll(() => new Promise<void>(closed => server.close(() => closed())))
  const hangUp = () => {
    for (const socket of open) socket.destroy()
  }
  return { got, hangUp }
}

const refusedWith = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })

describe('without a mail server', () => {
  it('a message becomes one file that only its owner reads, in the patient’s language, with the link', async () => {
    const { message, how } = await tell(await newPatient({ language: 'es-MX' }))
    expect(how).toBe('e-mail')
    await Promise.all([send(message), send(message), send(message)])
    const files = outbox().filter(file => file.name.includes(message))
    expect(files).toHaveLength(1)
    expect(files[0]!.text).toContain('Subject: Una hora para Jo')
    expect(files[0]!.text).toContain('Hola Jo: Testing Street Family Medicine tiene una hora.')
    expect(files[0]!.text).toContain('https://desk.example.org/yes/a-one-time-secret')
    expect(files[0]!.text).toContain('To: jo@example.org')
    expect(statSync(path.join(world.app.dataFolder, 'outbox', files[0]!.name)).mode & 0o077).toBe(0)
    const card = await look(message)
    expect(card).toMatchObject({ state: 'sent', tries: 1, hasLink: false, sentAt: '2026-11-24T15:07:00Z' })
    expect(card.facts.map(fact => fact.what)).toEqual(['queued', 'handed-over', 'sent'])
  })

  it('keeps the link locked while it waits, and nowhere after it has left', async () => {
    const { message } = await tell(await newPatient())
    const row = async () =>
      (
        await world.asOwner<{ whole: string }>(
          `select to_jsonb(m)::text || (select coalesce(string_agg(to_jsonb(f)::text, ''), '') from outreach.patient_message_fact f
             where f.message_id = m.id) as whole from outreach.patient_message m where m.id = $1`,
          [message],
        )
      )[0]!.whole
    expect(await row()).not.toContain('one-time-secret')
    expect(await row()).toMatch(/"sealed_link": "\\\\x[0-9a-f]{60,}/)
    await send(message)
    expect(await row()).toContain('"sealed_link": null')
  })

  it('a message is not sent after the time it is good for, nor when it was withdrawn', async () => {
    const late = await tell(await newPatient(), { notAfter: world.clock.now().add({ minutes: 20 }) })
    const taken = await tell(await newPatient())
    expect(await world.inside(ctx => withdrawMessage(ctx, taken.message))).toBe(true)
    world.clock.advance({ minutes: 21 })
    await send(late.message)
    await send(taken.message)
    expect(await look(late.message)).toMatchObject({ state: 'withdrawn', why: 'too-late' })
    expect(await look(taken.message)).toMatchObject({ state: 'withdrawn', tries: 0 })
    expect(outbox().filter(file => file.name.includes(late.message) || file.name.includes(taken.message))).toEqual([])
    expect(await world.inside(ctx => withdrawMessage(ctx, late.message))).toBe(false)
  })
})

describe('who is told by which way', () => {
  it('a no to e-mail is a no: somebody has to call; without a number nobody can', async () => {
    const called = await tell(await newPatient({ mayEmail: false, phone: '+12125550142', channel: 'email' }))
    expect(called.how).toBe('phone')
    expect((await look(called.message)).state).toBe('by-hand')
    const lost = await tell(await newPatient({ email: '' }))
    expect(lost.how).toBe('nobody')
    expect(await look(lost.message)).toMatchObject({ state: 'failed', why: 'no-way' })
  })

  it('texts need a carrier and a yes; who rather talks is called', async () => {
    const texter = await newPatient({ phone: '+12125550142', channel: 'text' })
    expect((await tell(texter)).how).toBe('e-mail')
    Object.assign(outside, { textUrl: 'http://127.0.0.1:1', textKey: 'a key of sixteen letters' })
    expect((await tell(texter)).how).toBe('text')
    expect((await tell(await newPatient({ phone: '+12125550142', channel: 'phone' }))).how).toBe('phone')
  })

  it('nobody writes to the dead, nor to a patient of another practice', async () => {
    const gone = await newPatient()
    await world.asOwner('update patients.patient set deceased_on = $2 where id = $1', [gone, '2026-11-01'])
    expect((await tell(gone)).how).toBe('nobody')
    const neighbour = await world.neighbour()
    await expect(neighbour.inside(async ctx => tellPatient(ctx, { patient: gone, ...offer }))).rejects.toMatchObject({
      code: 'platform.not-found',
    })
  })
})

describe('with a mail server', () => {
  it('hands a message over once, however many senders there are', async () => {
    const { got } = await mailServer()
    const { message } = await tell(await newPatient({ email: 'anna@example.org' }))
    await Promise.all([send(message), send(message), send(message), send(message)])
    expect(got).toHaveLength(1)
    expect(got[0]!.to).toEqual(['anna@example.org'])
    expect(got[0]!.text).toContain(`Message-ID: <${message}@example.org>`)
    expect(got[0]!.text).toContain('Auto-Submitted: auto-generated')
    expect(got[0]!.text).toMatch(/From: "?Testing Street Family Medicine"? <desk@example.org>/)
  })

  it('tries again, later each time, while the server puts it off, and then gives up visibly', async () => {
    const { got } = await mailServer({
      onRcptTo: (_address, _session, done) => done(refusedWith(451, 'busy, come back')),
    })
    const { message } = await tell(await newPatient())
    const pauses: number[] = []
    for (let n = 0; n < 6; n++) {
      await send(message)
      const { nextAt, state } = await look(message)
      if (state !== 'queued') break
      const next = Temporal.Instant.from(nextAt!)
      pauses.push(Number(next.since(world.clock.now()).total('minutes')))
      await send(message) // too early: nothing happens
      world.clock.set(next)
    }
    expect(pauses).toEqual([1, 5, 15, 60, 240])
    const card = await look(message)
    expect(card).toMatchObject({ state: 'failed', tries: 6, why: expect.stringContaining('451') })
    expect(got).toEqual([])
    expect((await desk.do(sentMessages, { only: 'work' })).messages.map(one => one.id)).toContain(message)
  })

  it('a refused address fails at once, and goes out once the record is put right', async () => {
    const { got } = await mailServer({
      onRcptTo: (address, _session, done) =>
        address.address.startsWith('nobody') ? done(refusedWith(550, 'no such mailbox')) : done(),
    })
    const patient = await newPatient({ email: 'nobody@example.org' })
    const { message } = await tell(patient)
    await send(message)
    expect(await look(message)).toMatchObject({ state: 'failed', why: expect.stringContaining('550'), tries: 1 })
    await world.asOwner('update patients.patient set email = $2 where id = $1', [patient, 'somebody@example.org'])
    await desk.do(sendAgain, { message })
    await send(message)
    expect(got.map(one => one.to)).toEqual([['somebody@example.org']])
    expect(got[0]!.text).toContain('https://desk.example.org/yes/a-one-time-secret')
    await expect(desk.do(sendAgain, { message })).rejects.toMatchObject({ code: 'outreach.nothing-to-do' })
  })

  it('a server that takes the text and then falls silent leaves it unknown: nothing is sent twice on a guess', async () => {
    let texts = 0
    const { hangUp } = await mailServer({
      onData(stream) {
        stream.on('data', () => {})
        stream.on('end', () => {
          texts++
          hangUp()
        })
      },
    })
    const { message } = await tell(await newPatient())
    await send(message)
    expect(texts).toBe(1)
    expect((await look(message)).state).toBe('unknown')
    await send(message)
    expect(texts).toBe(1)
    await desk.do(dealWith, { message, how: 'Told by phone' })
    await expect(desk.do(dealWith, { message })).rejects.toMatchObject({ code: 'outreach.nothing-to-do' })
    await expect(desk.do(sendAgain, { message })).rejects.toMatchObject({ code: 'outreach.nothing-to-do' })
    expect((await desk.do(sentMessages, { only: 'work' })).messages.map(one => one.id)).not.toContain(message)
  })

  it('a server that is not there puts it off', async () => {
    Object.assign(outside, { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'desk@example.org' })
    const { message } = await tell(await newPatient())
    await send(message)
    expect(await look(message)).toMatchObject({ state: 'queued', why: 'ESOCKET', nextAt: '2026-11-24T15:08:00Z' })
  })
})

describe('by text', () => {
  type Got = { body: string; signature: string }
  async function textCarrier(status: () => number) {
    const got: Got[] = []
    const server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        got.push({
          body: Buffer.concat(parts).toString('utf8'),
          signature: String(request.headers['anteroom-signature']),
        })
        response.writeHead(status()).end('said so')
      })
    })
    await new Promise<void>(listening => server.listen(0, '127.0.0.1', () => listening()))
    afterAll(() => new Promise<void>(closed => void server.close(() => closed())))
    const key = 'a key of sixteen letters'
    Object.assign(outside, { textUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, textKey: key })
    return { got, key }
  }
  const texter = () => newPatient({ phone: '+12125550142', channel: 'text' })

  it('hands over number and short text, signed so that the carrier can tell it is ours', async () => {
    const { got, key } = await textCarrier(() => 200)
    const { message } = await tell(await texter(), { text: { en: '{practice}: a time.', es: '{practice}: una hora.' } })
    await send(message)
    expect(JSON.parse(got[0]!.body)).toEqual({
      id: message,
      to: '+12125550142',
      text: 'Testing Street Family Medicine: a time. https://desk.example.org/yes/a-one-time-secret',
    })
    const seconds = world.clock.now().epochMilliseconds / 1000
    const made = createHmac('sha256', key).update(`${seconds}.${got[0]!.body}`).digest('hex')
    expect(got[0]!.signature).toBe(`t=${seconds},v1=${made}`)
    expect((await look(message)).state).toBe('sent')
  })

  it.each([
    [503, 'queued'],
    [429, 'queued'],
    [400, 'failed'],
    [302, 'unknown'],
  ])('a carrier that answers %i leaves it %s', async (status, state) => {
    await textCarrier(() => status)
    const { message } = await tell(await texter())
    await send(message)
    expect((await look(message)).state).toBe(state)
  })
})

describe('a sender that is ended half way', () => {
  const setBack = (message: string, row: string) =>
    world.asOwner(`update outreach.patient_message set ${row} where id = $1`, [message])

  it('leaves what it had claimed unknown, never sent again by itself', async () => {
    const { message } = await tell(await newPatient())
    await setBack(message, `state = 'sending', next_at = null, tries = 1, claimed_at = '2026-11-24T15:03:00Z'`)
    await lookAfter(world.app)
    expect((await look(message)).state).toBe('sending')
    world.clock.advance({ minutes: 2 })
    await lookAfter(world.app)
    expect(await look(message)).toMatchObject({ state: 'unknown', why: 'cut-off' })
    await send(message)
    expect(outbox().filter(file => file.name.includes(message))).toEqual([])
    await desk.do(sendAgain, { message })
    await send(message)
    expect(outbox().filter(file => file.name.includes(message))).toHaveLength(1)
  })

  it('before the claim: it is put into the queue again', async () => {
    const { message } = await tell(await newPatient())
    await world.asOwner('delete from graphile_worker._private_jobs where payload->>$1 = $2', ['message', message])
    await setBack(message, `next_at = '2026-11-24T15:00:00Z'`)
    await lookAfter(world.app)
    const jobs = await world.asOwner(`select 1 from graphile_worker._private_jobs where payload->>'message' = $1`, [
      message,
    ])
    expect(jobs).toHaveLength(1)
  })
})

describe('the list', () => {
  it('pages through all of one patient’s messages, newest first, each once', async () => {
    const patient = await newPatient()
    const made: string[] = []
    for (let n = 0; n < 5; n++) made.unshift((await tell(patient)).message)
    const seen: string[] = []
    let before: string | undefined
    do {
      const page = await desk.do(sentMessages, { patient, limit: 2, ...(before ? { before } : {}) })
      seen.push(...page.messages.map(one => one.id))
      before = page.next ?? undefined
    } while (before)
    expect(seen).toEqual(made)
    await expect(desk.do(sentMessages, { before: 'nonsense' })).rejects.toMatchObject({
      code: 'platform.invalid-input',
    })
  })

  it('another practice’s messages are missing', async () => {
    const { message } = await tell(await newPatient({ email: '' }))
    const stranger = (await world.neighbour()).as('manager')
    for (const attempt of [
      () => stranger.do(sentMessage, { message }),
      () => stranger.do(sendAgain, { message }),
      () => stranger.do(dealWith, { message }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'platform.not-found' })
    }
    await expect(desk.do(sendAgain, { message })).rejects.toMatchObject({ code: 'outreach.nothing-to-do' })
  })

  it('an offer that ran out is not sent again', async () => {
    const { message } = await tell(await newPatient({ email: '' }), {
      notAfter: world.clock.now().subtract({ minutes: 1 }),
    })
    await expect(desk.do(sendAgain, { message })).rejects.toMatchObject({ code: 'outreach.too-late' })
  })
})
