import type { Id } from '../../core/id.ts'
import type { Channel, MessageState } from './contract.ts'
import type { Language } from './reach-of.ts'

export type MessageRow = {
  id: Id<'patient-message'>
  patient_id: Id<'patient'>
  patient_name: string
  purpose: string
  channel: Channel
  address: string
  language: Language
  subject: string
  state: MessageState
  why: string
  tries: number
  queued_at: string
  next_at: string | null
  sent_at: string | null
  dealt_at: string | null
  told_by_name: string
}

/** A row of the table as every list shows it. */
export const lineOf = (row: MessageRow) => ({
  id: row.id,
  patient: row.patient_id,
  patientName: row.patient_name,
  purpose: row.purpose,
  channel: row.channel,
  address: row.address,
  language: row.language,
  subject: row.subject,
  state: row.state,
  why: row.why,
  tries: row.tries,
  queuedAt: row.queued_at,
  nextAt: row.next_at,
  sentAt: row.sent_at,
  dealtAt: row.dealt_at,
  by: row.told_by_name,
})
