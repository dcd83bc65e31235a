import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Exchange, freePort } from './exchange.ts'
import { openVoice, type Voice } from './voice.ts'

/** What the caller's telephone does after it rings. Each is one message of the dialog, in order. */
type Step = 'busy' | 'give-up' | 'answered' | 'hold' | 'back' | 'referred' | 'hung-up'

const sdpAt = (port: number) => `v=0
o=caller 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio ${port} RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
`
const own = (number: string) => `<sip:${number}@[local_ip]:[local_port]>`
const send = (text: string, more = '') => `<send ${more}><![CDATA[\n${text}\n]]></send>\n`
const to = '<sip:[service]@[remote_ip]:[remote_port]>'
const via = 'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]'
const bare = 'Max-Forwards: 70\nContent-Length: 0\n'

function scenario(ask: CallAsk, port: number): string {
  const { name, number, steps, replaces } = ask
  const from = `From: "${name}" ${own(number)};tag=[pid]caller[call_number]`
  const body = `Contact: ${own(number)}\nContent-Type: application/sdp\nContent-Length: [len]\n\n${sdpAt(port)}`
  const reply = (line: string, rest: string) =>
    send(
      `SIP/2.0 ${line}\n[last_Via:]\n[last_Record-Route:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\n${rest}`,
    )
  const within = (method: string, cseq: number, rest: string) =>
    send(
      `${method} [next_url] SIP/2.0\n${via}\n${from}\n[last_To:]\n[routes]\nCall-ID: [call_id]\nCSeq: ${cseq} ${method}\nContact: ${own(number)}\nMax-Forwards: 70\n${rest}`,
    )
  // After a request of the other side, its From is our To: the dialog's own headers are written out from what was kept at the answer.
  const notify = (cseq: number, state: string, line: string, wait: string) =>
    `${send(
      `NOTIFY [next_url] SIP/2.0\n${via}\n${from}\nTo: [$peer]\n[routes]\nCall-ID: [call_id]\nCSeq: ${cseq} NOTIFY\nContact: ${own(number)}\nEvent: refer\nSubscription-State: ${state}\nMax-Forwards: 70\nContent-Type: message/sipfrag\nContent-Length: [len]\n\nSIP/2.0 ${line}\n`,
      'retrans="500"',
    )}${wait}`
  const parts: Record<Step, string> = {
    busy:
      '<recv response="180" optional="true"/>\n<recv response="486"/>\n' +
      send(
        `ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n[last_Via:]\n${from}\n[last_To:]\nCall-ID: [call_id]\nCSeq: 1 ACK\n${bare}`,
      ),
    // Both desks of the group say that they ring.
    'give-up':
      '<recv response="180"/><recv response="180"/><pause milliseconds="2000"/>\n' +
      send(
        `CANCEL sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n[last_Via:]\n${from}\nTo: ${to}\nCall-ID: [call_id]\nCSeq: 1 CANCEL\n${bare}`,
        'retrans="500"',
      ) +
      '<recv response="200"/><recv response="487"/>\n' +
      send(
        `ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n[last_Via:]\n${from}\n[last_To:]\nCall-ID: [call_id]\nCSeq: 1 ACK\n${bare}`,
      ),
    answered:
      '<recv response="180" optional="true"/>\n<recv response="200" rrs="true"><action><ereg regexp=".*" search_in="hdr" header="To:" assign_to="peer"/></action></recv>\n' +
      within('ACK', 1, 'Content-Length: 0\n'),
    hold: `<recv request="INVITE"/>\n${reply('200 OK', body.replace('a=fmtp:101 0-15\n', 'a=fmtp:101 0-15\na=recvonly\n'))}<recv request="ACK"/>\n`,
    back: `<recv request="INVITE"/>\n${reply('200 OK', body)}<recv request="ACK"/>\n`,
    referred:
      '<recv request="REFER"/>\n' +
      reply('202 Accepted', `Contact: ${own(number)}\nContent-Length: 0\n`) +
      notify(2, 'active;expires=60', '100 Trying', '<recv response="200"/>\n') +
      '<pause milliseconds="2500"/>\n' +
      notify(3, 'terminated;reason=noresource', '200 OK', ''),
    // The desk hangs up the moment it hears that the transfer worked, sometimes before it has said so.
    'hung-up': `<recv response="200" optional="true"/>\n<recv request="BYE"/>\n${reply('200 OK', 'Content-Length: 0\n')}`,
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="caller">\n${send(
    `INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n${via}\n${from}\nTo: ${to}\nCall-ID: [call_id]\nCSeq: 1 INVITE\n${replaces ? `Replaces: ${replaces}\n` : ''}Max-Forwards: 70\n${body}`,
    'retrans="500"',
  )}<recv response="100" optional="true"/>\n${steps.map(step => parts[step]).join('')}${steps.includes('answered') && !steps.includes('referred') ? '<Reference variables="peer"/>\n' : ''}</scenario>\n`
}

/** Somebody outside who is called: it rings, they answer, and the desk hangs up. */
function calledScenario(port: number): string {
  const body = `Contact: <sip:outside@[local_ip]:[local_port]>\nContent-Type: application/sdp\nContent-Length: [len]\n\n${sdpAt(port)}`
  const reply = (line: string, rest: string, more = '') =>
    send(
      `SIP/2.0 ${line}\n[last_Via:]\n[last_Record-Route:]\n[last_From:]\n[last_To:];tag=[pid]called[call_number]\n[last_Call-ID:]\n[last_CSeq:]\n${rest}`,
      more,
    )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="called">\n<recv request="INVITE"/>\n${reply('180 Ringing', 'Content-Length: 0\n')}${reply('200 OK', body, 'retrans="500"')}<recv request="ACK"/>\n<recv request="BYE"/>\n${send(
    'SIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\nContent-Length: 0\n',
  )}</scenario>\n`
}

type CallAsk = { number: string; name: string; to: string; steps: readonly Step[]; replaces?: string }

export type Caller = {
  /** Resolves when the whole scenario went as it should; rejects with what sipp says if not. */
  done: Promise<void>
  /** Everything this telephone sent and got. */
  messages(): string
  voice: Voice
}

let calls = 0

/** Somebody outside who calls: sipp with a real scenario, and a voice of our own that counts what it hears. */
export async function callFrom(exchange: Exchange, ask: CallAsk): Promise<Caller> {
  const port = await freePort()
  return telephone(exchange, await openVoice(port), scenario(ask, port), await freePort(), ask.to)
}

/** The outside world, where calls of a desk go: one telephone that answers once. */
export async function waitOutside(exchange: Exchange): Promise<Caller> {
  const port = await freePort()
  return telephone(exchange, await openVoice(port), calledScenario(port), exchange.trunkPort)
}

async function telephone(
  exchange: Exchange,
  voice: Voice,
  written: string,
  port: number,
  to?: string,
): Promise<Caller> {
  const name = `caller-${++calls}`
  const file = (end: string) => path.join(exchange.folder, `${name}.${end}`)
  writeFileSync(file('xml'), written)
  const child = exchange.run('/usr/bin/sipp', [
    ...(to ? [`127.0.0.1:${exchange.sipPort}`, '-s', to] : []),
    ...['-sf', file('xml'), '-i', '127.0.0.1', '-p', String(port), '-mi', '127.0.0.1', '-mp', String(await freePort())],
    ...['-m', '1', '-nostdin', '-timeout', '80s', '-timeout_error'],
    ...['-trace_msg', '-message_file', file('log'), '-trace_err', '-error_file', file('err')],
  ])
  const read = (end: string) => {
    try {
      return readFileSync(file(end), 'utf8')
    } catch {
      return ''
    }
  }
  const done = new Promise<void>((fine, bad) => {
    child.once('exit', code => {
      voice.close()
      if (code === 0) fine()
      else bad(new Error(`sipp ended with ${code}\n${read('err')}\n${read('log').slice(-6_000)}`))
    })
  })
  // Awaited at the end of the test; until then a failure must not end the whole run.
  done.catch(() => {})
  return { done, messages: () => read('log'), voice }
}
