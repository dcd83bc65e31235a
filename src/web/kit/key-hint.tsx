import { Kbd } from './kbd.tsx'
import css from './key-hint.module.css'
import { keysNow, useKeyBegun } from './keys.ts'

/** While the second of two keys is waited for: which there are, and what they do. */
export function KeyHint() {
  const begun = useKeyBegun()
  const next = begun ? keysNow().flatMap(scope => scope.keys.filter(({ key }) => key.startsWith(`${begun} `))) : []
  return (
    <div role="status" className={css.place}>
      {begun && (
        <p className={css.hint} data-chord={begun}>
          <Kbd>{begun}</Kbd>
          {next.map(({ key, does }) => (
            <span key={key}>
              <Kbd>{key.slice(begun.length + 1)}</Kbd> {does}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
