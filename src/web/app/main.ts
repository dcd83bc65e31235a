// Zod compiles its checks with `new Function` unless told otherwise, and the content policy forbids that. The setting has to stand
// before the first contract is loaded, hence the app behind a second import.
import { config } from 'zod'
import { showTheme } from './theme.ts'

config({ jitless: true })
showTheme()
void import('./start.tsx').then(({ start }) => start())
