import { t } from '../words/say.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { dismissToast, holdToasts, useToasts } from './toast.ts'
import css from './toast-region.module.css'

/** Where the notices stand; mounted once by the frame. */
export function ToastRegion() {
  const toasts = useToasts()
  const undoable = toasts.findLast(one => one.undo)
  return (
    <section
      className={css.region}
      aria-label={t('kit.notices')}
      aria-live="polite"
      onMouseEnter={() => holdToasts(true)}
      onMouseLeave={() => holdToasts(false)}
      onFocus={() => holdToasts(true)}
      onBlur={() => holdToasts(false)}
    >
      {toasts.map(one => (
        <div key={one.id} className={`${css.toast} ${css[one.look]}`}>
          <span className={css.sign}>
            <Icon name={one.look === 'ok' ? 'check' : one.look === 'bad' ? 'warn' : 'info'} />
          </span>
          <span className={css.text}>{one.text}</span>
          {one.undo && (
            <Button
              small
              {...(one === undoable ? { keyHint: 'u' } : {})}
              onPress={() => {
                dismissToast(one.id)
                one.undo?.()
              }}
            >
              {t('kit.undo')}
            </Button>
          )}
          <Button
            look="quiet"
            small
            label={t('kit.dismiss')}
            icon={<Icon name="cross" size={14} />}
            onPress={() => dismissToast(one.id)}
          />
        </div>
      ))}
    </section>
  )
}
