import { type Id, newId } from '../../core/id.ts'
import type { App } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import { openOperation } from '../../platform/feature.ts'
import { hashPassword } from '../../platform/password.ts'
import { auditLine } from '../../platform/transaction.ts'
import * as contract from './contract.ts'
import { foundPractice } from './found-practice.ts'
import { putPerson } from './person.ts'

type Installation = { empty: boolean; demo: boolean }

const installation = async (app: App) =>
  (await sqlOn(app.db.app)<Installation>`select empty, demo from practice.installation()`)[0]!

/** Tells whether somebody has to set the installation up, and whether it is the demo clinic. */
export const isEmpty = openOperation(contract.isEmpty, installation)

/** Sets the first practice up. Whoever comes first wins: two at once queue at one lock, and the second finds a practice there. */
export const setUpPractice = openOperation(contract.setUpPractice, async (app, input, request) => {
  if (!(await installation(app)).empty) throw contract.notEmpty()
  const hash = await hashPassword(input.managerPassword)
  const practice = newId<'practice'>()
  return foundPractice(
    app,
    { id: practice, name: input.name, zone: input.zone },
    async (ctx, roles, notes) => {
      const location = newId<'location'>()
      await ctx.sql`
      insert into practice.location (practice_id, id, name, zone)
      values (${practice}, ${location}, ${input.locationName ?? input.name}, ${input.zone})`
      const staff: Id<'staff'> = await putPerson(ctx, {
        name: input.managerName,
        email: input.managerEmail,
        roles: [roles.manager!, roles['privacy-officer']!],
        hash,
        mustChange: false,
      })
      ctx.concerns([], { staff, location, address: request.address })
      notes.ending.line = { ...auditLine(ctx, contract.setUpPractice.name, notes, 'done', null), actor_kind: 'nobody' }
      return { practice, staff, location }
    },
    { onlyIfEmpty: true },
  )
})
