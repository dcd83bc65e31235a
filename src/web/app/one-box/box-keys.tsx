import { Kbd } from '../../kit/kbd.tsx'
import css from './one-box.module.css'
import { keysToList } from './use-choices.ts'

/** Every key that acts on the screen behind the box, by where it belongs. */
export function BoxKeys() {
  return (
    <div className={css.keys}>
      {keysToList().map(({ scope, keys }) => (
        <section key={scope}>
          <h3>{scope}</h3>
          <ul>
            {keys.map(({ key, does }) => (
              <li key={key}>
                <Kbd>{key}</Kbd> {does}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
