import { createHash } from 'node:crypto'
import { simpleParser } from 'mailparser'
import { mediaOf } from './sniff-sound.ts'

/** What a phone system mailed: the sounds, and whose number it names. */
export type MailedVoicemail = {
  sounds: { sound: Buffer; externalId: string }[]
  from: string | null
  line: string | null
  /** ISO instant of the mail's date; null if it has none. */
  at: string | null
}

/** Takes a mail apart (RFC 5322, MIME). Phone systems name the caller in the subject ("Voicemail from (212) 555-0142"), in the sender's name or
 *  address; the first that reads like a number of at least seven digits counts. Sounds are known by their bytes, not by what they are called. */
export async function readMail(source: Buffer): Promise<MailedVoicemail> {
  const mail = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true })
  const id = mail.messageId ?? `sha256:${createHash('sha256').update(source).digest('hex')}`
  const sender = mail.from?.value[0]
  const said = [mail.subject, sender?.name, sender?.address?.split('@')[0], mail.text?.slice(0, 500)]
  return {
    sounds: mail.attachments
      .filter(part => mediaOf(part.content) !== null)
      .map((part, n) => ({ sound: part.content, externalId: `mail:${id}:${n}`.slice(0, 300) })),
    from: said.map(numberIn).find(number => number !== null) ?? null,
    line: /\b(?:mailbox|box|ext(?:ension)?)\.?\s*#?(\d{2,6})\b/i.exec(mail.subject ?? '')?.[1] ?? null,
    at: mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date.toISOString() : null,
  }
}

function numberIn(text: string | undefined): string | null {
  for (const [found] of (text ?? '').matchAll(/\+?\(?\d[\d\s().-]{5,20}\d/g)) {
    if (found.replace(/\D/g, '').length >= 7) return found.trim()
  }
  return null
}
