import type { Clock } from './clock.ts'
import type { App } from './context.ts'
import type { Database } from './database.ts'
import type { Feature, Operation } from './feature.ts'
import type { Log } from './log.ts'
import { nothingOutside, type Outside } from './outside.ts'

/** Puts the program together from its features. Throws if two operations carry one name or an operation has the wrong feature's name. */
export function assembleApp(parts: {
  db: Database
  clock: Clock
  log: Log
  features: readonly Feature[]
  dataFolder: string
  outside?: Outside
}): App {
  const operations = new Map<string, Operation>()
  for (const feature of parts.features) {
    for (const operation of feature.operations) {
      const { name } = operation.contract
      if (!name.startsWith(`${feature.name}.`)) throw new Error(`${name} is listed by feature ${feature.name}`)
      if (operations.has(name)) throw new Error(`${name} is listed twice`)
      operations.set(name, operation)
    }
  }
  return Object.freeze({
    ...parts,
    outside: parts.outside ?? nothingOutside(),
    operations,
    carriers: parts.features.flatMap(feature => feature.carriers ?? []),
    subscribed: new Set(
      parts.features.flatMap(feature => (feature.subscriptions ?? []).map(subscription => subscription.event)),
    ),
  })
}

/** Permissions that each built-in role has from the start, read off the contracts. */
export function defaultPermissions(app: Pick<App, 'operations'>): Record<string, string[]> {
  const roles: Record<string, string[]> = {}
  for (const { contract } of app.operations.values()) {
    for (const role of contract.roles ?? []) roles[role] = [...(roles[role] ?? []), contract.name]
  }
  return roles
}

/** Gives permissions that are new in this release to the built-in roles of every practice. Run after migrating. */
export async function offerNewPermissions(app: App): Promise<void> {
  await app.db.owner.query('select practice.offer_permissions($1::jsonb, $2)', [
    JSON.stringify(defaultPermissions(app)),
    app.clock.now().toString(),
  ])
}
