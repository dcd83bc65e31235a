import type { Page } from 'playwright-core'

/** Stands in for an exchange in one page: takes every registration, and lets somebody ring. What a real one does is shown in test/peers. */
export async function standInExchange(page: Page, address: string, caller: { number: string; name: string }) {
  await page.routeWebSocket(address, socket => {
    socket.onMessage(message => {
      const text = String(message)
      if (!text.startsWith('REGISTER ')) return
      const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim() ?? ''
      const kept = ['Via', 'From', 'Call-ID', 'CSeq'].map(name => `${name}: ${header(name)}`)
      const contact = /<[^>]+>/.exec(header('Contact'))?.[0]
      socket.send(
        sip('SIP/2.0 200 OK', [...kept, `To: ${header('To')};tag=stand-in`, `Contact: ${contact};expires=120`]),
      )
      socket.send(
        sip(`INVITE ${contact?.slice(1, -1)} SIP/2.0`, [
          'Via: SIP/2.0/WSS stand-in.example;branch=z9hG4bKstandin',
          `From: "${caller.name}" <sip:${caller.number}@stand-in.example>;tag=caller`,
          `To: ${header('To')}`,
          `Call-ID: stand-in-${crypto.randomUUID()}`,
          'CSeq: 1 INVITE',
          `Contact: <sip:${caller.number}@stand-in.example;transport=ws>`,
          'Max-Forwards: 70',
        ]),
      )
    })
  })
}

const sip = (first: string, headers: string[]) => [first, ...headers, 'Content-Length: 0', '', ''].join('\r\n')
