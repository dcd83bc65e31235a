import * as patientContract from '../patients/contract.ts'
import * as scheduleContract from '../schedule/contract.ts'
import { asPerson, does } from './deeds.ts'
import type { InventedPatient } from './invented-patients.ts'
import type { Making } from './making.ts'

/** What every real clinic has as well: a record made twice and merged since, a child whose mother or father pays, a time held while
 *  somebody asks at home. */
export async function makeLooseEnds(making: Making, invented: readonly InventedPatient[]): Promise<void> {
  const secretary = making.secretaries[0]!
  const deed = (at: Temporal.Instant, run: Parameters<typeof asPerson<void>>[4]) =>
    asPerson(making.app, making.practice, secretary, at, run)
  await deed(making.now.subtract({ hours: 24 * 12 }), async ctx => {
    const place = Math.min(2, invented.length - 1)
    const { family, birthDate } = invented[place]!
    const into = making.patients[place]!
    const twice = await does(ctx, patientContract.registerPatient, {
      family: `${family}s`,
      given: 'R.',
      birthDate,
      note: 'Registered by telephone in a hurry',
      notADuplicateOf: making.patients.slice(0, 50),
    })
    await does(ctx, patientContract.mergePatients, {
      from: twice.patient,
      into,
      reason: 'Registered twice by telephone',
    })
  })
  const child = invented.findIndex(one =>
    one.relations.some(relation => relation.proxy && typeof relation.other === 'number'),
  )
  if (child >= 0) {
    const relation = invented[child]!.relations.find(one => one.proxy)!
    await deed(making.now.subtract({ hours: 24 * 11 }), async ctx => {
      await does(ctx, patientContract.setGuarantor, {
        patient: making.patients[child]!,
        guarantor: { kind: 'patient', patient: making.patients[relation.other as number]!, relation: relation.kind },
      })
    })
  }
  await deed(making.now, async ctx => {
    const visitType = making.visitTypes[0]!
    const { openings } = await does(ctx, scheduleContract.nextAvailable, { visitType, limit: 1 })
    const [first] = openings
    if (!first) return
    const { provider, location, startsAt } = first
    const note = 'Asks at home whether that time is good'
    await does(ctx, scheduleContract.holdSlot, { visitType, provider, location, startsAt, forMinutes: 30, note })
  })
}
