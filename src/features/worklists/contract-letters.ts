import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import * as part from './contract-parts.ts'

/** The lists whose ladder has a letter. */
const list = z.enum(['recall', 'rebook']).meta({ description: 'Which list', examples: ['recall'] })

/** What may stand in braces in a letter; each is filled in when it is printed. */
export const letterHoles = ['name', 'practice', 'phone', 'provider', 'visit', 'due'] as const
const holesKnown = (body: string) =>
  [...body.matchAll(/\{([^{}]*)\}/g)].every(([, hole]) => (letterHoles as readonly string[]).includes(hole!))

/** The letters there are words for: to whom a visit is due, and to whom a call-back did not reach. */
const letterKinds = ['recall', 'call-back'] as const
export type LetterKind = (typeof letterKinds)[number]
const letterKind = z
  .enum(letterKinds)
  .default('recall')
  .meta({ description: 'Which letter: of the recall and rebook lists, or after a call-back', examples: ['recall'] })

/** What may stand in braces in each letter. A call-back is about no visit, and says nothing of what it was about: letters are opened by others. */
export const holesOf: Readonly<Record<LetterKind, readonly (typeof letterHoles)[number][]>> = {
  recall: letterHoles,
  'call-back': ['name', 'practice', 'phone'],
}

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
  input: z.object({ letter: letterKind }),
  output: z.object({ en: z.string(), es: z.string() }),
  refreshedBy: ['worklists.rules-changed'],
})

export const changeLetterWording = commandContract({
  name: 'worklists.change-letter-wording',
  summary: 'Sets what the letter says. The words that come with the program take the practice’s back.',
  roles: part.setters,
  input: z.object({ letter: letterKind, ...wording }).superRefine((input, check) => {
    for (const language of ['en', 'es'] as const) {
      const unknown = letterHoles.filter(
        hole => !holesOf[input.letter].includes(hole) && input[language].includes(`{${hole}}`),
      )
      for (const hole of unknown) {
        check.addIssue({ code: 'custom', path: [language], message: `cannot say {${hole}} in this letter` })
      }
    }
  }),
  output: z.object({}),
})

const lines = z.array(z.string())
const paper = z.object({
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
/** A letter as it is printed. */
export type Paper = z.output<typeof paper>
const letter = paper.extend({ item: part.item, version: z.number().int() })

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

const message = idOf('message')
const callBackLetter = paper.extend({ message, due: z.string() })

export const callBackLetters = queryContract({
  name: 'worklists.call-back-letters',
  summary:
    'The letters to patients whom no call-back reached, ready to be printed: those in nobody else’s hands, or those of some call-backs.',
  roles: part.desk,
  input: z.object({
    messages: z
      .array(message)
      .min(1)
      .max(200)
      .optional()
      .meta({
        description: 'Call-backs to write about; left out: all whose letter is due, 200 at most',
        examples: [[]],
      }),
  }),
  output: z.object({ letters: z.array(callBackLetter) }),
})

export const noteCallBackLetters = commandContract({
  name: 'worklists.note-call-back-letters',
  summary:
    'Notes that letters after call-backs are in the post; the call-backs are finished. One whose patient rang back, or that somebody has in hand, is left as it is.',
  roles: part.desk,
  input: z.object({
    letters: z
      .array(
        z.object({
          message,
          due: z.iso
            .datetime({ offset: true })
            .optional()
            .meta({
              description: 'Since when the letter was due when it was printed: one wanted anew since is left as it is',
              examples: ['2026-11-24T15:07:00Z'],
            }),
        }),
      )
      .min(1)
      .max(200)
      .meta({ description: 'The call-backs whose letters were sent', examples: [[]] }),
  }),
  output: z.object({
    noted: z.number().int(),
    /** Call-backs left as they are: their letter is not noted. */
    left: z.array(message),
  }),
})
