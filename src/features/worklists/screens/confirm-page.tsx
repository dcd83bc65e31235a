import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { DoorPage } from '../../../web/app/door-page.tsx'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, dayOf, phone, time } from '../../../web/kit/format.ts'
import { FormError, LoadingState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { answerConfirmLink, seeConfirmLink } from '../contract.ts'
import css from './confirm-page.module.css'

/** The page behind the link of a message: when and where, and two answers. It names nobody. */
export function ConfirmPage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const seen = useAsk(seeConfirmLink, { token }, { fresh_ms: 0 })
  const [said, setSaid] = useState<OutputOf<typeof answerConfirmLink> | null>(null)
  const answer = useAct(answerConfirmLink, setSaid)
  const visit = said ?? seen.data
  if (seen.isPending) return <LoadingState lines={3} />
  if (!visit)
    return (
      <DoorPage title={t('worklists.link.gone')} hint={t('worklists.link.goneHint')}>
        {null}
      </DoorPage>
    )
  const place = [visit.location, visit.street].filter(Boolean).join(', ')
  const foot = visit.phone ? t('worklists.link.call', { phone: phone(visit.phone) }) : undefined
  return (
    <DoorPage title={visit.practice} hint={place} foot={foot}>
      <p className={css.when}>
        {t('worklists.link.at', {
          day: day(dayOf(visit.startsAt, visit.zone), 'long'),
          time: time(visit.startsAt, visit.zone),
        })}
      </p>
      {visit.state === 'open' ? (
        <div className={css.deeds}>
          <Button
            look="main"
            wide
            command={answerConfirmLink.name}
            busy={answer.busy}
            onPress={() => void answer.attempt({ token, answer: 'come' })}
          >
            {t('worklists.link.come')}
          </Button>
          <Button wide busy={answer.busy} onPress={() => void answer.attempt({ token, answer: 'move' })}>
            {t('worklists.link.move')}
          </Button>
          <FormError error={answer.error} />
        </div>
      ) : (
        <p className={css.said} role="status">
          {t(visit.state === 'confirmed' ? 'worklists.link.confirmed' : 'worklists.link.moveAsked')}
        </p>
      )}
    </DoorPage>
  )
}
