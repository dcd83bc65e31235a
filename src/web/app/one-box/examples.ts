import { leaveMessage } from '../../../features/calls/contract.ts'
import { bookAppointment, cancelAppointment, moveAppointment } from '../../../features/schedule/contract.ts'
import { t } from '../../words/say.ts'

export type Example = { verb: string; does: string; line: string; needs: { name: string; open?: string } }

/** Every deed the box understands, with a line that shows how. */
export function examples(): Example[] {
  return [
    { verb: 'book', does: t('oneBox.deed.book'), line: 'book smith f/u lee next tue am', needs: bookAppointment },
    { verb: 'move', does: t('oneBox.deed.move'), line: 'move gomez 10:40', needs: moveAppointment },
    { verb: 'cancel', does: t('oneBox.deed.cancel'), line: 'cancel smith fri', needs: cancelAppointment },
    { verb: 'call back', does: t('oneBox.deed.call'), line: 'call back brown 3pm', needs: leaveMessage },
    { verb: 'msg', does: t('oneBox.deed.message'), line: 'msg lee: refill metformin smith', needs: leaveMessage },
  ]
}
