import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { listCounts } from '../../../features/worklists/contract.ts'
import { useAsk } from '../../kit/api.ts'
import { ScreenBar } from '../../kit/panel.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { t } from '../../words/say.ts'
import { useMay } from '../session.ts'
import css from '../settings/settings.module.css'
import own from './lists.module.css'
import { listsPlaces } from './lists-places.ts'

/** The lists that are worked through: one tab each with how many rows are due, the first that is of use to who is signed in at first. */
export function Lists() {
  const may = useMay()
  const here = useLocation({ select: location => location.pathname })
  const places = listsPlaces.filter(place => !place.needs || may(place.needs))
  // Time alone makes rows due: the clock is asked once a minute, everything else is told live.
  const counts = useAsk(listCounts, {}, { enabled: may(listCounts), every_ms: 60_000 }).data
  if (here === '/lists' && places[0]) return <Navigate to={places[0].to} replace />
  const whole = places.find(place => here.startsWith(place.to))?.whole
  return (
    <>
      <ScreenBar title={t('frame.places.lists')}>
        <nav className={own.nav} aria-label={t('frame.places.lists')}>
          {places.map(place => {
            const due = place.counts && counts?.[place.counts].due
            return (
              <Link key={place.to} to={place.to} className={own.place} activeProps={{ className: own.here! }}>
                {t(place.word as 'access.account.title')}
                {due ? <span className={own.count}> {due}</span> : null}
              </Link>
            )
          })}
        </nav>
      </ScreenBar>
      {whole ? (
        <Outlet />
      ) : (
        <div className={css.body}>{places.length > 0 ? <Outlet /> : <EmptyState title={t('frame.noLists')} />}</div>
      )}
    </>
  )
}
