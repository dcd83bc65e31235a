import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

/** The lists whose ladder has a letter. */
const list = z.enum(['recall', 'rebook']).meta({ description: 'Which list', examples: ['recall'] })

/** What may stand in braces in a letter; each is filled in when it is printed. */
export const letterHoles = ['name', 'practice', 'phone', 'provider', 'visit', 'due'] as const
const holesKnown = (body: string) =>
  [...body.matchAll(/\{([^{}]*)\}/g)].every(([, hole]) => (letterHoles as readonly string[]).includes(hole!))

const body = (language: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .refine(holesKnown, { message: `must have no other braces than ${letterHoles.map(hole => `{${hole}}`).join(' ')}` })
    .meta({
      description: `What the letter says in ${language}; paragraphs are parted by an empty line`,
      examples: ['Dear {name},\n\nit is time for your next visit. Please call us at {phone}.\n\n{practice}'],
    })

const wording = { en: body('English'), es: body('Spanish') }

export const letterWording = queryContract({
  name: 'worklists.letter-wording',
  summary: 'What the letter to a patient who was not reached says, in English and Spanish.',
  roles: part.desk,
  input: z.object({}),
  output: z.object({ en: z.string(), es: z.string() }),
  refreshedBy: ['worklists.rules-changed'],
})

export const changeLetterWording = commandContract({
  name: 'worklists.change-letter-wording',
  summary: 'Sets what the letter says. The words that come with the program take the practice’s back.',
  roles: part.setters,
  input: z.object(wording),
  output: z.object({}),
})

const lines = z.array(z.string())
const letter = z.object({
  item: part.item,
  version: z.number().int(),
  patient: part.patientId,
  name: z.string(),
  /** The patient's mailing address, line by line; empty: the record has none, and no letter can go. */
  address: lines,
  language: z.enum(['en', 'es']),
  /** 'November 24, 2026' in the patient's language. */
  date: z.string(),
  paragraphs: lines,
  from: z.object({ name: z.string(), address: lines, phone: z.string().nullable() }),
})
export type Letter = z.output<typeof letter>

export const lettersDue = queryContract({
  name: 'worklists.letters-due',
  summary: 'The letters that are due on a list and in nobody else’s hands, or those of some rows, ready to be printed.',
  roles: part.desk,
  input: z.object({
    list,
    items: z
      .array(part.item)
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'Rows to write to; left out: all whose letter is due, 200 at most', examples: [[]] }),
  }),
  output: z.object({ letters: z.array(letter) }),
})

export const noteLetters = commandContract({
  name: 'worklists.note-letters',
  summary:
    'Notes that letters were sent. A row that somebody has in hand, or did something about since, is left as it is.',
  roles: part.desk,
  input: z.object({
    list,
    letters: z
      .array(z.object({ item: part.item, seen: part.seen }))
      .min(1)
      .max(200)
      .meta({ description: 'The rows whose letters were sent', examples: [[]] }),
  }),
  output: z.object({
    noted: z.number().int(),
    /** Rows left as they are: their letter is not noted. */
    left: z.array(part.item),
  }),
})
