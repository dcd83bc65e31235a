import type { Subcommand } from './subcommand.ts'

/** Everything the operator's tool can do; each is loaded only when it is asked for. */
export const subcommands: Readonly<Record<string, () => Promise<Subcommand>>> = {
  start: async () => (await import('./start.ts')).start,
  serve: async () => (await import('./serve.ts')).serve,
  doctor: async () => (await import('./doctor.ts')).doctor,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  'person add': async () => (await import('./person-add.ts')).personAdd,
  'token create': async () => (await import('./token-create.ts')).tokenCreate,
  'import fhir': async () => (await import('./import-fhir.ts')).importFhirFiles,
  'demo-sign-ins': async () => (await import('./demo-sign-ins.ts')).demoSignIns,
  'audit verify': async () => (await import('./audit-verify.ts')).auditVerify,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
}
