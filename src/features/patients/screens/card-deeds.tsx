import { useRouter } from '@tanstack/react-router'
import { callOut } from '../../../web/app/call-out.ts'
import { writeMessage } from '../../../web/app/message-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { beginWish } from '../../../web/app/wish-in-hand.ts'
import { Button } from '../../../web/kit/button.tsx'
import { clock, phone } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { t } from '../../../web/words/say.ts'
import { leaveMessage, takeCall } from '../../calls/contract.ts'
import { bookAppointment, checkIn, nextAvailable } from '../../schedule/contract.ts'
import { beginBooking, checkIn as checkInNow } from '../../schedule/screens/index.tsx'
import { addWish } from '../../waitlist/contract.ts'
import { changePatient } from '../contract.ts'
import css from './card.module.css'
import { isDue, useExpectedToday } from './expected-today.ts'
import { fullName, type PatientRecord } from './patient-name.ts'

type Deed = {
  key: string
  words: string
  command: string
  run: () => void
  main?: boolean
  title?: string
  boards?: true
}

const board = '/today'
/** On the board b, n and i begin from the day and the visit in focus, in a list b begins from the row in hand: their own keys know them. */
const knowsBetter = (path: string, key: string) =>
  path === board || (key === 'b' && document.querySelector('[data-row-in-hand]') !== null)

/** What can be done for the person in hand, each with its letter. A deed that this role may not do is not drawn. */
export function CardDeeds({ card }: { card: PatientRecord }) {
  const may = useMay()
  const router = useRouter()
  const number = card.phones[0]?.number
  const book = () => {
    beginBooking(card.id)
    if (router.state.location.pathname !== board) router.history.push(board)
  }
  const expected = useExpectedToday(card.id)
  const deeds: (Deed | false | null)[] = [
    !card.deceasedOn &&
      may(bookAppointment) && {
        key: 'b',
        words: t('patients.card.book'),
        command: bookAppointment.name,
        main: !(expected && isDue(expected)),
        boards: true,
        run: book,
      },
    !card.deceasedOn &&
      may(bookAppointment) && {
        key: 'n',
        words: t('patients.card.next'),
        command: nextAvailable.name,
        boards: true,
        run: book,
      },
    !card.deceasedOn &&
      may(addWish) && {
        key: 'w',
        words: t('waitlist.title'),
        title: t('waitlist.key.add'),
        command: addWish.name,
        run: () => beginWish(card.id),
      },
    may(leaveMessage) && {
      key: 'm',
      words: t('patients.card.message'),
      command: leaveMessage.name,
      run: () => writeMessage({ patient: card.id }),
    },
    number !== undefined &&
      may(takeCall) && {
        key: 'c',
        words: t('patients.card.call'),
        command: takeCall.name,
        title: t('patients.card.callOne', { number: phone(number) }),
        run: () => void callOut({ who: fullName(card), number, patient: card.id }),
      },
    // Last, so that the others stay where the hand expects them when it comes in a moment later.
    expected &&
      may(checkIn) && {
        key: 'i',
        words: t('patients.card.checkIn', { time: clock(expected.startsAt, expected.zone) }),
        command: checkIn.name,
        main: isDue(expected),
        boards: true,
        run: () => void checkInNow({ ...expected, patientName: fullName(card) }),
      },
  ]
  const drawn = deeds.filter(deed => deed !== false && deed !== null)
  const edit = () => router.history.push(`/patients/${card.id}`)
  useKeys(t('patients.card.scope'), {
    ...Object.fromEntries(
      drawn.map(deed => [
        deed.key,
        {
          does: deed.words,
          run: () => (deed.boards && knowsBetter(router.state.location.pathname, deed.key) ? false : deed.run()),
        },
      ]),
    ),
    'g r': { does: t('patients.card.edit'), run: edit },
  })
  return (
    <>
      <div className={css.deeds}>
        {drawn.map(deed => (
          <Button
            key={deed.key}
            wide
            look={deed.main ? 'main' : 'plain'}
            keyHint={deed.key}
            command={deed.command}
            onPress={deed.run}
          >
            {deed.words}
          </Button>
        ))}
      </div>
      <div className={css.editRow}>
        <Button
          small
          look="quiet"
          onPress={edit}
          keyHint="g r"
          command={may(changePatient) ? changePatient.name : 'patients.patient-card'}
        >
          {t('patients.card.edit')}
        </Button>
      </div>
    </>
  )
}
