import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import css from './settings.module.css'
import { SettingsNav } from './settings-nav.tsx'

/** Settings: one's own account, and what this person may set for the practice. The pages stand in a list at the side, or, where there is no room
 *  for it, behind the name of the one that is open. */
export function Settings() {
  const path = useRouterState({ select: state => state.location.pathname })
  const body = useRef<HTMLDivElement>(null)
  // Another page begins at its top.
  // In braces: newer browsers answer a scroll with a promise, which React would take for the way to leave the effect.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what it goes by
  useEffect(() => {
    body.current?.scrollTo(0, 0)
  }, [path])
  return (
    <div className={css.frame}>
      <div className={css.split}>
        <SettingsNav path={path} />
        <div className={css.body} ref={body}>
          <Outlet />
        </div>
      </div>
    </div>
  )
}
