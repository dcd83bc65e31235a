import { useId } from 'react'
import { closeMessage, type MessageInHand } from '../../../web/app/message-in-hand.ts'
import { useMay, useSession } from '../../../web/app/session.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { ComboBox } from '../../../web/kit/combo-box.tsx'
import { useDraft } from '../../../web/kit/drafts.ts'
import { moment } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { patientCard } from '../../patients/contract.ts'
import { fullName } from '../../patients/screens/index.tsx'
import { listPeopleToMessage } from '../../practice/contract.ts'
import { patientAppointments } from '../../schedule/contract.ts'
import { leaveMessage, priorities } from '../contract.ts'
import { addressee } from './addressee.ts'
import css from './message-form.module.css'

type Written = { to: string | null; text: string; priority: (typeof priorities)[number] }
const empty: Written = { to: null, text: '', priority: 'normal' }

const lastPlace = (me: string) => `anteroom.calls.last-to.${me}`

/** A message to somebody on the staff: the note and one key. `note` is what was written on the call: it need not be typed twice. It goes to the doctor the patient sees, else to whom the last one went, unless another is chosen or named
 *  at the start of the text ("lee: refill metformin"). */
export function MessageForm({ about, note, onSent }: { about: MessageInHand; note: string; onSent?: () => void }) {
  const form = useId()
  const me = useSession().staff
  const people = useAsk(listPeopleToMessage, {}).data?.people ?? []
  const card = useAsk(patientCard, { patient: about.patient ?? '' }, { enabled: about.patient !== null })
  const draft = useDraft<Written>(`calls.message.${about.call ?? about.patient ?? 'any'}`, { ...empty, text: note })
  const written = draft.value
  const named = addressee(written.text, people)
  const last = localStorage.getItem(lastPlace(me))
  const usual = useUsualProvider(about.patient, people)
  const to = named?.id ?? written.to ?? usual ?? (people.some(one => one.id === last) ? last : null)
  const text = named ? named.rest : written.text
  const leave = useAct(leaveMessage)
  const ready = to !== null && text.trim() !== ''
  const send = async () => {
    // Nobody chosen yet: that is the one thing left to do.
    if (to === null) return document.getElementById(form)?.querySelector('input')?.focus()
    if (!ready || leave.busy) return
    const left = await leave.attempt({
      to,
      text,
      priority: written.priority,
      ...(about.patient ? { patient: about.patient } : {}),
      ...(about.call ? { call: about.call } : {}),
    })
    if (!left) return
    localStorage.setItem(lastPlace(me), to)
    draft.clear()
    closeMessage()
    onSent?.()
    const name = people.find(one => one.id === to)?.name ?? ''
    toast(t('calls.message.sent', { name, when: moment(left.dueAt) }))
  }
  useKeys(t('calls.message.title'), {
    'Ctrl Enter': {
      does: t('calls.message.send'),
      // Whoever is typing in another form means that one.
      run: () => (isElsewhere(form) ? false : void send()),
    },
    Esc: {
      does: t('kit.close'),
      // The first Esc leaves the field, as everywhere; the second closes, and the draft stays.
      run: () => !(document.activeElement instanceof HTMLTextAreaElement) && closeMessage(),
    },
  })
  return (
    <section className={css.form} aria-label={t('calls.message.title')}>
      <header className={css.head}>
        <h2 className={css.title}>{t('calls.message.title')}</h2>
        {card.data && <span className={css.about}>{t('calls.message.about', { who: fullName(card.data) })}</span>}
        <Button
          look="quiet"
          small
          label={t('kit.close')}
          icon={<Icon name="cross" size={14} />}
          onPress={closeMessage}
        />
      </header>
      <form
        id={form}
        className={css.fields}
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        <TextArea
          label={t('calls.message.text')}
          hideLabel
          placeholder={t('calls.message.textPlaceholder')}
          value={written.text}
          onChange={text => draft.set(now => ({ ...now, text }))}
          rows={3}
          maxLength={5_000}
          autoFocus
        />
        <ComboBox
          key={people.length === 0 ? 'waiting' : 'here'}
          label={t('calls.message.to')}
          placeholder={t('calls.message.toPlaceholder')}
          choices={people.map(one => ({ id: one.id as string, label: one.name }))}
          value={to}
          onChange={id => draft.set(now => ({ ...now, to: id }))}
        />
        <Segmented
          label={t('calls.message.priority')}
          choices={priorities.toReversed().map(id => ({ id, label: t(`calls.message.priorities.${id}`) }))}
          value={written.priority}
          onChange={priority => draft.set(now => ({ ...now, priority }))}
        />
        <FormError error={leave.error} />
        <Button
          look="main"
          wide
          type="submit"
          disabled={!ready}
          busy={leave.busy}
          command={leaveMessage.name}
          keyHint="Ctrl ↵"
        >
          {to === null ? t('calls.message.needTo') : t('calls.message.send')}
        </Button>
      </form>
    </section>
  )
}

/** True while the focus is in a text field of another form. */
function isElsewhere(form: string): boolean {
  const at = document.activeElement
  return (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement) && at.form?.id !== form
}

/** Whom this patient sees next, or saw last, if that is somebody who can be written to. */
function useUsualProvider(patient: string | null, people: readonly { id: string; name: string }[]): string | null {
  const may = useMay()
  const visits = useAsk(
    patientAppointments,
    { patient: patient ?? '' },
    { enabled: patient !== null && may(patientAppointments) },
  ).data
  const names = [visits?.upcoming[0]?.providerName, visits?.past[0]?.providerName]
  return people.find(one => one.name === names[0])?.id ?? people.find(one => one.name === names[1])?.id ?? null
}
