import { useEffect } from 'react'
import { cardVeil } from '../../../web/app/card-veil.ts'
import { clearHand, takeInHand } from '../../../web/app/person-in-hand.ts'
import { Region } from '../../../web/app/region.tsx'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Kbd } from '../../../web/kit/kbd.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { patientCard } from '../contract.ts'
import css from './card.module.css'
import { CardContacts } from './card-contacts.tsx'
import { CardDeeds } from './card-deeds.tsx'
import { CardFacts, CardMore } from './card-facts.tsx'
import { CardTags } from './card-tags.tsx'
import { factsLine, fullName } from './patient-name.ts'

/** The person in hand: who it is, what to mind, how to reach them, what to do, what was and what comes. */
export function PatientCard({ patientId }: { patientId: string }) {
  const answer = useAsk(patientCard, { patient: patientId })
  const survivor = answer.data?.mergedInto
  // Whoever holds a merged record means the person: show the record that stays.
  useEffect(() => {
    if (survivor) takeInHand(survivor)
  }, [survivor])
  return (
    <div className={css.card}>
      <Answered answer={answer} lines={8}>
        {card =>
          card.mergedInto ? (
            <EmptyState small icon="person" title={t('patients.card.merged')}>
              <Button onPress={() => card.mergedInto && takeInHand(card.mergedInto)}>
                {t('patients.card.openSurvivor')}
              </Button>
            </EmptyState>
          ) : (
            <article aria-label={t('patients.card.label', { name: fullName(card) })}>
              <header className={css.head}>
                <div>
                  <h2 className={css.name}>{fullName(card)}</h2>
                  <p className={css.line}>{factsLine(card)}</p>
                </div>
                <button type="button" className={css.close} onClick={clearHand} aria-label={t('patients.card.close')}>
                  <Kbd>Esc</Kbd>
                </button>
              </header>
              <Region>
                <cardVeil.Notice patient={card.id} />
              </Region>
              <CardTags card={card} />
              <CardFacts card={card} />
              <CardDeeds card={card} />
              <CardMore card={card} />
              <Region>
                <cardVeil.Veil patient={card.id}>
                  <CardContacts patient={card.id} />
                </cardVeil.Veil>
              </Region>
            </article>
          )
        }
      </Answered>
    </div>
  )
}
