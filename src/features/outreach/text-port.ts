import { createHmac } from 'node:crypto'
import { type Carrier, shortly } from './carrier.ts'

const PATIENCE_MS = 20_000
const NEVER_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** The signature of a body: HMAC-SHA-256 over the seconds, a point and the body, in hexadecimal; written 't=1764000000,v1=…'. */
const signature = (key: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`

/** Hands text messages to whoever carries them: POST {"id", "to", "text"} with the header Anteroom-Signature. `id` is the same at a second try. */
export function textPort(url: string, key: string, now: () => Temporal.Instant): Carrier {
  return async letter => {
    const body = JSON.stringify({ id: letter.id, to: letter.to, text: letter.text })
    const seconds = Math.floor(now().epochMilliseconds / 1000)
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'anteroom-signature': signature(key, seconds, body) },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      const said = shortly(await answer.text().catch(() => ''))
      const why = said ? `${answer.status} ${said}` : String(answer.status)
      if (answer.ok) return { outcome: 'sent', why: '' }
      if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return { outcome: 'put-off', why }
      return { outcome: 'refused', why }
    } catch (error) {
      const code = ((error as Error).cause as { code?: string } | undefined)?.code ?? ''
      if (NEVER_REACHED.has(code)) return { outcome: 'put-off', why: code }
      return { outcome: 'unknown', why: code || (error as Error).name }
    }
  }
}
