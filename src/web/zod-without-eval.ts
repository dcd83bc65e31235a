// Zod compiles its checks with `new Function` unless told otherwise, and the content policy forbids that. It reads the setting when
// a schema is made, so it has to stand before the first contract: vite.config.ts gives this module to whoever imports 'zod'.
import { config } from 'zod/v4'

config({ jitless: true })

export * from 'zod/v4'
