import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { t } from '../../../web/words/say.ts'
import { undoTogether, type Visit } from '../contract.ts'
import { askDeed, type InTheWay } from './deed-asked.ts'
import css from './deeds.module.css'
import { sayMoment } from './say-schedule.ts'
import { sayInTheWay, undoSeveral } from './several-deeds.ts'

type Props = { visits: readonly Visit[]; who: string; conflicts: readonly InTheWay[] }

/** Not all can go back: which, why, and whether the others shall. */
export function UndoDialog({ visits, who, conflicts }: Props) {
  const stuck = new Map(conflicts.map(each => [each.appointment, each]))
  const rest = visits.filter(visit => !stuck.has(visit.id))
  const close = () => askDeed(null)
  return (
    <Dialog
      title={t('schedule.deeds.several.stuck', { n: conflicts.length, of: visits.length, who })}
      onClose={close}
      foot={
        <>
          <Button keyHint="Esc" autoFocus={rest.length === 0} onPress={close}>
            {t('schedule.deeds.several.leave')}
          </Button>
          {rest.length > 0 && (
            <Button
              look="main"
              keyHint="Enter"
              autoFocus
              command={undoTogether.name}
              onPress={() => {
                close()
                void undoSeveral(rest, who)
              }}
            >
              {t('schedule.deeds.several.rest', { n: rest.length })}
            </Button>
          )}
        </>
      }
    >
      <p>{t('schedule.deeds.several.none')}</p>
      <ul className={css.lines}>
        {visits.map(visit => {
          const conflict = stuck.get(visit.id)
          return (
            conflict && (
              <li key={visit.id}>
                <b>{sayMoment(visit)}</b>
                <span className={css.inTheWay}>{sayInTheWay(conflict)}</span>
              </li>
            )
          )
        })}
      </ul>
    </Dialog>
  )
}
