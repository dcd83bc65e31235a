import type { World } from '../../../test/world.ts'
import { openSecret } from '../../platform/secret-box.ts'
import { tokenHash } from '../../platform/session.ts'

/** The tokens that were sent, by visit: read out of the sealed messages, as only the sender can. For tests. */
export async function sealedLinks(world: World): Promise<Map<string, string>> {
  const messages = await world.asOwner<{ id: string; sealed: Buffer }>(
    'select id, sealed_link as sealed from outreach.patient_message where sealed_link is not null',
  )
  const links = await world.asOwner<{ visit: string; hash: Buffer }>(
    'select appointment_id as visit, token_hash as hash from worklists.confirm_link',
  )
  const found = new Map<string, string>()
  for (const { id, sealed } of messages) {
    const place = `${world.practice}/outreach.patient_message.link/${id}`
    const token = openSecret(world.app.dataFolder, place, sealed).toString('utf8').split('/').at(-1)!
    const hash = tokenHash(token)
    const link = links.find(one => one.hash.equals(hash))
    if (link) found.set(link.visit, token)
  }
  return found
}
