import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { ScreenBar } from '../../kit/panel.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { t } from '../../words/say.ts'
import { useMay } from '../session.ts'
import css from '../settings/settings.module.css'
import { listsPlaces } from './lists-places.ts'

/** The lists that are worked through: one tab each, the first that is of use to who is signed in at first. */
export function Lists() {
  const may = useMay()
  const here = useLocation({ select: location => location.pathname })
  const places = listsPlaces.filter(place => !place.needs || may(place.needs))
  if (here === '/lists' && places[0]) return <Navigate to={places[0].to} replace />
  return (
    <>
      <ScreenBar title={t('frame.places.lists')}>
        <nav className={css.nav} aria-label={t('frame.places.lists')}>
          {places.map(place => (
            <Link key={place.to} to={place.to} className={css.place} activeProps={{ className: css.here! }}>
              {t(place.word as 'access.account.title')}
            </Link>
          ))}
        </nav>
      </ScreenBar>
      <div className={css.body}>{places.length > 0 ? <Outlet /> : <EmptyState title={t('frame.noLists')} />}</div>
    </>
  )
}
