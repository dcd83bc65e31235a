import { Link, Outlet } from '@tanstack/react-router'
import { ScreenBar } from '../../kit/panel.tsx'
import { t } from '../../words/say.ts'
import { useMay } from '../session.ts'
import css from './settings.module.css'
import { settingsPlaces } from './settings-places.ts'

/** Settings: one's own account, and what this person may set for the practice. */
export function Settings() {
  const may = useMay()
  return (
    <>
      <ScreenBar title={t('frame.places.settings')}>
        <nav className={css.nav} aria-label={t('frame.places.settings')}>
          {settingsPlaces
            .filter(place => !place.needs || may(place.needs))
            .map(place => (
              <Link
                key={place.to}
                to={place.to}
                className={css.place}
                activeProps={{ className: css.here! }}
                activeOptions={{ exact: true }}
              >
                {t(place.word as 'access.account.title')}
              </Link>
            ))}
        </nav>
      </ScreenBar>
      <div className={css.body}>
        <Outlet />
      </div>
    </>
  )
}
