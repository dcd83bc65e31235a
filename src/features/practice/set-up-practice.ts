import { openOperation } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Tells whether somebody has to set the installation up. */
export const isEmpty = openOperation(contract.isEmpty, async app => {
  const { rows } = await app.db.app.query<{ is_empty: boolean }>('select practice.is_empty()')
  return { empty: rows[0]!.is_empty, demo: false }
})
