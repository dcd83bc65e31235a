import { CatchBoundary } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { ErrorState } from '../kit/states.tsx'

/** A part of the frame that loads and fails by itself: a broken rail must not take the desk with it. */
export function Region({ waiting, children }: { waiting?: ReactNode; children: ReactNode }) {
  return (
    <CatchBoundary
      getResetKey={() => 'region'}
      errorComponent={({ error, reset }) => <ErrorState error={error} onRetry={reset} small />}
    >
      <Suspense fallback={waiting ?? null}>{children}</Suspense>
    </CatchBoundary>
  )
}
