import { useState } from 'react'
import { t } from '../words/say.ts'
import { Dialog } from './dialog.tsx'
import { Kbd } from './kbd.tsx'
import css from './key-sheet.module.css'
import { keysNow } from './keys.ts'

/** Every key that acts at this moment, with its deed. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  // Read once, before this dialog claims the keyboard for itself.
  const [scopes] = useState(keysNow)
  return (
    <Dialog title={t('kit.keys.title')} onClose={onClose} width="wide">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list of keys is scrolled with the keys */}
      <section className={css.scopes} aria-label={t('kit.keys.title')} tabIndex={0}>
        {scopes.map(({ scope, keys }) => (
          <section key={scope}>
            <h3 className={css.scope}>{scope}</h3>
            <dl className={css.keys}>
              {keys.map(({ key, does }) => (
                <div key={key} className={css.row}>
                  <dt>
                    <KeyWords of={key} />
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
      <p className={css.hint}>{scopes.length ? t('kit.keys.hint') : t('kit.keys.none')}</p>
    </Dialog>
  )
}

function KeyWords({ of }: { of: string }) {
  return (
    <>
      {of.split(' ').map(key => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      <span className={css.hidden}>{of}</span>
    </>
  )
}
