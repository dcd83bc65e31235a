import { Outlet, useLocation } from '@tanstack/react-router'
import { type ReactNode, Suspense, use, useEffect, useState } from 'react'
import { notSignedIn } from '../../core/refusal.ts'
import { whoAmI } from '../../features/access/contract.ts'
import { ChangeFirstPassword } from '../../features/access/screens/change-first-password.tsx'
import { SignIn } from '../../features/access/screens/sign-in.tsx'
import { isEmpty } from '../../features/practice/contract.ts'
import { SetUp } from '../../features/practice/screens/set-up.tsx'
import { answers, RefusedError, useAsk } from '../kit/api.ts'
import { setDraftOwner } from '../kit/drafts.ts'
import { setPlace } from '../kit/format.ts'
import { recoverKept } from '../kit/kept.ts'
import { startLive, stopLive, useOnline } from '../kit/live.ts'
import { Answered, ErrorState, LoadingState } from '../kit/states.tsx'
import { onRefusal } from '../kit/wire.ts'
import { Desk } from './desk.tsx'
import { useLocked } from './lock.ts'
import { Lock } from './lock-screen.tsx'
import { isOpenPage } from './open-pages.ts'
import { setHandOwner } from './person-in-hand.ts'
import { askWhoAgain, enter, type Session, SessionContext } from './session.ts'

/** What stands at the address: a page for patients, the set-up page on an empty installation, the sign-in page, or the desk. */
export function App() {
  const path = useLocation({ select: at => at.pathname })
  return isOpenPage(path) ? <Outlet /> : <House />
}

function House() {
  const who = useAsk(whoAmI, {}, { fresh_ms: 60_000 })
  // Beside the question, so that nobody waits for it.
  const [recovered] = useState(recoverKept)
  useEffect(
    () =>
      onRefusal((refused, asked) => {
        // Whatever was asked, it learned that the session ended or was locked: look once who is here. Not when it was this very
        // question that was refused: asking it again would go round for ever.
        if (refused.code !== notSignedIn.code || asked.name === whoAmI.name) return
        if (answers.isFetching({ queryKey: [whoAmI.name] }) === 0) void askWhoAgain()
      }),
    [],
  )
  const gone = who.error instanceof RefusedError && who.error.kind === 'denied'
  if (gone) return <Door />
  if (who.data)
    return (
      <Suspense fallback={<LoadingState lines={3} />}>
        <Inside session={who.data} recovered={recovered} />
      </Suspense>
    )
  if (who.error) return <ErrorState error={who.error} onRetry={() => void who.refetch()} />
  return <LoadingState lines={3} />
}

function Door() {
  const empty = useAsk(isEmpty, {}, { fresh_ms: 0 })
  return (
    <Answered answer={empty}>
      {state => (state.empty ? <SetUp onDone={enter} /> : <SignIn demo={state.demo} onSignedIn={enter} />)}
    </Answered>
  )
}

function Inside({ session, recovered }: { session: Session; recovered: Promise<void> }) {
  use(recovered)
  // Before anything below renders a time or a draft, hence not in an effect; both are idempotent.
  setPlace({ zone: session.practice.zone })
  setDraftOwner(session.staff)
  setHandOwner(session.staff)
  const locked = useLocked() || session.locked
  // Locked before this page was loaded: there is no half-typed work below, and all the desk would ask is refused.
  const [opened, setOpened] = useState(!locked)
  if (!opened && !locked) setOpened(true)
  useEffect(() => {
    if (!locked) startLive()
    return stopLive
  }, [locked])
  // The stream also ends when the session was revoked or locked elsewhere.
  const online = useOnline()
  useEffect(() => {
    if (!online) void askWhoAgain()
  }, [online])
  let inside: ReactNode = null
  if (opened) inside = session.mustChangePassword ? <ChangeFirstPassword onDone={askWhoAgain} /> : <Desk />
  return (
    <SessionContext value={session}>
      {inside}
      <Lock />
    </SessionContext>
  )
}
