import { Button } from '../../../web/kit/button.tsx'
import { Icon } from '../../../web/kit/icon.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import css from './shown-once.module.css'

/** A secret that is shown this one time: letters that cannot be mistaken for each other, and a button to copy it. */
export function ShownOnce({ text, columns }: { text: string; columns?: boolean }) {
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toast(t('access.copied'))
  }
  return (
    <div className={css.box}>
      <code className={columns ? css.columns : css.line}>
        {text.split('\n').map(line => (
          <span key={line}>{line}</span>
        ))}
      </code>
      {/* Browsers lend the clipboard only to pages reached over https or on the same machine. */}
      {window.isSecureContext && (
        <Button small icon={<Icon name="copy" size={14} />} onPress={() => void copy()}>
          {t('access.copy')}
        </Button>
      )}
    </div>
  )
}
