import MailComposer from 'nodemailer/lib/mail-composer'
import type { Letter } from './carrier.ts'

/** The letter as an Internet message (RFC 5322), plain text. Its Message-ID is always the same, so that a receiver may notice a second copy;
 *  the header of RFC 3834 keeps holiday notices from answering. */
export function emlOf(letter: Letter, sender: string, date: Date): Promise<Buffer> {
  const domain = sender.split('@')[1] ?? 'localhost'
  return new MailComposer({
    from: { name: letter.from, address: sender },
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    date,
    messageId: `<${letter.id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.language },
  })
    .compile()
    .build()
}
