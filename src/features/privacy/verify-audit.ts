import { checkAudit } from '../../platform/audit.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Checks this practice's chain. The operator's tool does the same for all practices: `anteroom audit verify`. */
export const verifyAudit = query(contract.verifyAudit, ctx => checkAudit(ctx))
