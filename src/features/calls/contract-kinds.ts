import { z } from 'zod'

/** One field of a kind of message: what is asked, how, and whether it may stay empty. */
export type KindField = {
  key: string
  as: 'line' | 'phone' | 'day' | 'choice'
  required?: true
  choices?: readonly string[]
  example: string
}

/** The kinds of message and what each asks for beside the words. The one list: checks, form, pane and settings read it. */
const messageKinds = {
  note: [],
  'call-back': [{ key: 'bestTime', as: 'line', example: 'after 4 pm' }],
  refill: [
    { key: 'medicine', as: 'line', required: true, example: 'metformin' },
    { key: 'strength', as: 'line', example: '500 mg, twice a day' },
    { key: 'pharmacy', as: 'line', example: 'Main Street Pharmacy' },
    { key: 'pharmacyPhone', as: 'phone', example: '+12125550142' },
    { key: 'lastFilled', as: 'day', example: '2026-10-24' },
  ],
  result: [
    { key: 'test', as: 'line', required: true, example: 'HbA1c' },
    { key: 'takenOn', as: 'day', example: '2026-11-20' },
  ],
  form: [
    { key: 'form', as: 'line', required: true, example: 'School sports form' },
    { key: 'forWhom', as: 'line', example: 'Lincoln School' },
    { key: 'neededBy', as: 'day', example: '2026-12-01' },
  ],
  referral: [
    { key: 'to', as: 'line', required: true, example: 'Cardiology' },
    { key: 'reason', as: 'line', example: 'New murmur' },
    { key: 'urgency', as: 'choice', choices: ['routine', 'soon', 'urgent'], example: 'routine' },
  ],
  billing: [
    { key: 'question', as: 'line', required: true, example: 'Billed twice for October 3' },
    { key: 'visitOn', as: 'day', example: '2026-10-03' },
  ],
} as const satisfies Record<string, readonly KindField[]>

export type MessageKind = keyof typeof messageKinds

export const kindKeys = Object.keys(messageKinds) as [MessageKind, ...MessageKind[]]

/** The fields of a kind, as the plain list that screens walk. */
export const fieldsOf = (kind: MessageKind): readonly KindField[] => messageKinds[kind]

function fieldSchema(field: KindField) {
  const text =
    field.as === 'day'
      ? z.iso.date()
      : field.as === 'choice'
        ? z.enum(field.choices as [string, ...string[]])
        : z
            .string()
            .trim()
            .min(1)
            .max(field.as === 'phone' ? 60 : 300)
  return field.required ? text : text.optional()
}

const schemas = Object.fromEntries(
  kindKeys.map(kind => [
    kind,
    z.strictObject(Object.fromEntries(fieldsOf(kind).map(field => [field.key, fieldSchema(field)]))),
  ]),
) as unknown as Record<MessageKind, z.ZodType<Record<string, string>>>

/** Checks the fields against their kind, inside the check of a whole input: each problem stands at its field. */
export function checkFields(
  input: { kind: MessageKind; fields: Record<string, string> },
  check: z.RefinementCtx,
): void {
  const parsed = schemas[input.kind].safeParse(input.fields)
  if (parsed.success) return
  for (const issue of parsed.error.issues) {
    const { path, ...rest } = issue
    check.addIssue({ ...rest, path: ['fields', ...path] } as Parameters<typeof check.addIssue>[0])
  }
}

const kindOfMessage = z
  .enum(kindKeys)
  .meta({ description: 'Kind of message; it decides which fields there are', examples: ['refill'] })

export { kindOfMessage }

export const kindFields = z.record(z.string().max(40), z.string().max(300)).meta({
  description: 'What the kind asks for, by name: refill has medicine, strength, pharmacy, pharmacyPhone, lastFilled',
  examples: [{ medicine: 'metformin', pharmacy: 'Main Street Pharmacy' }],
})
