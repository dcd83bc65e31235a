import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import type { MessageState } from '../contract.ts'

const looks = {
  queued: 'info',
  sending: 'info',
  sent: 'ok',
  failed: 'bad',
  unknown: 'warn',
  'by-hand': 'still',
  withdrawn: 'still',
} as const

/** Where a message stands, as a tag. */
export function StateTag({ line }: { line: { state: MessageState; dealtAt: string | null } }) {
  const dealt = line.dealtAt !== null
  return (
    <Tag look={dealt ? 'still' : looks[line.state]}>
      {dealt ? t('outreach.fact.dealt-with') : t(`outreach.state.${line.state}`)}
    </Tag>
  )
}
