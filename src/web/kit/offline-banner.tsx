import { t } from '../words/say.ts'
import { Icon } from './icon.tsx'
import { useOnline } from './live.ts'
import css from './offline-banner.module.css'

/** One line across the top while the server cannot be reached. */
export function OfflineBanner() {
  const online = useOnline()
  return (
    <div role="status" className={css.place}>
      {!online && (
        <p className={css.banner}>
          <Icon name="offline" />
          {t('kit.offline')}
        </p>
      )}
    </div>
  )
}
