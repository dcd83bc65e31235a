import { createContext, useContext } from 'react'
import type { OutputOf } from '../../core/contract.ts'
import { signOut as signOutDeed, whoAmI } from '../../features/access/contract.ts'
import { act, answers } from '../kit/api.ts'
import { setDraftOwner, wipeDrafts } from '../kit/drafts.ts'
import { stopLive } from '../kit/live.ts'
import { unlockNow } from './lock.ts'
import { clearHand } from './person-in-hand.ts'

export type Session = OutputOf<typeof whoAmI>

export const SessionContext = createContext<Session | null>(null)

/** Who is signed in here, and what they may do. Only inside the desk. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('nobody is signed in here')
  return session
}

/** Whether this person may carry out a command or query, by contract: buttons for what is denied are not drawn. */
export function useMay(): (contract: { name: string; open?: string }) => boolean {
  const { permissions } = useSession()
  return contract => contract.open !== undefined || permissions.includes(contract.name)
}

/** Ask again who is signed in: after sign-in, unlock, a change of password. */
export async function askWhoAgain(): Promise<void> {
  await answers.invalidateQueries({ queryKey: [whoAmI.name] })
}

/** Somebody proved who they are: nothing the last person saw, held or locked in this tab may be left over. */
export async function enter(): Promise<void> {
  unlockNow()
  await answers.resetQueries()
}

/** Signs out: the session ends at the server, and what was half typed or kept here is wiped. */
export async function signOut(): Promise<void> {
  await act(signOutDeed, {})
  await wipeDrafts()
  setDraftOwner(null)
  clearHand()
  stopLive()
  unlockNow()
  answers.clear()
  // A fresh page, so that nothing of the last person stays in memory.
  location.assign('/')
}
