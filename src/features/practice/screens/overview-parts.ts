import type { OutputOf } from '../../../core/contract.ts'
import type { overview } from '../contract.ts'

export type Overview = OutputOf<typeof overview>
export type PracticeFacts = Overview['practice']
export type LocationRow = Overview['locations'][number]
export type RoomRow = Overview['rooms'][number]
export type ProviderRow = Overview['providers'][number]
export type StaffRow = Overview['staff'][number]
export type RoleRow = Overview['roles'][number]

/** "Maria Lee MD": given name first, letters last, as on the door. */
export const providerName = (row: Pick<ProviderRow, 'given' | 'family' | 'credential'>): string =>
  [row.given, row.family, row.credential].filter(Boolean).join(' ')

/** Those still here first, then those gone; by name. */
export function hereFirst<Row>(rows: readonly Row[], gone: (row: Row) => unknown, name: (row: Row) => string): Row[] {
  return [...rows].sort((a, b) => Number(Boolean(gone(a))) - Number(Boolean(gone(b))) || name(a).localeCompare(name(b)))
}
