import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { afterAll, describe, expect, it } from 'vitest'
import { addMailbox } from '../../src/features/voicemail/add-mailbox.ts'
import { fetchMail } from '../../src/features/voicemail/fetch-mail.ts'
import { mailboxes } from '../../src/features/voicemail/mailboxes.ts'
import { removeMailbox } from '../../src/features/voicemail/remove-mailbox.ts'
import { spokenWav } from '../../src/features/voicemail/sound.fixture.ts'
import { voicemails } from '../../src/features/voicemail/voicemails.ts'
import { openWorld } from '../world.ts'
import { hasDovecot, startDovecot } from './dovecot.ts'

if (!hasDovecot) console.log('Skipped: voicemail by a real mailbox needs root and the Debian package dovecot-imapd.')

const mailOf = (more: Record<string, unknown>): Promise<Buffer> =>
  new Promise((done, fail) =>
    new MailComposer({
      from: '"Phone system" <voicemail@example.org>',
      to: 'desk@example.org',
      date: new Date('2026-11-24T14:50:00Z'),
      ...more,
    })
      .compile()
      .build((error, mail) => (error ? fail(error) : done(mail))),
  )

const sound = (n: number, more: Record<string, unknown> = {}) => ({
  filename: 'msg0001.WAV',
  contentType: 'audio/x-wav',
  content: spokenWav(5, n),
  ...more,
})

describe.skipIf(!hasDovecot)('voicemail by a real mailbox', async () => {
  const world = await openWorld()
  const server = hasDovecot ? await startDovecot() : null!
  afterAll(() => server?.close())
  const manager = world.as('manager')
  const waiting = async () => (await world.as('secretary').do(voicemails, {})).voicemails
  const boxes = async () => (await manager.do(mailboxes, {})).mailboxes
  const { mailbox } = await manager.do(addMailbox, {
    name: 'Main line',
    host: '127.0.0.1',
    port: server?.port ?? 1,
    secure: false,
    user: 'voicemail',
    password: 'only-for-tests',
  })

  it('brings in each sound once, with the number of who spoke, however often it looks', async () => {
    server.deliver(await mailOf({ subject: 'Voicemail from (212) 555-0142 in mailbox 201', attachments: [sound(1)] }))
    server.deliver(
      await mailOf({
        from: '"+1 212 555 0177" <pbx@example.org>',
        subject: 'New message',
        attachments: [sound(2), sound(3)],
      }),
    )
    server.deliver(await mailOf({ subject: 'Your weekly report', text: 'No sound here.' }))
    server.deliver(
      await mailOf({ subject: 'A scan', attachments: [{ filename: 'voice.wav', content: '%PDF-1.7 no sound' }] }),
    )
    await fetchMail(world.app)
    await fetchMail(world.app)
    const lines = await waiting()
    expect(lines.map(({ number, line, seconds }) => ({ number, line, seconds }))).toEqual([
      { number: '+12125550142', line: '201', seconds: 5 },
      { number: '+12125550177', line: 'Main line', seconds: 5 },
      { number: '+12125550177', line: 'Main line', seconds: 5 },
    ])
    expect(lines[0]!.receivedAt).toBe('2026-11-24T14:50:00Z')
    expect(await boxes()).toMatchObject([{ mailbox, fault: null, failingSince: null, checkedAt: expect.any(String) }])
  })

  it('says what is wrong while the server is away, and goes on where it stood', async () => {
    await server.stop()
    await fetchMail(world.app)
    expect(await boxes()).toMatchObject([{ fault: 'unreachable', failingSince: expect.any(String) }])
    await server.start()
    server.deliver(await mailOf({ subject: 'Voicemail from 2125550188', attachments: [sound(4)] }))
    await fetchMail(world.app)
    expect(await boxes()).toMatchObject([{ fault: null, failingSince: null }])
    expect((await waiting()).map(one => one.number)).toContain('+12125550188')
  })

  it('takes nothing twice and misses nothing when the mailbox was begun anew', async () => {
    const before = (await waiting()).length
    await server.renew()
    const again = await mailOf({ messageId: '<kept@example.org>', subject: 'From 2125550190', attachments: [sound(5)] })
    server.deliver(again)
    await fetchMail(world.app)
    await server.renew()
    server.deliver(again)
    server.deliver(await mailOf({ subject: 'From 2125550191', attachments: [sound(6)] }))
    await fetchMail(world.app)
    const numbers = (await waiting()).map(one => one.number)
    expect(numbers).toHaveLength(before + 2)
    expect(numbers.filter(one => one === '+12125550190')).toHaveLength(1)
  })

  it('says when the server refuses the password', async () => {
    const wrong = await manager.do(addMailbox, {
      name: 'Wrong',
      host: '127.0.0.1',
      port: server.port,
      secure: false,
      user: 'voicemail',
      password: 'not it',
    })
    await fetchMail(world.app)
    expect((await boxes()).find(one => one.mailbox === wrong.mailbox)).toMatchObject({ fault: 'refused' })
    await manager.do(removeMailbox, { mailbox: wrong.mailbox })
    expect((await boxes()).map(one => one.mailbox)).toEqual([mailbox])
    const kept = await world.asOwner<{ bytes: number }>(
      'select octet_length(sealed_password) as bytes from voicemail.mailbox where id = $1',
      [wrong.mailbox],
    )
    expect(kept).toEqual([{ bytes: 0 }])
  })
})
