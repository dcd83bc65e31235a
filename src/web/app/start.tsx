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

/** Puts the app on the page. */
export function start(): void {
  startKeys()
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <QueryClientProvider client={answers}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
