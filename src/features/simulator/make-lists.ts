import type { Id } from '../../core/id.ts'
import * as listContract from '../worklists/contract.ts'
import { asPerson, does } from './deeds.ts'
import type { Making } from './making.ts'

const rules = [
  { name: 'Yearly physical', after: 2, recall: 2, months: 12, leadDays: 30, ageFrom: 18, ageTo: null },
  { name: 'Check after a joint injection', after: 8, recall: 0, months: 1, leadDays: 30, ageFrom: null, ageTo: null },
  { name: 'First check of a new patient', after: 1, recall: 0, months: 1, leadDays: 14, ageFrom: 18, ageTo: 90 },
] as const

const orders = [
  {
    kind: 'test',
    title: 'Fasting blood sugar',
    visitType: 0,
    priority: 'routine',
    from: 1,
    to: 21,
    preparation: 'Nothing to eat or drink but water for 8 hours before.',
    authorisation: 'not-needed',
  },
  {
    kind: 'procedure',
    title: 'Knee injection, left',
    visitType: 8,
    priority: 'urgent',
    from: 0,
    to: 10,
    preparation: 'Bring a list of blood thinners. Somebody should drive you home.',
    authorisation: 'requested',
  },
  {
    kind: 'procedure',
    title: 'Skin biopsy, right forearm',
    visitType: 6,
    priority: 'urgent',
    from: 0,
    to: 7,
    preparation: 'Wear short sleeves. You may eat and drink as usual.',
    authorisation: 'granted',
  },
  {
    kind: 'referral',
    title: 'Second opinion on a mole',
    visitType: 7,
    priority: 'routine',
    from: 3,
    to: 40,
    preparation: '',
    authorisation: 'denied',
  },
] as const

const wishes = [
  { visitType: 5, text: 'My cough will not go away. Mornings are best.', part: 'morning', days: 1 },
  { visitType: 0, text: 'To talk about my new tablets', part: 'afternoon', days: 3 },
  { visitType: 9, text: 'Flu shot, whenever it suits you', part: 'any', days: 2 },
] as const

/** What waits on the lists of every clinic: rules by which patients are called in, orders to schedule, what patients asked for. */
export async function makeLists(making: Making): Promise<void> {
  const chance = making.chance.stream('lists')
  const someone = () => chance.pick(making.patients.slice(3))
  const day = (days: number) => making.today.add({ days }).toString()
  const type = (at: number) => making.visitTypes[at]!
  await asPerson(making.app, making.practice, making.manager, making.now.subtract({ hours: 24 * 20 }), async ctx => {
    for (const { after, recall, ...rule } of rules) {
      await does(ctx, listContract.addRecallRule, { ...rule, after: type(after), recall: type(recall) })
    }
  })
  const secretary = making.secretaries[0]!
  const yesterday = making.now.subtract({ hours: 22 })
  await asPerson(making.app, making.practice, secretary, yesterday, async ctx => {
    for (const { visitType, from, to, ...order } of orders) {
      const made = await does(ctx, listContract.addOrder, {
        ...order,
        patient: someone(),
        visitType: type(visitType),
        orderedBy: chance.pick(making.providers),
        earliest: day(from),
        latest: day(to),
        ...(order.authorisation === 'granted' ? { authorisedUntil: day(30), authorisationNumber: 'A-1042' } : {}),
      })
      if (order.kind !== 'test') continue
      const item = made.order as string as Id<'work-item'>
      await does(ctx, listContract.noteAttempt, { list: 'orders', item, result: 'voicemail' })
    }
    for (const { visitType, text, part, days } of wishes) {
      await does(ctx, listContract.requestVisit, {
        patient: someone(),
        visitType: type(visitType),
        wished: [
          { date: day(days), part },
          { date: day(days + 1), part },
        ],
        text,
      })
    }
  })
}
