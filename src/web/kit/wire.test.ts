import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { act, ask, OfflineError, onRefusal, RefusedError } from './wire.ts'

const note = commandContract({
  name: 'calls.note-call',
  summary: 'Keeps a note.',
  input: z.object({ text: z.string() }),
  output: z.object({ id: z.string() }),
})
const find = queryContract({
  name: 'patients.search',
  summary: 'Finds.',
  input: z.object({ text: z.string(), limit: z.number().optional(), open: z.boolean().optional() }),
  output: z.object({ n: z.number() }),
})

type Asked = { url: string; init: RequestInit }
let asked: Asked[] = []
let answers: (() => Response)[] = []

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status })
const unreachable = () => {
  throw new TypeError('failed to fetch')
}
const keyOf = ({ init }: Asked) => (init.headers as Record<string, string>)['idempotency-key']

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  asked = []
  answers = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init })
    return answers.shift()!()
  })
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function settled<T>(work: Promise<T>): Promise<T | Error> {
  const result = work.catch((error: Error) => error)
  await vi.runAllTimersAsync()
  return result
}

test('a query carries each field as one parameter: text as it is, the rest as JSON, absent ones not at all', async () => {
  answers = [json({ n: 2 })]
  expect(await settled(ask(find, { text: 'smi jan & co', limit: 5, open: true }))).toEqual({ n: 2 })
  expect(asked[0]!.url).toBe('/api/patients/search?text=smi+jan+%26+co&limit=5&open=true')
})

test('a query too long for an address goes as a body, whole', async () => {
  answers = [json({ n: 1 }), json({ n: 1 })]
  const text = 'ä'.repeat(5_000)
  await settled(ask(find, { text, limit: 5 }))
  expect(asked[0]!.url).toBe('/api/patients/search')
  expect(asked[0]!.init).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } })
  expect(JSON.parse(String(asked[0]!.init.body))).toEqual({ text, limit: 5 })
  await settled(ask(find, { text: 'a'.repeat(3_000) }))
  expect(asked[1]!.init.method).toBeUndefined()
})

test('a command that got no answer is repeated with the same key, and the next one has another', async () => {
  answers = [unreachable, json({ id: '1' }), json({ id: '2' })]
  expect(await settled(act(note, { text: 'a' }))).toEqual({ id: '1' })
  await settled(act(note, { text: 'a' }))
  expect(keyOf(asked[0]!)).toMatch(/^[0-9a-f]{32}$/)
  expect(keyOf(asked[1]!)).toBe(keyOf(asked[0]!))
  expect(keyOf(asked[2]!)).not.toBe(keyOf(asked[1]!))
})

test('pressing save again after the network failed sends the same key; another text has its own', async () => {
  answers = [unreachable, unreachable, unreachable, json({ id: '1' }), json({ id: '2' })]
  expect(await settled(act(note, { text: 'a' }))).toBeInstanceOf(OfflineError)
  await settled(act(note, { text: 'a' }))
  await settled(act(note, { text: 'b' }))
  expect(new Set(asked.slice(0, 4).map(keyOf)).size).toBe(1)
  expect(keyOf(asked[4]!)).not.toBe(keyOf(asked[0]!))
})

test('after a fault of the server the key is kept, for what became of the command is unknown', async () => {
  answers = [json({ title: 'fault' }, 500), json({ id: '1' })]
  expect(await settled(act(note, { text: 'a' }))).toBeInstanceOf(Error)
  await settled(act(note, { text: 'a' }))
  expect(keyOf(asked[1]!)).toBe(keyOf(asked[0]!))
})

test('a refusal is thrown with its code and facts, told to who listens, and frees the key', async () => {
  const heard: string[] = []
  const stop = onRefusal(refused => heard.push(refused.code))
  const problem = { type: 'x', title: 'x', status: 409, code: 'calls.closed', kind: 'conflict', facts: { by: 'Robin' } }
  answers = [json(problem, 409), json({ id: '1' })]
  const error = await settled(act(note, { text: 'a' }))
  stop()
  expect(error).toBeInstanceOf(RefusedError)
  expect(error).toMatchObject({ code: 'calls.closed', kind: 'conflict', facts: { by: 'Robin' }, status: 409 })
  expect(heard).toEqual(['calls.closed'])
  await settled(act(note, { text: 'a' }))
  expect(keyOf(asked[1]!)).not.toBe(keyOf(asked[0]!))
})

test('an answer that does not keep the contract is a bug and not shown as data', async () => {
  answers = [json({ n: 'two' })]
  expect(await settled(ask(find, { text: 'a' }))).toBeInstanceOf(z.ZodError)
})
