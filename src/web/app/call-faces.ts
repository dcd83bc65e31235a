import { type ComponentType, lazy } from 'react'
import { patientRecalls } from '../../features/worklists/contract.ts'

const fetchRecalls = () => import('../../features/worklists/screens/recalls-due.tsx')

/** The code of all lines below, fetched before a call needs it. */
export const fetchCallFaces = (): Promise<unknown>[] => [fetchRecalls()]

/** A line on the card of a call that another feature fills: calls know nothing of those that build on them. */
export type CallFace = {
  id: string
  /** Without this permission the line is not there. */
  needs: { name: string }
  Body: ComponentType<{ patient: string }>
}

export const callFaces: readonly CallFace[] = [
  {
    id: 'recalls',
    needs: patientRecalls,
    Body: lazy(() => fetchRecalls().then(door => ({ default: door.RecallsDue }))),
  },
]
