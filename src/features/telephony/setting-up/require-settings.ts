import { needed, type SystemKind, settingMissing } from '../contract.ts'

type Settings = {
  host?: string | null | undefined
  port?: number | null | undefined
  account?: string | null | undefined
  application?: string | null | undefined
  hasSecret: boolean
}

/** Refuses a system that lacks what its kind cannot work without, and names the fields. */
export function requireSettings(kind: SystemKind, settings: Settings): void {
  const missing = needed[kind].filter(field => (field === 'secret' ? !settings.hasSecret : settings[field] == null))
  if (missing.length > 0) throw settingMissing({ fields: missing })
}
