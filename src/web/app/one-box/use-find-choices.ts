import { useRouter } from '@tanstack/react-router'
import { registerPatient } from '../../../features/patients/contract.ts'
import { fullName } from '../../../features/patients/screens/index.tsx'
import { goOnBoard } from '../../../features/schedule/screens/index.tsx'
import { ageOn, day, phone } from '../../kit/format.ts'
import { t } from '../../words/say.ts'
import { announceNewcomer } from '../newcomer.ts'
import { takeInHand } from '../person-in-hand.ts'
import { useMay } from '../session.ts'
import { type BoxChoice, type Choices, nothing } from './choice.ts'
import { examples } from './examples.ts'
import type { Place, Understanding } from './understanding.ts'
import type { PatientLine, Resolved } from './use-who.ts'

const factsOf = (one: PatientLine, today: string): string =>
  [
    one.birthDate ? t('oneBox.born', { date: day(one.birthDate, 'full'), age: ageOn(one.birthDate, today) }) : '',
    one.phone ? phone(one.phone) : '',
    `#${one.chart}`,
    one.foundAs ? t('oneBox.foundAs', { chart: one.foundAs }) : '',
  ]
    .filter(Boolean)
    .join(' · ')

/** Persons, places and deeds that a line without a verb may mean. */
export function useFindChoices(
  line: string,
  understood: Understanding,
  who: Resolved,
  today: string,
  write: (line: string) => void,
): Choices {
  const router = useRouter()
  const may = useMay()
  if (understood.deed !== 'find' && understood.deed !== 'go') return nothing

  const placeChoice = (place: Place): BoxChoice =>
    place.kind === 'day'
      ? {
          id: `day-${place.day}`,
          title: day(place.day, place.day.slice(0, 4) === today.slice(0, 4) ? 'long' : 'full'),
          detail: t('oneBox.schedule'),
          deed: t('oneBox.open'),
          run: () => {
            goOnBoard({ date: place.day === today ? null : place.day, view: 'day' })
            void router.navigate({ to: '/today' })
            return true
          },
        }
      : {
          id: place.id,
          title: place.name,
          detail: place.id.startsWith('/settings/') ? t('oneBox.setting') : t('oneBox.screen'),
          deed: t('oneBox.open'),
          run: () => {
            void router.navigate({ to: place.id })
            return true
          },
        }
  const places = understood.places.map(place => ({ sure: place.sure, choice: placeChoice(place) }))
  const sure = places.filter(place => place.sure).map(place => place.choice)
  const other = places.filter(place => !place.sure).map(place => place.choice)
  if (understood.deed === 'go') return { ...nothing, list: [...sure, ...other] }

  const persons = who.found.map(
    (one): BoxChoice => ({
      id: one.id,
      title: fullName(one),
      detail: factsOf(one, today),
      deed: t('oneBox.take'),
      run: () => {
        takeInHand(one.id)
        return true
      },
    }),
  )
  const typed = line.trim().toLowerCase()
  const deeds = typed
    ? examples()
        .filter(example => example.verb.startsWith(typed) && may(example.needs))
        .map(
          (example): BoxChoice => ({
            id: `deed-${example.verb}`,
            title: example.verb,
            detail: example.line,
            deed: t('oneBox.write'),
            run: () => {
              write(`${example.verb} `)
              return false
            },
          }),
        )
    : []
  const register: BoxChoice[] =
    typed && !who.waits && may(registerPatient) && (persons.length === 0 || who.guessed)
      ? [
          {
            id: 'register',
            title: t('oneBox.register'),
            detail: line.trim(),
            deed: t('oneBox.open'),
            run: () => {
              announceNewcomer({ text: line.trim() })
              void router.navigate({ to: '/patients/register' })
              return true
            },
          },
        ]
      : []
  const hint =
    typed && !who.waits && persons.length === 0 && places.length === 0 && deeds.length === 0
      ? t('oneBox.nobody')
      : who.guessed && persons.length > 0
        ? t('oneBox.guessed')
        : null
  return { list: [...sure, ...persons, ...deeds, ...other, ...register], waits: who.waits, hint, foot: null }
}
