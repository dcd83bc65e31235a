import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

const minutes = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .max(720)
    .optional()
    .meta({ description, examples: [example] })

const kiosk = z.object({
  id: part.kioskId,
  name: z.string(),
  location: part.locationId,
  locationName: z.string(),
  language: part.language,
  beforeMinutes: z.number(),
  afterMinutes: z.number(),
  madeAt: z.string(),
  madeBy: z.string(),
  usedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** Somebody guessed: until then it sends everybody to the desk. */
  restingUntil: z.string().nullable(),
})

const kioskEvents = ['arrivals.kiosk-changed', 'arrivals.kiosk-guessed']

export const addKiosk = commandContract({
  name: 'arrivals.add-kiosk',
  summary:
    'Makes a page without sign-in at which patients of one location arrive by themselves; its address is told this once.',
  roles: ['manager'],
  secret: true,
  input: z.object({
    location: part.locationId,
    name: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .meta({ description: 'Name by which the desk knows it', examples: ['Front door'] }),
    language: part.language.optional(),
    beforeMinutes: minutes('How early before the visit a patient may arrive at it; 60 if left out', 60),
    afterMinutes: minutes('How late after the start a patient may arrive at it; 30 if left out', 30),
  }),
  output: z.object({ kiosk: part.kioskId, token: z.string(), path: z.string() }),
  refusals: [part.kioskExists, part.locationClosed],
})

export const revokeKiosk = commandContract({
  name: 'arrivals.revoke-kiosk',
  summary: 'Ends a kiosk: its address is good for nothing from this moment on.',
  roles: ['manager'],
  input: z.object({ kiosk: part.kioskId }),
  output: z.object({ kiosk: part.kioskId }),
})

export const listKiosks = queryContract({
  name: 'arrivals.list-kiosks',
  summary: 'The kiosks of the practice, those in use first.',
  roles: ['manager', 'secretary'],
  input: z.object({}),
  output: z.object({ kiosks: z.array(kiosk) }),
  refreshedBy: kioskEvents,
})

export const kioskPage = queryContract({
  name: 'arrivals.kiosk-page',
  summary: 'What a kiosk says of itself: where it stands, and in which language it starts. Without sign-in.',
  open: 'nobody',
  input: z.object({ token: part.token }),
  output: z.object({
    /** False for an address that never was, and for one that is no longer in use. */
    inUse: z.boolean(),
    practice: z.string(),
    location: z.string(),
    language: part.language,
  }),
})

export const kioskArrive = commandContract({
  name: 'arrivals.kiosk-arrive',
  summary:
    'A patient arrives at a kiosk with last name and birth date. Whatever does not fit is answered in the same words.',
  open: 'nobody',
  secret: true,
  input: z.object({
    token: part.token,
    name: z
      .string()
      .max(200)
      .meta({ description: 'Last name; or its first letters and the initial of the first name', examples: ['Smith'] }),
    birthDate: z
      .string()
      .max(40)
      .meta({ description: 'Birth date in any usual writing', examples: ['1971-04-12'] }),
    phoneEnd: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'Last four digits of the phone number, if asked for', examples: ['0142'] }),
  }),
  output: z.object({
    /** 'phone': two fit, tell the last four digits of the phone. 'desk': please go to the desk. */
    answer: z.enum(['welcome', 'phone', 'desk']),
    time: z.string().nullable(),
    provider: z.string().nullable(),
    next: part.next.nullable(),
  }),
})
