import { useMemo } from 'react'
import { patientCard } from '../../../features/patients/contract.ts'
import { fullName } from '../../../features/patients/screens/index.tsx'
import { listPeopleToMessage, overview } from '../../../features/practice/contract.ts'
import { listVisitTypes } from '../../../features/schedule/contract.ts'
import { usualVisitType } from '../../../features/schedule/screens/index.tsx'
import { useAsk } from '../../kit/api.ts'
import { thePlace } from '../../kit/format.ts'
import { usePersonInHand } from '../person-in-hand.ts'
import { useMay } from '../session.ts'
import { boxPlaces } from './box-places.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Whether 12/3 is the third of December or the twelfth of March, as the practice's place writes it. */
function writesDayFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale).formatToParts().map(part => part.type)
  return parts.indexOf('day') < parts.indexOf('month')
}

const fresh_ms = 5 * 60_000

/** The names of this practice, for the parser. Nothing is asked before the box is first opened. */
export function useVocabulary(opened: boolean): Vocabulary {
  const { patientId } = usePersonInHand()
  const may = useMay()
  const houseAnswer = useAsk(overview, {}, { enabled: opened, fresh_ms })
  const typesAnswer = useAsk(listVisitTypes, {}, { enabled: opened, fresh_ms })
  const peopleAnswer = useAsk(listPeopleToMessage, {}, { enabled: opened, fresh_ms })
  const cardAnswer = useAsk(patientCard, { patient: patientId as never }, { enabled: opened && patientId !== null })
  const [house, types, people, card] = [houseAnswer.data, typesAnswer.data, peopleAnswer.data, cardAnswer.data]
  const waits = [houseAnswer, typesAnswer, peopleAnswer, cardAnswer].some(answer => answer.isLoading)
  return useMemo(
    () => ({
      visitTypes: (types?.visitTypes ?? [])
        .filter(type => !type.retired)
        .map(type => ({
          id: type.id,
          name: type.name,
          minutes: type.minutes,
          aliases: [type.shortName, ...type.aliases],
        })),
      providers: (house?.providers ?? [])
        .filter(provider => !provider.leftAt)
        .map(provider => ({ id: provider.id, name: `${provider.family} ${provider.credential}`.trim() })),
      locations: (house?.locations ?? [])
        .filter(location => !location.closedAt)
        .map(location => ({ id: location.id, name: location.name })),
      people: people?.people ?? [],
      screens: boxPlaces(may).map(place => ({ id: place.to, name: place.name })),
      inHand: card && patientId ? { id: patientId, name: fullName(card) } : undefined,
      usualVisitType: usualVisitType() ?? undefined,
      dayFirst: writesDayFirst(thePlace().locale),
      waits,
    }),
    [house, types, people, card, patientId, may, waits],
  )
}
