import type { Id } from '../../core/id.ts'

/** Where a mailbox's password belongs: sealed for that place, it opens nowhere else. */
export const passwordPlace = (practice: string, mailbox: Id<'mailbox'>) => `${practice}:voicemail.mailbox:${mailbox}`
