import '@fontsource-variable/inter/wght.css'
import '../kit/tokens.css'
import '../kit/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { answers } from '../kit/api.ts'
import { startKeys } from '../kit/keys.ts'
import { router } from './routes.tsx'

// After an update of the program an open page asks for chunks that are gone: load the page anew (drafts survive that), but never twice
// in a row, in case the chunk is really missing.
function reloadAfterUpdate(event: Event): void {
  const place = 'anteroom.reloaded'
  if (Date.now() - Number(sessionStorage.getItem(place) ?? 0) < 60_000) return
  sessionStorage.setItem(place, String(Date.now()))
  event.preventDefault()
  location.reload()
}

/** Puts the app on the page. */
export function start(): void {
  window.addEventListener('vite:preloadError', reloadAfterUpdate)
  startKeys()
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <QueryClientProvider client={answers}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
