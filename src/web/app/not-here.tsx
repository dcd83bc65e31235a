import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { EmptyState, ErrorState } from '../kit/states.tsx'
import { t } from '../words/say.ts'

/** The address names no screen. */
export function NotHere() {
  return (
    <EmptyState title={t('frame.notHere.title')} hint={t('frame.notHere.hint')} icon="search">
      <Link to="/">{t('frame.notHere.back')}</Link>
    </EmptyState>
  )
}

/** A screen threw: the frame stays, the rest of the desk goes on working. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error} onRetry={reset} />
}
