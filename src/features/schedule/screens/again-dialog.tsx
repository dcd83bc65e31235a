import { useState } from 'react'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { clock, day } from '../../../web/kit/format.ts'
import { Kbd } from '../../../web/kit/kbd.tsx'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { bookAppointment, copyForward, type Opening } from '../contract.ts'
import type { BoardVisit } from './board-blocks.ts'
import { askDeed } from './deed-asked.ts'
import css from './deeds.module.css'
import { sayNo } from './say-schedule.ts'
import { sayTime } from './settings/time-typed.ts'
import { book } from './visit-deeds.ts'

const ahead = {
  w2: { weeks: 2 },
  m1: { months: 1 },
  m3: { months: 3 },
  m6: { months: 6 },
  m12: { months: 12 },
} as const
type Ahead = keyof typeof ahead

/** "The same again in three months": times around that day by number. */
export function AgainDialog({ visit }: { visit: BoardVisit }) {
  return (
    <Dialog title={t('schedule.deeds.again.title', { who: visit.patientName })} onClose={() => askDeed(null)}>
      <Proposals visit={visit} />
    </Dialog>
  )
}

function Proposals({ visit }: { visit: BoardVisit }) {
  const [when, setWhen] = useState<Ahead>('m3')
  const answer = useAsk(copyForward, { appointment: visit.id, ...ahead[when], limit: 9 })
  const proposals = answer.data?.proposals ?? []
  const take = async (opening: Opening) => {
    askDeed(null)
    try {
      await book(visit.patientName, {
        patient: visit.patient,
        visitType: visit.visitType!,
        provider: opening.provider,
        location: opening.location,
        startsAt: opening.startsAt,
        minutes: visit.minutes,
        ...(visit.interpreter ? { interpreter: visit.interpreter } : {}),
      })
    } catch (error) {
      toast(sayNo(error), { look: 'bad' })
    }
  }
  const keys: KeyMap = {}
  proposals.slice(0, 9).forEach((opening, n) => {
    keys[String(n + 1)] = { does: t('schedule.key.choose', { n: n + 1 }), hidden: n > 0, run: () => void take(opening) }
  })
  const spans = Object.keys(ahead) as Ahead[]
  const longer = (by: 1 | -1) => () => {
    const next = spans[spans.indexOf(when) + by]
    if (next) setWhen(next)
  }
  keys[']'] = { does: t('schedule.deeds.again.later'), run: longer(1) }
  keys['['] = { does: t('schedule.deeds.again.sooner'), run: longer(-1) }
  useKeys(t('schedule.deeds.key.again'), keys)
  const words = (id: Ahead) => {
    const span: { weeks?: number; months?: number } = ahead[id]
    return span.weeks
      ? t('schedule.deeds.again.weeks', { n: span.weeks })
      : t('schedule.deeds.again.months', { n: span.months! })
  }
  return (
    <div className={css.ask}>
      <div className={css.choices}>
        <Segmented
          label={t('schedule.deeds.again.when')}
          choices={spans.map(id => ({ id, label: words(id) }))}
          value={when}
          onChange={setWhen}
        />
        <span className={css.keys} aria-hidden="true">
          <Kbd>[</Kbd> <Kbd>]</Kbd>
        </span>
      </div>
      <p role="status">
        {!answer.data
          ? t('schedule.deeds.again.looking')
          : proposals.length === 0
            ? t('schedule.deeds.again.none')
            : t('schedule.deeds.again.aim', {
                day: day(answer.data.date),
                time: sayTime(answer.data.time),
                name: visit.providerName,
              })}
      </p>
      <div className={css.choices}>
        {proposals.map((opening, n) => (
          <Button
            key={`${opening.startsAt} ${opening.provider}`}
            small
            keyHint={String(n + 1)}
            command={bookAppointment.name}
            onPress={() => void take(opening)}
          >
            {day(opening.date)}, {clock(opening.startsAt, opening.zone)}
          </Button>
        ))}
      </div>
    </div>
  )
}
