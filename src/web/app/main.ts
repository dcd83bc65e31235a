import { start } from './start.tsx'
import { showTheme } from './theme.ts'

showTheme()
start()
