import { OfflineError, RefusedError } from '../kit/wire.ts'
import { t, wordAt } from './say.ts'

type FieldError = { path: string | readonly (string | number)[]; message: string; code?: string }

const camel = (kebab: string) => kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** What to tell the person at the desk about a failed command or query: the feature's own words for the refusal
 *  (`<feature>.refusals.<codeInCamelCase>`, its facts filling the holes), else words for its kind. */
export function sayError(error: unknown): string {
  if (error instanceof OfflineError) return t('kit.errors.offline')
  if (error instanceof RefusedError) {
    const [feature = '', code = ''] = error.code.split('.')
    const own = wordAt(`${feature}.refusals.${camel(code)}`, error.facts)
    // A hole that the facts did not fill must not reach the screen.
    if (own && !own.includes('{')) return own
    return wordAt(`kit.errors.${error.kind}`) ?? t('kit.errors.unknown')
  }
  return t('kit.errors.unknown')
}

// The checks' own messages are for programmers; these codes have words of the desk. Our own messages ('must be …') come as 'custom'.
const codes: Record<string, string> = {
  too_small: 'kit.fields.tooShort',
  too_big: 'kit.fields.tooLong',
  invalid_type: 'kit.fields.missing',
  invalid_format: 'kit.fields.odd',
  invalid_value: 'kit.fields.odd',
}

function sayField(entry: FieldError): string {
  const own = entry.code === 'custom' || entry.message.startsWith('must ')
  const words = own ? undefined : wordAt(codes[entry.code ?? ''] ?? '')
  return words ?? `${entry.message.charAt(0).toUpperCase()}${entry.message.slice(1)}.`
}

/** Messages by field path for `platform.invalid-input`, whose facts are {fields: [{path, message, code}]}. Empty for anything else. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof RefusedError) || error.code !== 'platform.invalid-input') return {}
  const list = error.facts.fields as FieldError[] | undefined
  if (!Array.isArray(list)) return {}
  return Object.fromEntries(list.map(entry => [[entry.path].flat().join('.'), sayField(entry)]))
}
