import { useMay } from '../../../web/app/session.ts'
import { Button } from '../../../web/kit/button.tsx'
import { time } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import * as contract from '../contract.ts'
import type { BoardVisit } from './board-blocks.ts'
import { askDeed } from './deed-asked.ts'
import { GroupMembers } from './group-members.tsx'
import { pin } from './pin-deeds.ts'
import { fits } from './use-visit-keys.ts'
import css from './visit-bar.module.css'
import * as deeds from './visit-deeds.ts'
import { VisitFees } from './visit-fees.tsx'
import { useVisitMarks } from './visit-marks.ts'
import { WaitForThis, WantsEarlier } from './visit-waitlist.tsx'
import { marksOf, stateWord, waitOf } from './visit-words.ts'

type Props = {
  visit: BoardVisit
  /** Everybody of the day: a group shows who else sits in it. */
  visits: readonly BoardVisit[]
  onOpen: (visit: BoardVisit) => void
  now_ms: number
  onMove: (visit: BoardVisit) => void
  onClose: () => void
}

/** The open visit at the foot of the board: what it is, where it stands, and what can be done with it. Not a dialog: the board stays at hand. */
export function VisitBar({ visit, visits, onOpen, now_ms, onMove, onClose }: Props) {
  const may = useMay()
  const { state } = visit
  const extra = useVisitMarks().get(visit.id)
  const marks = marksOf(visit, waitOf(visit, now_ms), extra).filter(mark => mark.word !== stateWord(visit))
  return (
    <section className={css.bar} data-foot="" aria-label={t('schedule.visit.label', { who: visit.patientName })}>
      <div className={css.facts}>
        <b>{visit.patientName}</b>
        <span>
          {time(visit.startsAt, visit.zone)} · {t('schedule.booking.minutes', { n: visit.minutes })} · {visit.what} ·{' '}
          {visit.providerName}
          {visit.roomName && ` · ${visit.roomName}`}
        </span>
        <Tag look={state === 'no-show' ? 'bad' : state === 'arrived' ? 'info' : state === 'booked' ? 'still' : 'ok'}>
          {t('schedule.visit.changed', { state: stateWord(visit), time: time(visit.stateSince, visit.zone) })}
        </Tag>
        {marks.map(mark => (
          <Tag key={mark.word} look={mark.look} sign={mark.look !== 'still'}>
            {mark.word}
          </Tag>
        ))}
        {visit.group && <GroupMembers visit={visit} visits={visits} onOpen={onOpen} />}
        <VisitFees visit={visit} />
        <WaitForThis visit={visit} now_ms={now_ms} />
        {visit.note && <em>{visit.note}</em>}
      </div>
      <div className={css.deeds}>
        {fits.checkIn(state) && may(contract.checkIn) && (
          <Button
            small
            look="main"
            keyHint="i"
            command={contract.checkIn.name}
            onPress={() => void deeds.checkIn(visit)}
          >
            {t('schedule.key.checkIn')}
          </Button>
        )}
        {fits.room(state) && may(contract.roomPatient) && (
          <Button
            small
            look="main"
            keyHint="r"
            command={contract.roomPatient.name}
            onPress={() => void deeds.toRoom(visit)}
          >
            {t('schedule.key.room')}
          </Button>
        )}
        {fits.checkOut(state) && may(contract.checkOut) && (
          <Button
            small
            look={state === 'roomed' ? 'main' : 'plain'}
            keyHint="o"
            command={contract.checkOut.name}
            onPress={() => void deeds.checkOut(visit)}
          >
            {t('schedule.key.checkOut')}
          </Button>
        )}
        {fits.confirm(state) && may(contract.confirmAppointment) && (
          <Button
            small
            keyHint="c"
            command={contract.confirmAppointment.name}
            onPress={() => void deeds.confirm(visit)}
          >
            {t('schedule.key.confirm')}
          </Button>
        )}
        {fits.move(state) && may(contract.moveAppointment) && (
          <Button small keyHint="v" command={contract.moveAppointment.name} onPress={() => onMove(visit)}>
            {t('schedule.key.move')}
          </Button>
        )}
        {fits.series(visit) && may(contract.moveSeries) && (
          <Button
            small
            keyHint="S"
            command={contract.moveSeries.name}
            onPress={() => askDeed({ kind: 'series', visit })}
          >
            {t('schedule.deeds.key.series')}
          </Button>
        )}
        {fits.noShow(state) && Date.parse(visit.startsAt) < now_ms && may(contract.markNoShow) && (
          <Button small keyHint="N" command={contract.markNoShow.name} onPress={() => void deeds.noShow(visit)}>
            {t('schedule.key.noShow')}
          </Button>
        )}
        {fits.cancel(state) && may(contract.cancelAppointment) && (
          <Button
            small
            keyHint="x"
            command={contract.cancelAppointment.name}
            onPress={() => askDeed({ kind: 'cancel', visit })}
          >
            {t('schedule.key.cancel')}
          </Button>
        )}
        {fits.move(state) && may(contract.pinAppointment) && (
          <Button small keyHint="k" command={contract.pinAppointment.name} onPress={() => void pin(visit)}>
            {t('schedule.deeds.key.pin')}
          </Button>
        )}
        {may(contract.copyForward) && may(contract.bookAppointment) && visit.visitType && (
          <Button
            small
            keyHint="e"
            command={contract.copyForward.name}
            onPress={() => askDeed({ kind: 'again', visit })}
          >
            {t('schedule.deeds.key.again')}
          </Button>
        )}
        {fits.split(visit) && may(contract.splitAppointment) && (
          <Button small keyHint="l" command={contract.splitAppointment.name} onPress={() => void deeds.split(visit)}>
            {t('schedule.deeds.key.split')}
          </Button>
        )}
        <WantsEarlier visit={visit} now_ms={now_ms} />
        <Button small look="quiet" label={t('schedule.visit.close')} icon={<Icon name="cross" />} onPress={onClose} />
      </div>
    </section>
  )
}
