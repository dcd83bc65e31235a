import type { Id } from '../../core/id.ts'
import * as callContract from '../calls/contract.ts'
import * as voicemailContract from '../voicemail/contract.ts'
import { asPerson, type Doer, does } from './deeds.ts'
import {
  type InventedTask,
  inventedTasks,
  messagePools,
  messageRules,
  type PoolName,
  readyTexts,
  type Whose,
} from './invented-inbox.ts'
import type { InventedPatient } from './invented-patients.ts'
import { inventedSound } from './invented-sound.ts'
import type { Making } from './making.ts'

type Pools = Record<PoolName, Id<'message-pool'>>

/** What makes the inbox live: pools with people, rules, ready texts, what waits in the pools, and somebody who spoke on the voicemail. */
export async function makeInbox(making: Making, invented: readonly InventedPatient[]): Promise<void> {
  const pools = await arrange(making)
  for (const task of inventedTasks) await makeTask(making, pools, task)
  const { secretaries, manager } = making
  const caller = invented[20 % invented.length]!
  await asPerson(making.app, making.practice, secretaries[0] ?? manager, making.now, ctx =>
    does(ctx, voicemailContract.giveVoicemail, {
      sound: inventedSound().toString('base64'),
      from: caller.phones[0]?.number ?? '(212) 555-0197',
      line: 'Line 1',
      at: making.now.subtract({ minutes: 40 }).toString(),
      externalId: 'made-up-voicemail',
    }),
  )
}

function whoIs(making: Making, whose: Whose): Doer {
  const { secretaries, manager, doctors, people } = making
  if (typeof whose === 'number') return doctors[whose % doctors.length] ?? manager
  if (whose === 'secretary') return secretaries[0] ?? manager
  if (whose === 'reception') return secretaries[1] ?? manager
  if (whose === 'nurse') return doctors.find(doctor => /, (NP|RN)$/.test(doctor.name)) ?? doctors[0] ?? manager
  const found = people.find(person => person.role === whose)
  return found ? { id: found.staff, name: found.name } : manager
}

/** Pools, rules and ready texts, as the manager would say them at the settings. */
function arrange(making: Making): Promise<Pools> {
  const at = making.now.subtract({ hours: 24 * 30 })
  return asPerson(making.app, making.practice, making.manager, at, async ctx => {
    const pools: Partial<Pools> = {}
    for (const { name, of } of messagePools) {
      const members = [...new Set(of.map(whose => whoIs(making, whose).id))]
      pools[name] = (await does(ctx, callContract.addMessagePool, { name, members })).id
    }
    for (const { escalateTo, ...rule } of messageRules) {
      const also =
        escalateTo === null
          ? {}
          : escalateTo === 'manager'
            ? { escalateTo: making.manager.id }
            : { escalateToPool: pools[escalateTo]! }
      await does(ctx, callContract.changeMessageRule, { ...rule, ...also })
    }
    for (const text of readyTexts) await does(ctx, callContract.addMessageTemplate, text)
    return pools as Pools
  })
}

async function makeTask(making: Making, pools: Pools, task: InventedTask): Promise<void> {
  const when = (hours: number) => making.now.subtract({ minutes: Math.round(hours * 60) })
  const deed = <T>(whose: Whose, hours: number, run: Parameters<typeof asPerson<T>>[4]) =>
    asPerson(making.app, making.practice, whoIs(making, whose), when(hours), run)
  const to =
    typeof task.to === 'string' && task.to in pools
      ? { toPool: pools[task.to as PoolName] }
      : { to: whoIs(making, task.to as Whose).id }
  const days = Object.entries(task.days ?? {}).map(([key, ago]) => [
    key,
    making.today.subtract({ days: ago }).toString(),
  ])
  const { message } = await deed(task.from, task.leftAgo, ctx =>
    does(ctx, callContract.leaveMessage, {
      ...to,
      kind: task.kind,
      text: task.text,
      fields: { ...task.fields, ...Object.fromEntries(days) },
      priority: task.priority,
      dueAt: when(-task.dueIn).toString(),
      ...(task.patient === null ? {} : { patient: making.patients[task.patient % making.patients.length]! }),
    }),
  )
  for (const one of task.since) {
    await deed<unknown>(one.by, one.ago, ctx => {
      if (one.deed === 'answer') return does(ctx, callContract.answerMessage, { message, text: one.text })
      if (one.deed === 'try') return does(ctx, callContract.tryCallBack, { message, result: one.result })
      return does(ctx, one.deed === 'see' ? callContract.seeMessage : callContract.claimMessage, { message })
    })
  }
}
