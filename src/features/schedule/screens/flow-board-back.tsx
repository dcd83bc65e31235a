import { useState } from 'react'
import { addDays, addMonths } from '../../../core/calendar-day.ts'
import { answers, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { day } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import { addFollowUp, closeFollowUp, followUps, listVisitTypes } from '../contract.ts'
import type { BoardVisit } from './board-blocks.ts'
import { beginBooking } from './booking-in-hand.ts'
import css from './flow-board.module.css'
import { sayNo } from './say-schedule.ts'
import { fits } from './use-visit-keys.ts'
import * as deeds from './visit-deeds.ts'

const spans = [
  { key: '1', word: 'arrivals.back.in.w2', due: (today: string) => addDays(today, 14) },
  { key: '2', word: 'arrivals.back.in.m1', due: (today: string) => addMonths(today, 1) },
  { key: '3', word: 'arrivals.back.in.m3', due: (today: string) => addMonths(today, 3) },
  { key: '4', word: 'arrivals.back.in.m6', due: (today: string) => addMonths(today, 6) },
  { key: '5', word: 'arrivals.back.in.y1', due: (today: string) => addMonths(today, 12) },
] as const

type Props = { visit: BoardVisit; today: string; onClose: () => void }

/** The patient leaves and is to come back: a number checks out and keeps the follow-up; with "Book it now" the panel opens around the day. */
export function BackDialog({ visit, today, onClose }: Props) {
  return (
    <Dialog title={t('arrivals.back.title', { who: visit.patientName })} onClose={onClose}>
      <Choices visit={visit} today={today} onClose={onClose} />
    </Dialog>
  )
}

// Its own component, so that its keys stand on the dialog's layer.
function Choices({ visit, today, onClose }: Props) {
  const [anybody, setAnybody] = useState(false)
  const [bookNow, setBookNow] = useState(false)
  const [note, setNote] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const types = (useAsk(listVisitTypes, {}, { fresh_ms: 300_000 }).data?.visitTypes ?? []).filter(type => !type.retired)
  // Whoever came as a new patient comes back for the plain return visit.
  const usual = visit.color === 'new' ? (types.find(type => type.color === 'follow')?.id ?? null) : null
  const visitType = chosen ?? usual ?? visit.visitType

  async function choose(dueOn: string) {
    onClose()
    if (fits.checkOut(visit.state)) await deeds.checkOut(visit)
    try {
      const made = await act(addFollowUp, {
        after: visit.id,
        dueOn,
        ...(visitType ? { visitType: visitType as never } : {}),
        ...(anybody ? { provider: 'anybody' as const } : {}),
        ...(note.trim() ? { note } : {}),
      })
      toast(t('arrivals.back.done', { who: visit.patientName, day: day(dueOn, 'full') }), {
        undo: () => void takeBack(made.id),
      })
    } catch (error) {
      return void toast(sayNo(error), { look: 'bad' })
    } finally {
      void answers.invalidateQueries({ queryKey: [followUps.name] })
    }
    if (bookNow) {
      beginBooking(visit.patient, {
        visitType,
        provider: anybody ? null : visit.provider,
        from: addDays(dueOn, -3),
      })
    }
  }
  useKeys(t('arrivals.back.title', { who: visit.patientName }), {
    ...Object.fromEntries(
      spans.map(span => [span.key, { does: t(span.word), run: () => void choose(span.due(today)) }]),
    ),
    b: { does: t('arrivals.back.bookNow'), run: () => setBookNow(now => !now) },
  })
  return (
    <div className={css.back}>
      <p>{t('arrivals.back.hint')}</p>
      <div className={css.spans}>
        {spans.map(span => (
          <Button
            key={span.key}
            keyHint={span.key}
            command={addFollowUp.name}
            onPress={() => void choose(span.due(today))}
          >
            {t(span.word)}
          </Button>
        ))}
      </div>
      <Checkbox checked={bookNow} onChange={setBookNow}>
        {t('arrivals.back.bookNow')} (b)
      </Checkbox>
      <Select
        label={t('schedule.booking.what')}
        choices={types.map(type => ({ id: type.id as string, label: type.name }))}
        value={visitType}
        onChange={setChosen}
      />
      <Segmented
        label={t('arrivals.back.with')}
        choices={[
          { id: 'same', label: visit.providerName },
          { id: 'anybody', label: t('arrivals.back.anybody') },
        ]}
        value={anybody ? 'anybody' : 'same'}
        onChange={value => setAnybody(value === 'anybody')}
      />
      <TextField label={t('arrivals.back.note')} optional maxLength={500} value={note} onChange={setNote} />
    </div>
  )
}

async function takeBack(followUp: string): Promise<void> {
  try {
    await act(closeFollowUp, { followUp: followUp as never, reason: t('arrivals.back.closedByMistake') })
  } catch (error) {
    toast(sayNo(error), { look: 'bad' })
  } finally {
    void answers.invalidateQueries({ queryKey: [followUps.name] })
  }
}
