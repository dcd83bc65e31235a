import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { visitTypes } from './visit-type.ts'

/** Visit types by name. */
export const listVisitTypes = query(contract.listVisitTypes, async (ctx, input) => ({
  visitTypes: await visitTypes(ctx, { retired: input.retired }),
}))
