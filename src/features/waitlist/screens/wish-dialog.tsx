import { type FormEvent, useState } from 'react'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { FormError, LoadingState } from '../../../web/kit/states.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { fieldErrors } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { patientCard } from '../../patients/contract.ts'
import { fullName } from '../../patients/screens/index.tsx'
import { overview } from '../../practice/contract.ts'
import {
  listPools,
  listVisitTypes,
  patientAppointments,
  usualVisitType as usualVisitTypeOf,
} from '../../schedule/contract.ts'
import { sayTime, TimeField, timeTyped, usualVisitType } from '../../schedule/screens/index.tsx'
import { addWish, changeWish, parts, urgencies, type WishLine, wantEarlier } from '../contract.ts'
import { sayNotice, sayWhen, weekday } from './say-wish.ts'
import { undoWish } from './undo-wish.ts'
import css from './waitlist.module.css'

const notices = [0, 30, 60, 120, 240, 1440, 2880, 10080]

type Props = { patient: string; appointment: string | null; wish?: WishLine; onClose: () => void }

/** What somebody waits for. Opened for a visit or a patient it is filled in already: Enter puts them on the list. */
export function WishDialog(props: Props) {
  const card = useAsk(patientCard, { patient: props.patient })
  const visits = useAsk(patientAppointments, { patient: props.patient, past: 0 })
  const types = useAsk(listVisitTypes, {})
  const likely = useAsk(usualVisitTypeOf, { patient: props.patient })
  const house = useAsk(overview, {})
  const teams = useAsk(listPools, {})
  const who = card.data ? fullName(card.data) : ''
  const ready = card.data && visits.data && types.data && house.data && !teams.isPending && !likely.isPending
  const title = props.wish ? t('waitlist.form.change', { who }) : t('waitlist.form.title', { who })
  return (
    <Dialog title={title} onClose={props.onClose}>
      {ready ? (
        <WishForm
          {...props}
          who={who}
          visits={visits.data.upcoming.filter(visit => ['booked', 'confirmed'].includes(visit.state))}
          likely={likely.data?.visitType ?? null}
          types={types.data.visitTypes.map(type => ({ id: type.id, name: type.name }))}
          teams={(teams.data?.pools ?? []).filter(one => !one.retired).map(one => ({ id: one.id, label: one.name }))}
          places={house.data.locations.filter(one => !one.closedAt).map(one => ({ id: one.id, label: one.name }))}
          providers={house.data.providers
            .filter(one => !one.leftAt)
            .map(one => ({
              id: one.id,
              label: [`${one.given} ${one.family}`, one.credential].filter(Boolean).join(', '),
            }))}
        />
      ) : (
        <LoadingState lines={5} />
      )}
    </Dialog>
  )
}

type FormProps = Props & {
  who: string
  visits: readonly { id: string; startsAt: string; zone: string; what: string; provider: string | null }[]
  types: readonly { id: string; name: string }[]
  likely: string | null
  providers: readonly { id: string; label: string }[]
  teams: readonly { id: string; label: string }[]
  places: readonly { id: string; label: string }[]
}

const anybody = 'anybody'
const exactTimes = 'times'

