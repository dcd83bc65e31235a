import { ImapFlow } from 'imapflow'
import type { Id } from '../../core/id.ts'
import { notAhead } from '../../core/not-ahead.ts'
import { Refusal } from '../../core/refusal.ts'
import type { App, Context } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import { openSecret } from '../../platform/secret-box.ts'
import { asSystem } from '../../platform/transaction.ts'
import { passwordPlace } from './mailbox-row.ts'
import { type MailedVoicemail, readMail } from './read-mail.ts'
import { takeIn } from './take-in.ts'

const WAIT_MS = 20_000
const MOST_MAIL_BYTES = 24 * 1024 * 1024

type Box = {
  id: Id<'mailbox'>
  name: string
  host: string
  port: number
  secure: boolean
  user_name: string
  sealed_password: Buffer
  folder: string
  uid_validity: number | null
  last_uid: number
}

/** Reads every mailbox for what came since the last time. A chore; one mailbox that fails does not keep the others waiting long. */
export async function fetchMail(app: App): Promise<void> {
  const boxes = await sqlOn(app.db.app)<{ practice: Id<'practice'>; mailbox: Id<'mailbox'> }>`
    select practice, mailbox from voicemail.mailboxes_to_read()`
  for (const { practice, mailbox } of boxes) await fetchOne(app, practice, mailbox)
}

async function fetchOne(app: App, practice: Id<'practice'>, mailbox: Id<'mailbox'>): Promise<void> {
  const within = <T>(run: (ctx: Context) => Promise<T>) => asSystem(app, practice, 'voicemail.fetch-mail', run)
  const box = await within(async ctx => {
    const [row] = await ctx.sql<Box>`
      select id, name, host, port, secure, user_name, sealed_password, folder, uid_validity, last_uid
        from voicemail.mailbox where practice_id = ${practice} and id = ${mailbox} and ended_at is null`
    return row
  })
  if (!box) return
  try {
    await readNew(app, box, practice, within)
    await within(ctx => noteOutcome(ctx, mailbox, null))
  } catch (error) {
    app.log.error('voicemail.mailbox-unread', error)
    await within(ctx => noteOutcome(ctx, mailbox, faultOf(error)))
  }
}

/** What to tell the manager: a word of ours, never what the server wrote. */
function faultOf(error: unknown): string {
  const { code, authenticationFailed } = error as { code?: string; authenticationFailed?: boolean }
  if (authenticationFailed) return 'refused'
  if (
    code === 'NoConnection' ||
    /ECONN|ENOTFOUND|ETIMEDOUT|EHOST|EAI_AGAIN|CONNECT_TIMEOUT|GREETING/.test(String(code))
  )
    return 'unreachable'
  if (/certificate|TLS|SSL/i.test(String(code)) || /certificate/i.test(String((error as Error).message)))
    return 'certificate'
  return 'failed'
}

async function noteOutcome(ctx: Context, mailbox: Id<'mailbox'>, fault: string | null): Promise<void> {
  const [before] = await ctx.sql<{ fault: string | null }>`
    select fault from voicemail.mailbox where practice_id = ${ctx.practice} and id = ${mailbox} for update`
  await ctx.sql`
    update voicemail.mailbox
       set checked_at = ${ctx.now.toString()}, fault = ${fault},
           failing_since = case when ${fault}::text is null then null else coalesce(failing_since, ${ctx.now.toString()}::timestamptz) end
     where practice_id = ${ctx.practice} and id = ${mailbox}`
  if (before && before.fault !== fault) ctx.emit('voicemail.mailbox-changed', { mailbox })
}

type Within = <T>(run: (ctx: Context) => Promise<T>) => Promise<T>

/** Takes in the mails above the last number read, one transaction each: what was taken in is not read again, what was not, is. */
async function readNew(app: App, box: Box, practice: Id<'practice'>, within: Within): Promise<void> {
  const password = openSecret(app.dataFolder, passwordPlace(practice, box.id), box.sealed_password).toString('utf8')
  const client = new ImapFlow({
    host: box.host,
    port: box.port,
    secure: box.secure,
    auth: { user: box.user_name, pass: password },
    logger: false,
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
  })
  // A socket that breaks later tells it by an event; the call that waits fails by itself.
  client.on('error', () => {})
  await client.connect()
  try {
    const lock = await client.getMailboxLock(box.folder, { readOnly: true })
    try {
      const opened = client.mailbox
      const validity = opened ? Number(opened.uidValidity) : 0
      const since = validity === box.uid_validity ? box.last_uid : 0
      const sizes: { uid: number; size: number }[] = []
      for await (const mail of client.fetch(`${since + 1}:*`, { uid: true, size: true }, { uid: true })) {
        // "n:*" names the newest one even when its number is lower.
        if (mail.uid > since) sizes.push({ uid: mail.uid, size: mail.size ?? 0 })
      }
      for (const { uid, size } of sizes.toSorted((a, b) => a.uid - b.uid)) {
        const fetched =
          size > MOST_MAIL_BYTES ? null : await client.fetchOne(String(uid), { source: true }, { uid: true })
        const source = fetched ? fetched.source : null
        const mail = source ? await readMail(source) : null
        await within(ctx => keepMail(ctx, box, mail, { uid, validity }))
      }
    } finally {
      lock.release()
    }
  } finally {
    await client.logout().catch(() => client.close())
  }
}

async function keepMail(
  ctx: Context,
  box: Box,
  mail: MailedVoicemail | null,
  read: { uid: number; validity: number },
): Promise<void> {
  for (const { sound, externalId } of mail?.sounds ?? []) {
    try {
      await takeIn(ctx, {
        kind: 'voicemail',
        sound,
        from: mail!.from,
        line: mail!.line ?? box.name,
        at: notAhead(mail!.at ?? undefined, ctx.now),
        externalId,
        mailbox: box.id,
      })
    } catch (error) {
      // Too long for us: it stays in the mailbox, and the next mail is read all the same.
      if (!(error instanceof Refusal)) throw error
      ctx.app.log.error('voicemail.mail-not-taken', error)
    }
  }
  await ctx.sql`
    update voicemail.mailbox set uid_validity = ${read.validity}, last_uid = ${read.uid}
     where practice_id = ${ctx.practice} and id = ${box.id}`
}
