import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { consentMissing, mailboxId } from './contract-parts.ts'

const managers = ['manager'] as const

const settingShape = {
  keepDays: z
    .number()
    .int()
    .min(7)
    .max(3650)
    .meta({ description: 'Days a sound is kept after its message was settled', examples: [90] }),
  recordCalls: z.boolean().meta({ description: 'Whether calls are recorded', examples: [false] }),
  consentLine: z
    .string()
    .trim()
    .max(500)
    .meta({ description: 'What callers hear before they are recorded', examples: ['This call may be recorded.'] }),
}

export const setting = queryContract({
  name: 'voicemail.setting',
  summary: 'How long sounds are kept, and whether calls are recorded.',
  roles: managers,
  input: z.object({}),
  output: z.object(settingShape),
  refreshedBy: ['voicemail.setting-changed'],
})

export const changeSetting = commandContract({
  name: 'voicemail.change-setting',
  summary: 'Sets how long sounds are kept, and whether calls are recorded: only with a sentence that says so.',
  roles: managers,
  input: z.object(settingShape),
  output: z.object(settingShape),
  refusals: [consentMissing],
})

const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .meta({ description: 'What the desk calls it', examples: ['Main line'] })
const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.\-:[\]]+$/)
  .meta({ description: 'The mail server (IMAP)', examples: ['imap.example.org'] })
const port = z
  .number()
  .int()
  .min(1)
  .max(65_535)
  .meta({ description: 'Its port', examples: [993] })
const secure = z.boolean().meta({ description: 'TLS from the first byte', examples: [true] })
const user = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .meta({ description: 'Who signs in there', examples: ['voicemail@example.org'] })
const password = z
  .string()
  .min(1)
  .max(500)
  .meta({ description: 'Their password', examples: ['correct horse'] })
const folder = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .default('INBOX')
  .meta({ description: 'Which folder is read', examples: ['INBOX'] })

export const addMailbox = commandContract({
  name: 'voicemail.add-mailbox',
  summary: 'Has a mailbox read for spoken messages that a phone system mails.',
  roles: managers,
  secret: true,
  input: z.object({ name, host, port, secure, user, password, folder }),
  output: z.object({ mailbox: mailboxId }),
})

export const removeMailbox = commandContract({
  name: 'voicemail.remove-mailbox',
  summary: 'Reads a mailbox no more; what came from it stays.',
  roles: managers,
  input: z.object({ mailbox: mailboxId }),
  output: z.object({ mailbox: mailboxId }),
})

export const mailboxes = queryContract({
  name: 'voicemail.mailboxes',
  summary: 'The mailboxes that are read, when last, and what is wrong with them.',
  roles: managers,
  input: z.object({}),
  output: z.object({
    mailboxes: z.array(
      z.object({
        mailbox: mailboxId,
        name: z.string(),
        host: z.string(),
        port: z.number().int(),
        secure: z.boolean(),
        user: z.string(),
        folder: z.string(),
        checkedAt: z.string().nullable(),
        failingSince: z.string().nullable(),
        fault: z.string().nullable(),
      }),
    ),
  }),
  refreshedBy: ['voicemail.mailbox-changed', 'voicemail.voicemail-arrived'],
})
