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
      <div className={css.scopes}>
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
      </div>
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
