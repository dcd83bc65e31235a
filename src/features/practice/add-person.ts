import { command } from '../../platform/feature.ts'
import { hashPassword } from '../../platform/password.ts'
import * as contract from './contract.ts'
import { putPerson } from './person.ts'

/** Adds a person. Somebody else has chosen this password, so the first sign-in can do nothing but change it. */
export const addPerson = command(contract.addPerson, {
  constraints: { staff_practice_id_email_key: contract.emailTaken },
  async run(ctx, input) {
    const hash = await hashPassword(input.password)
    const id = await putPerson(ctx, { ...input, hash, mustChange: true })
    ctx.concerns([], { staff: id, roles: input.roles })
    ctx.emit('practice.person-changed', { staff: id })
    return { id }
  },
})
