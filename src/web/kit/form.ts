import { useState } from 'react'
import { fieldErrors } from '../words/refusal-words.ts'

/** The values of one form, bound to fields by name: `<TextField label="…" {...form.field('name')} />`. `error` is the deed's, so that what
 *  the server found wrong stands under its field. `missing(names)` marks empty ones before sending and tells whether there were any. */
export function useForm<T extends Record<string, unknown>>(initial: T, error?: unknown) {
  const [values, setValues] = useState(initial)
  const [empty, setEmpty] = useState<Record<string, string>>({})
  // A field that was changed after the answer is no longer known to be wrong.
  const [edited, setEdited] = useState<{ error: unknown; names: readonly string[] }>({ error, names: [] })
  const since = edited.error === error ? edited.names : []
  const wrong = { ...fieldErrors(error), ...empty }
  for (const name of since) if (!empty[name]) delete wrong[name]
  const set = <K extends keyof T & string>(name: K, value: T[K]) => {
    setValues(present => ({ ...present, [name]: value }))
    setEmpty(({ [name]: _, ...rest }) => rest)
    setEdited({ error, names: [...since, name] })
  }
  return {
    values,
    set,
    field: <K extends keyof T & string>(name: K) => ({
      value: values[name],
      onChange: (value: T[K]) => set(name, value),
      error: wrong[name],
    }),
    missing: (names: readonly (keyof T & string)[], says: string): boolean => {
      const found = names.filter(name => values[name] === '' || values[name] === null)
      setEmpty(Object.fromEntries(found.map(name => [name, says])))
      return found.length > 0
    },
    reset: () => {
      setValues(initial)
      setEmpty({})
    },
  }
}
