import { Button } from '../../../web/kit/button.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import type { BoardVisit } from './board-blocks.ts'
import css from './deeds.module.css'

type Props = { visit: BoardVisit; visits: readonly BoardVisit[]; onOpen: (visit: BoardVisit) => void }

/** Who sits in the open visit's group, seat by seat; each may be opened. */
export function GroupMembers({ visit, visits, onOpen }: Props) {
  const members = visits
    .filter(each => each.group === visit.group && each.state !== 'cancelled' && each.state !== 'no-show')
    .sort((a, b) => (a.seat ?? 0) - (b.seat ?? 0))
  return (
    <fieldset className={css.members}>
      <legend>{t('schedule.deeds.group.members')}</legend>
      <Tag look="info">{t('schedule.deeds.group.taken', { n: members.length, seats: visit.seats ?? 0 })}</Tag>
      {members.map(member => (
        <Button key={member.id} small look="quiet" pressed={member.id === visit.id} onPress={() => onOpen(member)}>
          {member.patientName}
        </Button>
      ))}
    </fieldset>
  )
}
