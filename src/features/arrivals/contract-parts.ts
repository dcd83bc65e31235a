import { z } from 'zod'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'

// Expected noes of arrivals. Facts in brackets.
/** The patient is not in a room, so there is no stage to go to. {state} */
export const notInRoom = refusal('arrivals.not-in-room', 'conflict')
/** There is no stage to take back. {} */
export const noStageToUndo = refusal('arrivals.no-stage-to-undo', 'conflict')
/** The visit no longer waits for the patient. {state} */
export const notExpected = refusal('arrivals.not-expected', 'conflict')
/** Another kiosk of that location has that name. {} */
export const kioskExists = refusal('arrivals.kiosk-exists', 'conflict')
/** The location is closed for good. {} */
export const locationClosed = refusal('arrivals.location-closed', 'conflict')
/** This person stands in the queue already. {} */
export const alreadyWaiting = refusal('arrivals.already-waiting', 'conflict')
/** The walk-in is no longer in that state. {state} */
export const walkInMoved = refusal('arrivals.walk-in-moved', 'conflict')
/** Nobody of the records is linked to the walk-in: find or register the patient first. {} */
export const nobodyLinked = refusal('arrivals.nobody-linked', 'conflict')
/** Nothing is free today for this visit type. {} */
export const nothingFree = refusal('arrivals.nothing-free', 'conflict')

export const desk = ['secretary', 'provider', 'manager'] as const
export const readers = ['secretary', 'biller', 'provider', 'manager'] as const

export const appointmentId = idOf('appointment')
export const locationId = idOf('location')
export const patientId = idOf('patient')
export const visitTypeId = idOf('visit-type')
export const kioskId = idOf('kiosk')
export const walkInId = idOf('walk-in')

export const token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{20,100}$/, 'is not an address of ours')
  .meta({
    description: 'The secret part of the page’s address',
    examples: ['q2Zr8m1VwX0c5tB7yKpLd9sEfGhJ3nUaRiOoTvWxYz4'],
  })

export const language = z.enum(['en', 'es']).meta({ description: 'Language of the page', examples: ['en'] })

/** What a patient who has just come does next. */
export const next = z.enum(['sit', 'desk'])

/** What the desk would like to go over with a patient who comes: one word each. */
export const seen = z.enum(['no-phone', 'no-address', 'no-birth-date', 'details-old'])

export type Seen = z.output<typeof seen>
