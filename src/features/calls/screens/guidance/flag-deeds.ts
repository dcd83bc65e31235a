import { act } from '../../../../web/kit/api.ts'
import { alertAboutFiring, dismissFiring, fireRedFlag, tickStep } from '../../contract.ts'

/** Something done about a red flag at this desk, until the server has it. `key` lets it be told twice and done once. */
export type FlagDeed = { key: string; flag: string; at: string } & (
  | { did: 'fire'; words: string[]; absent: boolean }
  | { did: 'tick'; step: number; done: boolean }
  | { did: 'dismiss'; reason: string }
  | { did: 'alert'; to: string; name: string; step: number }
)

/** Brings one deed to the server. Throws OfflineError while it is away. */
export async function sendFlagDeed(call: string, deed: FlagDeed): Promise<void> {
  const { key, flag, at } = deed
  const on = { call, flag, at }
  if (deed.did === 'fire') await act(fireRedFlag, { ...on, words: deed.words, absent: deed.absent }, { key })
  else if (deed.did === 'tick') await act(tickStep, { ...on, step: deed.step, done: deed.done }, { key })
  else if (deed.did === 'dismiss') await act(dismissFiring, { ...on, reason: deed.reason }, { key })
  else await act(alertAboutFiring, { call, flag, to: deed.to }, { key })
}

/** What every deed says: a key of its own, which flag, and when. */
export const deedOn = (flag: string): Pick<FlagDeed, 'key' | 'flag' | 'at'> => ({
  key: crypto.randomUUID(),
  flag,
  at: new Date().toISOString(),
})
