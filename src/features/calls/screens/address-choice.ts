import type { OutputOf } from '../../../core/contract.ts'
import { t } from '../../../web/words/say.ts'
import type { messageAddresses } from '../contract.ts'

type Found = OutputOf<typeof messageAddresses>['addresses'][number]

/** One address as the list shows it; its id says the kind as well. */
export const addressChoice = (one: Found) => ({
  id: one.id,
  label: one.name,
  ...(one.kind === 'person'
    ? one.coveredBy
      ? { detail: t('calls.messages.coveredBy', { name: one.coveredBy }) }
      : {}
    : { detail: t(`calls.messages.${one.kind}`, { n: one.members }) }),
})

/** The part of an input that names this address. */
export function addressInput(one: Found) {
  if (one.kind === 'pool') return { toPool: one.id }
  if (one.kind === 'role') return { toRole: one.id }
  return { to: one.id }
}
