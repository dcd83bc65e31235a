import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { permissionsOf } from './permissions.ts'
import { queueForPeople, requireSomebodyToManage } from './somebody-to-manage.ts'

/** Changes what a role may do. Permissions are names of operations; one that does not exist is refused, so that a slip of the pen
 *  does not silently take a right away. It holds from the next request of everybody who has the role. */
export const changeRole = command(contract.changeRole, {
  async run(ctx, input) {
    const wanted = [...new Set(input.permissions ?? [])]
    const known = new Set(permissionsOf(ctx.app).map(permission => permission.name))
    const unknown = wanted.filter(name => !known.has(name))
    if (unknown.length > 0) throw contract.unknownPermission({ permissions: unknown })
    await queueForPeople(ctx)
    const found = await ctx.sql`
      update practice.role set name = coalesce(${input.name ?? null}::text, name)
       where practice_id = ${ctx.practice} and id = ${input.role} returning id`
    if (found.length === 0) throw notFound({ what: 'role' })
    if (input.permissions) {
      const gone = await ctx.sql<{ permission: string }>`
        delete from practice.role_permission
         where practice_id = ${ctx.practice} and role_id = ${input.role} and permission <> all (${wanted}::text[])
        returning permission`
      const fresh = await ctx.sql<{ permission: string }>`
        insert into practice.role_permission (practice_id, role_id, permission)
        select ${ctx.practice}::uuid, ${input.role}::uuid, unnest(${wanted}::text[])
        on conflict do nothing returning permission`
      await requireSomebodyToManage(ctx)
      ctx.concerns([], { given: fresh.map(row => row.permission), taken: gone.map(row => row.permission) })
    }
    ctx.concerns([], { role: input.role })
    ctx.emit('practice.role-changed', { role: input.role })
    return {}
  },
})
