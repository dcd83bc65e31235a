import type { InputOf } from '../../../../core/contract.ts'
import { dismissToast, toast } from '../../../../web/kit/toast.ts'
import { act } from '../../../../web/kit/wire.ts'
import { sayError } from '../../../../web/words/refusal-words.ts'
import { t } from '../../../../web/words/say.ts'
import * as contract from '../../contract.ts'
import type { HoursAnswer } from './setting-ground.ts'
import { saySpan, spanInput } from './span.ts'

type Exception = HoursAnswer['exceptions'][number]
type Closure = HoursAnswer['closures'][number]

/** Carries out what stands behind an Undo or a Remove, and says so if it was refused. */
export async function orSay(deed: () => Promise<unknown>): Promise<void> {
  try {
    await deed()
  } catch (error) {
    toast(sayError(error), { look: 'bad' })
  }
}

// What was added and can still be taken back: once it is removed another way, that offer goes too.
const offered = new Map<string, number>()

function forget(id: string): void {
  const notice = offered.get(id)
  if (notice !== undefined) dismissToast(notice)
  offered.delete(id)
}

type NewException = Omit<Exception, 'id'>

const exceptionInput = (one: NewException): InputOf<typeof contract.addException> => ({
  provider: one.provider,
  kind: one.kind,
  ...(one.location ? { location: one.location } : {}),
  ...spanInput(one),
  ...(one.weekdays ? { weekdays: one.weekdays } : {}),
  reason: one.reason,
})

const addedWords = { away: 'addedAway', open: 'addedOpen', meeting: 'addedMeeting' } as const

/** Adds somebody's absence, meeting or extra hours, with the way back. Throws what the server refused. */
export async function plan(provider: string, one: NewException): Promise<void> {
  const { exception } = await act(contract.addException, exceptionInput(one))
  const said = t(`schedule.setup.exceptions.${addedWords[one.kind]}`, {
    name: provider,
    when: saySpan(one),
    what: one.reason || t('schedule.setup.exceptions.meeting'),
  })
  offered.set(exception, toast(said, { undo: () => void orSay(() => takeBack(exception, said)) }))
}

async function takeBack(exception: Exception['id'], said: string): Promise<void> {
  await act(contract.removeException, { exception })
  forget(exception)
  toast(t('schedule.setup.exceptions.removed', { what: said }), { look: 'info' })
}

/** Removes an absence, a meeting or extra hours; Undo plans the same again. */
export const unplan = (provider: string, one: Exception): Promise<void> =>
  orSay(async () => {
    await act(contract.removeException, { exception: one.id })
    forget(one.id)
    const said = t('schedule.setup.exceptions.removed', { what: `${provider}, ${saySpan(one)}` })
    toast(said, { undo: () => void orSay(() => plan(provider, one)) })
  })

type NewClosure = Omit<Closure, 'id'>

/** Closes the practice or a location, with the way back. Throws what the server refused. */
export async function close(one: NewClosure): Promise<void> {
  const { closure } = await act(contract.addClosure, {
    ...(one.location ? { location: one.location } : {}),
    ...spanInput(one),
    name: one.name,
  })
  const said = t('schedule.setup.closures.added', { name: one.name, when: saySpan(one) })
  offered.set(closure, toast(said, { undo: () => void orSay(() => openAgain({ ...one, id: closure }, false)) }))
}

async function openAgain(one: Closure, mayUndo: boolean): Promise<void> {
  await act(contract.removeClosure, { closure: one.id })
  forget(one.id)
  const said = t('schedule.setup.exceptions.removed', { what: `${one.name}, ${saySpan(one)}` })
  toast(said, mayUndo ? { undo: () => void orSay(() => close(one)) } : { look: 'info' })
}

/** Removes a closure; Undo closes again. */
export const unclose = (one: Closure): Promise<void> => orSay(() => openAgain(one, true))
