import { hash, verify } from '@node-rs/argon2'
import { tooBusy } from '../core/refusal.ts'

/** argon2id, 19 MiB, two passes (the library's default and OWASP's first choice): some 70 ms of one core for each guess. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Hashing runs on threads that files and name look-ups also use: two at a time, and no endless queue, so that a flood of sign-ins
 *  slows sign-in alone. */
const AT_ONCE = 2
const LONGEST_QUEUE = 64

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>, ahead: boolean): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= LONGEST_QUEUE && !ahead) throw tooBusy({ retryAfterSeconds: 3 })
    await new Promise<void>(go => (ahead ? waiting.unshift(go) : waiting.push(go)))
  } else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** The form in which a password is stored (PHC string). Throws `platform.busy` when too many wait. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost), true)

let decoy: Promise<string> | undefined

/** Whether a password fits a stored hash. Without a hash (nobody of that name) it takes as long and answers false.
 *  `ahead` lets browsers that are known pass the strangers in the queue. */
export async function passwordFits(password: string, stored: string | null, ahead = false): Promise<boolean> {
  decoy ??= hash('nobody has this password', cost)
  const against = stored ?? (await decoy)
  const fits = await inTurn(() => verify(against, password), ahead)
  return stored !== null && fits
}
