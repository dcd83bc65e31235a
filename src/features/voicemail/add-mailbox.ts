import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { sealSecret } from '../../platform/secret-box.ts'
import * as contract from './contract.ts'
import { passwordPlace } from './mailbox-row.ts'

/** Has a mailbox read from now on. Its password is sealed and never shown again. */
export const addMailbox = command(contract.addMailbox, {
  async run(ctx, input) {
    const id = newId<'mailbox'>()
    const sealed = sealSecret(ctx.app.dataFolder, passwordPlace(ctx.practice, id), Buffer.from(input.password, 'utf8'))
    await ctx.sql`
      insert into voicemail.mailbox (practice_id, id, name, host, port, secure, user_name, sealed_password, folder)
      values (${ctx.practice}, ${id}, ${input.name}, ${input.host}, ${input.port}, ${input.secure}, ${input.user}, ${sealed}, ${input.folder})`
    ctx.emit('voicemail.mailbox-changed', { mailbox: id })
    return { mailbox: id }
  },
})