function WishForm({
  patient,
  appointment,
  wish,
  who,
  visits,
  types,
  likely,
  providers,
  teams,
  places,
  onClose,
}: FormProps) {
  const add = useAct(addWish)
  const earlier = useAct(wantEarlier)
  const change = useAct(changeWish)
  const usual = types.find(type => type.id === usualVisitType()) ?? types.find(type => type.id === likely) ?? types[0]
  const [what, setWhat] = useState<string>(appointment ?? visits[0]?.id ?? usual?.id ?? '')
  const visit = visits.find(one => one.id === what)
  const [provider, setProvider] = useState<string | null>(
    wish ? (wish.providers[0]?.id ?? wish.pools[0]?.id ?? anybody) : null,
  )
  const [weekdays, setWeekdays] = useState<readonly number[]>(wish?.weekdays ?? [])
  const [place, setPlace] = useState<string>(wish?.locations[0]?.id ?? anybody)
  const timed = Boolean(wish?.fromTime || wish?.toTime)
  const [part, setPart] = useState<WishLine['part'] | typeof exactTimes>(timed ? exactTimes : (wish?.part ?? 'any'))
  const [from, setFrom] = useState(wish?.fromTime ? sayTime(wish.fromTime) : '')
  const [to, setTo] = useState(wish?.toTime ? sayTime(wish.toTime) : '')
  const [unread, setUnread] = useState(false)
  const [notice, setNotice] = useState(wish?.noticeMinutes ?? 120)
  const [urgency, setUrgency] = useState<WishLine['urgency']>(wish?.urgency ?? 'normal')
  const [firstDay, setFirstDay] = useState<string | null>(wish?.firstDay ?? null)
  const [lastDay, setLastDay] = useState<string | null>(wish?.lastDay ?? null)
  const [until, setUntil] = useState<string | null>(wish?.until ?? null)
  const [note, setNote] = useState(wish?.note ?? '')
  const chosen = provider ?? visit?.provider ?? anybody
  const wrong = fieldErrors(add.error ?? earlier.error ?? change.error)
  const busy = add.busy || earlier.busy || change.busy

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const times = part === exactTimes ? { from: timeTyped(from), to: timeTyped(to) } : { from: null, to: null }
    if (part === exactTimes && ((from.trim() && !times.from) || (to.trim() && !times.to))) return setUnread(true)
    const several = wish && wish.providers.length > 1 && provider === wish.providers[0]?.id
    const team = teams.some(one => one.id === chosen)
    const whom = team ? { pools: [chosen] } : { providers: several ? wish.providers.map(one => one.id) : [chosen] }
    const fields = {
      ...(chosen === anybody ? { anybody: true } : whom),
      ...(place === anybody ? {} : { locations: [place] }),
      weekdays: [...weekdays],
      part: part === exactTimes ? (timed && wish ? wish.part : 'any') : part,
      ...(times.from ? { fromTime: times.from } : {}),
      ...(times.to ? { toTime: times.to } : {}),
      noticeMinutes: notice,
      urgency,
      note,
      ...(firstDay ? { firstDay } : {}),
      ...(lastDay ? { lastDay } : {}),
      ...(until ? { until } : {}),
    }
    if (wish) {
      const done = await change.attempt({ wish: wish.id, version: wish.version, ...fields })
      if (!done) return
      toast(t('waitlist.form.changed', { who }))
    } else {
      const done = visit
        ? await earlier.attempt({ appointment: visit.id, ...fields })
        : await add.attempt({ patient, visitType: what, ...fields })
      if (!done) return
      toast(t('waitlist.form.added', { who }), { undo: () => void undoWish(done.id, who) })
    }
    onClose()
  }
  const whats = [
    ...visits.map(one => ({
      id: one.id,
      label: t('waitlist.form.visit', { when: sayWhen(one.startsAt, one.zone), what: one.what }),
    })),
    ...types.map(type => ({ id: type.id, label: t('waitlist.form.new', { what: type.name }) })),
  ]
  return (
    <form className={css.form} onSubmit={submit}>
      {!wish && (
        <div className={css.wide}>
          <Select
            label={t('waitlist.form.what')}
            choices={whats}
            value={what}
            onChange={id => {
              setWhat(id)
              setProvider(null)
            }}
          />
        </div>
      )}
      <Select
        label={t('waitlist.form.who')}
        choices={[{ id: anybody, label: t('waitlist.form.anybody') }, ...teams, ...providers]}
        value={chosen}
        onChange={setProvider}
      />
      <Select
        label={t('waitlist.form.part')}
        choices={[
          ...parts.map(id => ({ id, label: t(`waitlist.wish.part.${id}`) })),
          { id: exactTimes, label: t('waitlist.form.exactTimes') },
        ]}
        value={part}
        onChange={setPart}
      />
      {part === exactTimes && (
        <>
          <TimeField
            label={t('waitlist.form.fromTime')}
            value={from}
            onChange={setFrom}
            optional
            hint={t('waitlist.form.fromTimeHint')}
            error={unread && from.trim() && !timeTyped(from) ? t('waitlist.form.noTime') : wrong.fromTime}
          />
          <TimeField
            label={t('waitlist.form.toTime')}
            value={to}
            onChange={setTo}
            optional
            hint={t('waitlist.form.toTimeHint')}
            error={unread && to.trim() && !timeTyped(to) ? t('waitlist.form.noTime') : wrong.toTime}
          />
        </>
      )}
      <Select
        label={t('waitlist.form.notice')}
        choices={[...new Set([...notices, notice])]
          .sort((a, b) => a - b)
          .map(n => ({ id: String(n), label: sayNotice(n) }))}
        value={String(notice)}
        onChange={id => setNotice(Number(id))}
      />
      <Select
        label={t('waitlist.form.urgency')}
        choices={urgencies.map(id => ({ id, label: t(`waitlist.wish.urgency.${id}`) }))}
        value={urgency}
        onChange={setUrgency}
      />
      <DateField label={t('waitlist.form.firstDay')} value={firstDay} onChange={setFirstDay} optional />
      <DateField
        label={t('waitlist.form.lastDay')}
        value={lastDay}
        onChange={setLastDay}
        optional
        error={wrong.lastDay}
      />
      <DateField label={t('waitlist.form.until')} value={until} onChange={setUntil} optional />
      {places.length > 1 && (
        <Select
          label={t('waitlist.form.where')}
          choices={[{ id: anybody, label: t('waitlist.form.anywhere') }, ...places]}
          value={place}
          onChange={setPlace}
        />
      )}
      <fieldset className={`${css.wide} ${css.weekdays}`}>
        <legend>{t('waitlist.form.weekdays')}</legend>
        {[1, 2, 3, 4, 5, 6, 7].map(n => (
          <Checkbox
            key={n}
            checked={weekdays.includes(n)}
            onChange={on => setWeekdays(on ? [...weekdays, n].sort() : weekdays.filter(one => one !== n))}
          >
            {weekday(n)}
          </Checkbox>
        ))}
      </fieldset>
      <div className={css.wide}>
        <TextArea label={t('waitlist.form.note')} value={note} onChange={setNote} rows={2} optional />
      </div>
      <div className={css.wide}>
        <FormError error={add.error ?? earlier.error ?? change.error} />
        <Button
          look="main"
          type="submit"
          autoFocus
          busy={busy}
          command={wish ? changeWish.name : visit ? wantEarlier.name : addWish.name}
          keyHint="↵"
        >
          {wish ? t('waitlist.form.save') : t('waitlist.form.add')}
        </Button>
      </div>
    </form>
  )
}
