import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { setRoles } from './person.ts'
import { queueForPeople, requireSomebodyToManage } from './somebody-to-manage.ts'

/** Changes a person. Who left is no longer found behind any session or token (access.session_of), so nothing has to be ended here. */
export const changePerson = command(contract.changePerson, {
  constraints: { staff_practice_id_email_key: contract.emailTaken },
  async run(ctx, input) {
    await queueForPeople(ctx)
    const changed = await ctx.sql`
      update practice.staff
         set name = coalesce(${input.name ?? null}::text, name),
             email = coalesce(${input.email ?? null}::text, email),
             left_at = case ${input.left ?? null}::boolean when true then coalesce(left_at, ${ctx.now.toString()}::timestamptz)
                                                           when false then null else left_at end
       where practice_id = ${ctx.practice} and id = ${input.person}
      returning id`
    if (changed.length === 0) throw notFound({ what: 'staff' })
    if (input.roles) await setRoles(ctx, input.person, input.roles)
    await requireSomebodyToManage(ctx)
    ctx.concerns([], {
      staff: input.person,
      ...(input.roles ? { roles: input.roles } : {}),
      ...(input.left === undefined ? {} : { left: input.left }),
    })
    ctx.emit('practice.person-changed', { staff: input.person })
    return {}
  },
})
