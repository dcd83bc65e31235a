import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { type Carried, type Carrier, shortly } from './carrier.ts'
import { emlOf } from './eml.ts'

const PATIENCE_MS = 20_000

/** Hands letters to a mail server. Whether the server had begun to take the text decides what a broken connection means: before, the letter
 *  has not left; after, nobody knows. */
export function smtp(url: string, sender: string, now: () => Temporal.Instant): Carrier {
  return async letter => {
    const eml = await emlOf(letter, sender, new Date(now().epochMilliseconds))
    let asked = false
    const text = new Readable({
      read() {
        asked = true
        this.push(eml)
        this.push(null)
      },
    })
    try {
      await handOver(url, { from: sender, to: [letter.to] }, text)
      return { outcome: 'sent', why: '' }
    } catch (error) {
      return meaningOf(error as SmtpError, asked)
    }
  }
}

type SmtpError = Error & { code?: string; responseCode?: number; response?: string }

function meaningOf(error: SmtpError, asked: boolean): Carried {
  const why = shortly(error.response ?? error.code ?? error.message)
  // A refused sign-in is the practice's own setting, not the letter's fault.
  if (error.code === 'EAUTH' || error.code === 'ETLS') return { outcome: 'put-off', why }
  if (error.responseCode) return { outcome: error.responseCode >= 500 ? 'refused' : 'put-off', why }
  return { outcome: asked ? 'unknown' : 'put-off', why }
}

function handOver(url: string, envelope: { from: string; to: string[] }, text: Readable): Promise<void> {
  const { hostname, port, protocol, username, password } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const atHome = host === 'localhost' || host === '::1' || host.startsWith('127.')
  const connection = new SMTPConnection({
    host,
    ...(port ? { port: Number(port) } : {}),
    secure: protocol === 'smtps:',
    // A password goes over the network only where nobody can read along.
    requireTLS: username !== '' && !atHome,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS * 2,
  })
  return new Promise<void>((done, fail) => {
    const give = (error: unknown) => {
      fail(error)
      connection.close()
    }
    connection.once('error', give)
    connection.once('end', () => fail(new Error('the mail server closed the connection')))
    const send = () =>
      connection.send(envelope, text, error => {
        if (error) return give(error)
        done()
        connection.quit()
      })
    connection.connect(error => {
      if (error) return give(error)
      if (!username) return send()
      const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
      connection.login({ credentials }, refused => (refused ? give(refused) : send()))
    })
  })
}
