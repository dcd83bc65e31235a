import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import type { address } from '../contract-parts.ts'

export type AddressRow = {
  to_staff: Id<'staff'> | null
  to_pool: Id<'message-pool'> | null
  to_role: Id<'role'> | null
  to_name: string
}

/** The address that three columns and a joined name say. */
export function addressOf(row: AddressRow): z.input<typeof address> {
  if (row.to_pool) return { kind: 'pool', id: row.to_pool, name: row.to_name }
  if (row.to_role) return { kind: 'role', id: row.to_role, name: row.to_name }
  return { kind: 'person', id: row.to_staff!, name: row.to_name }
}
