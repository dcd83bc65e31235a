import { z } from 'zod'
import { idOf } from '../../core/id.ts'
import { outcomes } from './contract-parts.ts'

export const guidanceId = idOf('guidance')
export const runId = idOf('script-run')
export const firingId = idOf('red-flag-firing')

const languages = ['en', 'es'] as const

/** What danger a list of words stands for. */
export const flagGroups = [
  'chest-pain',
  'breathing',
  'stroke',
  'suicide',
  'bleeding',
  'anaphylaxis',
  'poisoning',
  'pregnancy',
  'newborn',
  'unconscious',
  'other',
] as const

const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .meta({ description: 'What the practice calls it', examples: ['Refill'] })
const key = z.string().regex(/^[a-z0-9-]{1,20}$/, 'must be a short key')
const phrase = z.string().trim().min(2).max(120)

/** A call script: a tree of questions, the first one first. `next` is the key of a question or of an ending. */
export const scriptContent = z
  .object({
    name,
    about: z
      .array(z.string().trim().min(1).max(40))
      .max(12)
      .default([])
      .meta({ description: 'For which reasons or kinds of call', examples: [['refill']] }),
    questions: z
      .array(
        z.object({
          key,
          text: z.string().trim().min(1).max(300),
          answers: z
            .array(z.object({ text: z.string().trim().min(1).max(120), next: key }))
            .min(1)
            .max(9),
        }),
      )
      .min(1)
      .max(40)
      .meta({
        description: 'Questions, the first one first; up to nine answers each, one a digit key',
        examples: [[{ key: 'q1', text: 'Any tablets left?', answers: [{ text: 'Yes', next: 'e1' }] }]],
      }),
    endings: z
      .array(
        z.object({
          key,
          say: z.string().trim().min(1).max(600),
          outcome: z.enum(outcomes).exclude(['abandoned']).nullable().default(null),
          urgency: z.string().trim().max(60).default(''),
          visitType: z.string().trim().max(80).default(''),
        }),
      )
      .min(1)
      .max(40)
      .meta({
        description: 'Endings: what to say, and what the script suggests',
        examples: [[{ key: 'e1', say: 'I will pass this on.', outcome: 'message', urgency: 'today', visitType: '' }]],
      }),
  })
  .superRefine((script, check) => {
    const keys = [...script.questions, ...script.endings].map(one => one.key)
    const known = new Set(keys)
    if (known.size !== keys.length) {
      check.addIssue({ code: 'custom', path: ['questions'], message: 'must have keys of their own' })
    }
    script.questions.forEach((question, n) => {
      question.answers.forEach((answer, m) => {
        if (known.has(answer.next)) return
        check.addIssue({
          code: 'custom',
          path: ['questions', n, 'answers', m, 'next'],
          message: 'must lead to a question or an ending',
        })
      })
    })
    const circle = circleIn(script.questions)
    if (circle !== null) {
      check.addIssue({ code: 'custom', path: ['questions', circle], message: 'must not lead back to itself' })
    }
  })

/** A script that leads back to itself would never end; the place of a question on such a circle, or null. */
function circleIn(questions: readonly { key: string; answers: readonly { next: string }[] }[]): number | null {
  const at = new Map(questions.map((question, n) => [question.key, n]))
  const state = new Array<'new' | 'open' | 'done'>(questions.length).fill('new')
  const walk = (n: number): number | null => {
    if (state[n] === 'open') return n
    if (state[n] === 'done') return null
    state[n] = 'open'
    for (const answer of questions[n]!.answers) {
      const next = at.get(answer.next)
      const found = next === undefined ? null : walk(next)
      if (found !== null) return found
    }
    state[n] = 'done'
    return null
  }
  for (const [n] of questions.entries()) {
    const found = walk(n)
    if (found !== null) return found
  }
  return null
}

/** A list of words that mean danger. */
export const redFlagContent = z.object({
  name,
  group: z.enum(flagGroups).meta({ description: 'What danger it stands for', examples: ['chest-pain'] }),
  emergency: guidanceId.meta({
    description: 'The emergency script it shows',
    examples: ['0192d3a0-0000-7000-8000-000000000001'],
  }),
  phrases: z
    .array(z.object({ text: phrase, language: z.enum(languages) }))
    .min(1)
    .max(200)
    .meta({
      description: 'The words, in any case and inflection; "=word" is taken letter by letter',
      examples: [[{ text: 'chest pain', language: 'en' }]],
    }),
  except: z
    .array(phrase)
    .max(100)
    .default([])
    .meta({ description: 'Where these words stand, nothing is meant', examples: [['stroke of luck']] }),
})

/** What to say and to do, in order. */
export const emergencyContent = z.object({
  name,
  steps: z
    .array(
      z.object({
        kind: z.enum(['say', 'do', 'alert']),
        text: z.string().trim().min(1).max(400),
      }),
    )
    .min(1)
    .max(20)
    .meta({
      description: 'Steps: something to say, something to do, or somebody to alert',
      examples: [[{ kind: 'say', text: 'Please call 911 now.' }]],
    }),
})
