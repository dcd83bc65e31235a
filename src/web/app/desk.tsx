import { Outlet, useRouterState } from '@tanstack/react-router'
import { OfflineBanner } from '../kit/offline-banner.tsx'
import { EmptyState, LoadingState } from '../kit/states.tsx'
import { ToastRegion } from '../kit/toast-region.tsx'
import { t } from '../words/say.ts'
import { useCodeAhead } from './code-ahead.ts'
import css from './desk.module.css'
import { DeskKeys } from './desk-keys.tsx'
import { usePersonInHand } from './person-in-hand.ts'
import { Region } from './region.tsx'
import { regions } from './regions.ts'
import { TopBar } from './top-bar.tsx'
import { useWishInHand } from './wish-in-hand.ts'

/** The frame of DESK.md: the bar, what wants attention now, the work, the person in hand. */
export function Desk() {
  useCodeAhead()
  const { patientId } = usePersonInHand()
  const { NowRail, PatientCard, Phone, WishForm } = regions
  const wish = useWishInHand()
  // The settings and the telephone's figures are about nobody: as long as nobody is in hand, they have the place of the card as well.
  const alone = useRouterState({ select: state => /^\/(settings|phone)\b/.test(state.location.pathname) }) && !patientId
  // Read from across the room: nothing stands around it.
  const bare = useRouterState({ select: state => state.location.pathname === '/wallboard' })
  if (bare) {
    return (
      <main className={css.bare} id="work">
        <DeskKeys />
        <Outlet />
      </main>
    )
  }
  return (
    <div className={css.desk}>
      <a className={css.skip} href="#work">
        {t('frame.skip')}
      </a>
      <DeskKeys />
      <TopBar />
      <OfflineBanner />
      <div className={css.frame} data-now={NowRail ? '' : undefined} data-hand={PatientCard && !alone ? '' : undefined}>
        {NowRail && (
          <aside className={css.now} aria-label={t('frame.now')}>
            {Phone && (
              <Region waiting={null}>
                <Phone />
              </Region>
            )}
            <Region waiting={<LoadingState />}>
              <NowRail />
            </Region>
          </aside>
        )}
        <main className={css.work} id="work" tabIndex={-1}>
          <Outlet />
        </main>
        {PatientCard && !alone && (
          <aside className={css.hand} aria-label={t('frame.person')} data-empty={patientId ? undefined : ''}>
            {patientId ? (
              <Region key={patientId} waiting={<LoadingState lines={8} />}>
                <PatientCard patientId={patientId} />
              </Region>
            ) : (
              <EmptyState title={t('frame.emptyHand.title')} hint={t('frame.emptyHand.hint')} icon="person" />
            )}
          </aside>
        )}
      </div>
      {WishForm && wish && (
        <Region waiting={null}>
          <WishForm />
        </Region>
      )}
      <ToastRegion />
    </div>
  )
}
