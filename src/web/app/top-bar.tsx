import { Link } from '@tanstack/react-router'
import { t } from '../words/say.ts'
import { Mark } from './mark.tsx'
import { usePlaces } from './places.ts'
import { Region } from './region.tsx'
import { regions } from './regions.ts'
import css from './top-bar.module.css'
import { UserMenu } from './user-menu.tsx'

/** The bar at the top: where one can go, the one box, oneself. */
export function TopBar() {
  const { OneBox, InboxCount } = regions
  return (
    <header className={css.bar}>
      <Mark />
      <nav className={css.nav} aria-label={t('frame.nav')}>
        {usePlaces().map(place => (
          <Link key={place.to} to={place.to} className={css.place} activeProps={{ className: css.here! }}>
            {t(place.word as 'frame.places.today')}
            {place.counts === 'inbox' && InboxCount && (
              <Region>
                <InboxCount />
              </Region>
            )}
          </Link>
        ))}
      </nav>
      <div className={css.box}>
        {OneBox && (
          <Region>
            <OneBox />
          </Region>
        )}
      </div>
      <UserMenu />
    </header>
  )
}
