import { z } from 'zod'
import { asteriskReader } from './asterisk-events.ts'
import { type Connect, type Fault, faultOf, type Target } from './connection.ts'

const answerWithin_ms = 10_000
const pingEvery_ms = 30_000

const channels = z.array(z.looseObject({ id: z.string() }))

/** Listens at Asterisk's REST interface: a WebSocket with the events of everything, and questions by HTTP. After each connecting it asks which
 *  channels there are, so that calls which ended in a cut are ended here as well. The name and password travel in a header only. */
export const connectAsterisk: Connect = (to, listener) => {
  const stop = new AbortController()
  let socket: WebSocket | null = null
  let ping: NodeJS.Timeout | undefined
  let over = false
  const end = (fault: Fault) => {
    if (over) return
    over = true
    stop.abort()
    clearInterval(ping)
    socket?.close()
    listener.closed(fault)
  }
  const ask = (path: string) => askAsterisk(to, path, stop.signal)
  const start = async () => {
    const { status } = await ask('channels')
    if (status === 401 || status === 403) return end('denied')
    if (status !== 200) return end('nonsense')
    if (over) return
    const application = encodeURIComponent(to.application ?? '')
    const open = new WebSocket(
      `${to.secure ? 'wss' : 'ws'}://${hostOf(to)}/ari/events?app=${application}&subscribeAll=true`,
      {
        headers: { authorization: keyOf(to) },
      } as unknown as string[],
    )
    socket = open
    const late = setTimeout(() => end('unreachable'), answerWithin_ms)
    const read = asteriskReader(listener)
    open.onopen = () => {
      clearTimeout(late)
      if (over) return
      listener.up()
      ask('channels').then(
        answer => {
          if (over || answer.status !== 200) return
          const found = channels.safeParse(answer.json)
          if (found.success) listener.present(found.data.map(one => one.id))
        },
        () => end('closed'),
      )
      ping = setInterval(() => void ask('asterisk/ping').catch(() => end('closed')), pingEvery_ms)
    }
    open.onmessage = message => {
      if (over) return
      try {
        read(String(message.data))
      } catch {
        end('nonsense')
      }
    }
    open.onerror = () => {
      clearTimeout(late)
      end('closed')
    }
    open.onclose = () => {
      clearTimeout(late)
      end('closed')
    }
  }
  start().catch(error => end(faultOf((error as Error).cause ?? error)))
  return { close: () => end('closed') }
}

const hostOf = (to: Target) => `${to.host.includes(':') ? `[${to.host}]` : to.host}:${to.port}`
const keyOf = (to: Target) => `Basic ${Buffer.from(`${to.account ?? ''}:${to.secret ?? ''}`).toString('base64')}`

async function askAsterisk(to: Target, path: string, signal: AbortSignal): Promise<{ status: number; json: unknown }> {
  const answer = await fetch(`${to.secure ? 'https' : 'http'}://${hostOf(to)}/ari/${path}`, {
    headers: { authorization: keyOf(to) },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithin_ms)]),
  })
  const text = await answer.text()
  return { status: answer.status, json: answer.status === 200 && text ? JSON.parse(text) : null }
}
