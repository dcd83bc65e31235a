import { OfflineError, RefusedError } from '../kit/wire.ts'
import { t, wordAt } from './say.ts'

type FieldError = { path: string; message: string }

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

/** Messages by field path for `platform.invalid-input`: facts.fields or facts.issues = [{path, message}]. Empty for anything else. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof RefusedError) || error.code !== 'platform.invalid-input') return {}
  const list = (error.facts.fields ?? error.facts.issues ?? []) as FieldError[]
  if (!Array.isArray(list)) return {}
  return Object.fromEntries(list.map(entry => [[entry.path].flat().join('.'), entry.message]))
}
