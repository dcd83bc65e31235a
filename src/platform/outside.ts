import { CannotStart, exitStatus } from './cannot-start.ts'
import type { Settings } from './settings.ts'

/** How the program reaches the world outside: where its pages are for patients, and who carries its messages. */
export type Outside = {
  /** What browsers outside call this program, without a slash at the end: the start of every link in a message. */
  address: string
  /** The mail server; null: messages are written into the data folder's outbox. */
  smtpUrl: string | null
  mailFrom: string | null
  /** Who carries text messages; null: none are sent. */
  textUrl: string | null
  /** Signs what is handed to textUrl. */
  textKey: string | null
}

/** Nothing is set: messages go into the outbox folder, links to this machine. */
export const nothingOutside = (): Outside => ({
  address: 'http://127.0.0.1:4180',
  smtpUrl: null,
  mailFrom: null,
  textUrl: null,
  textKey: null,
})

/** Reads the part of the settings that leads outside. Throws CannotStart where one setting needs another. */
export function outsideOf(settings: Settings): Outside {
  const need = (has: unknown, other: unknown, name: string, wanted: string) => {
    if (has && !other)
      throw new CannotStart(
        'setting.missing',
        `${name} needs ${wanted}.`,
        `Set ${wanted} as well.`,
        exitStatus.badSetting,
      )
  }
  need(settings.ANTEROOM_SMTP_URL, settings.ANTEROOM_MAIL_FROM, 'ANTEROOM_SMTP_URL', 'ANTEROOM_MAIL_FROM')
  need(settings.ANTEROOM_TEXT_URL, settings.ANTEROOM_TEXT_KEY, 'ANTEROOM_TEXT_URL', 'ANTEROOM_TEXT_KEY')
  const host = settings.ANTEROOM_HOST
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return {
    address: settings.ANTEROOM_ADDRESS ?? `http://${shown}:${settings.ANTEROOM_PORT}`,
    smtpUrl: settings.ANTEROOM_SMTP_URL ?? null,
    mailFrom: settings.ANTEROOM_MAIL_FROM ?? null,
    textUrl: settings.ANTEROOM_TEXT_URL ?? null,
    textKey: settings.ANTEROOM_TEXT_KEY ?? null,
  }
}
