import type { App } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Every permission there is: the operations that are not open to everybody anyway. */
export const permissionsOf = (app: Pick<App, 'operations'>): { name: string; summary: string }[] =>
  [...app.operations.values()]
    .filter(operation => !operation.contract.open)
    .map(({ contract: { name, summary } }) => ({ name, summary }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

/** The permissions with their meaning, for the screen that changes roles. */
export const listPermissions = query(contract.listPermissions, async ctx => ({ permissions: permissionsOf(ctx.app) }))
