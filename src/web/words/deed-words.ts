import { wordAt } from './say.ts'

/** The name of a command or query in words: its own, if the language file has it, else the name unfolded ('book appointment'). */
export function deedWords(deed: string): string {
  const [feature = '', name = ''] = deed.split('.')
  const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const own = wordAt(`privacy.deeds.${feature}.${camel}`)
  const text = own ?? name.replaceAll('-', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
