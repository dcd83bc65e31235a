import { useEffect, useId, useState } from 'react'
import { closeMessage, type MessageInHand } from '../../../web/app/message-in-hand.ts'
import { useMay, useSession } from '../../../web/app/session.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { ComboBox } from '../../../web/kit/combo-box.tsx'
import { useDraft } from '../../../web/kit/drafts.ts'
import { clock, day, dayOf, moment } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { fieldErrors } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { patientCard } from '../../patients/contract.ts'
import { fullName } from '../../patients/screens/index.tsx'
import { patientAppointments } from '../../schedule/contract.ts'
import {
  kindKeys,
  leaveMessage,
  type MessageKind,
  messageAddresses,
  messageRules,
  messageTemplates,
  priorities,
} from '../contract.ts'
import { addressChoice, addressInput } from './address-choice.ts'
import { addressee } from './addressee.ts'
import { fillTemplate } from './fill-template.ts'
import { KindFields, kindComplete, kindSaid } from './kind-fields.tsx'
import css from './message-form.module.css'

type Written = {
  to: string | null
  kind: MessageKind
  fields: Readonly<Record<string, string>>
  text: string
  priority: (typeof priorities)[number] | null
}
const empty: Written = { to: null, kind: 'note', fields: {}, text: '', priority: null }

const lastPlace = (me: string) => `anteroom.calls.last-to.${me}`

/** A message to somebody on the staff: the note and one key. `note` is what was written on the call: it need not be typed twice. It goes to the doctor the patient sees, else to whom the last one went, unless another is chosen or named
 *  at the start of the text ("lee: refill metformin"). */
export function MessageForm({ about, note, onSent }: { about: MessageInHand; note: string; onSent?: () => void }) {
  const form = useId()
  const session = useSession()
  const addresses = useAsk(messageAddresses, {})
  const people = addresses.data?.addresses ?? []
  const rules = useAsk(messageRules, {}).data?.rules ?? []
  const templates = useAsk(messageTemplates, {}).data?.templates ?? []
  const card = useAsk(patientCard, { patient: about.patient ?? '' }, { enabled: about.patient !== null })
  // By the patient first: the call may end while one types, and the words must stay where they are.
  const draft = useDraft<Written>(`calls.message.${about.patient ?? about.call ?? 'any'}`, { ...empty, text: note })
  // A draft kept by an older version has no kind yet.
  const written = { ...empty, ...draft.value }
  const named = addressee(written.text, people)
  const last = localStorage.getItem(lastPlace(session.staff))
  const { usual, waits } = useUsualProvider(about.patient, people)
  const to = named?.id ?? written.to ?? usual ?? (people.some(one => one.id === last) ? last : null)
  const typed = named ? named.rest : written.text
  const { kind, fields } = written
  const text = typed.trim() === '' && Object.keys(fields).length > 0 ? kindSaid(kind, fields) : typed
  const address = people.find(one => one.id === to)
  const usually = rules.find(one => one.kind === kind)?.priority ?? 'normal'
  const leave = useAct(leaveMessage)
  const ready = address !== undefined && text.trim() !== '' && kindComplete(kind, fields)
  /** The kind of a ready text, with the fields kept if it is the same. */
  const ofText = (found: { kind: MessageKind }) => (found.kind === kind ? {} : { kind: found.kind, fields: {} })
  const filled = (template: string, before: string) => {
    const now = new Date()
    const birth = card.data?.birthDate
    const said = fillTemplate(template, {
      patient: card.data ? fullName(card.data) : null,
      birthDate: birth ? day(birth, 'brief') : null,
      provider: people.find(one => one.id === usual)?.name ?? null,
      date: day(dayOf(now), 'brief'),
      time: clock(now.toISOString()),
      me: session.name,
    })
    return before.trim() ? `${before.trimEnd()}\n${said}` : said
  }
  // Sent before it is known to whom it goes: it goes when that is known, not to the wrong one and not nowhere.
  const [wanted, setWanted] = useState(false)
  const unknown = addresses.isPending || (waits && !named && !written.to)
  useEffect(() => {
    if (!wanted || unknown) return
    setWanted(false)
    void send()
  })
  const send = async () => {
    if (unknown) return setWanted(true)
    // Nobody chosen yet: that is the one thing left to do.
    if (to === null) return document.getElementById(form)?.querySelector('input')?.focus()
    if (!ready || leave.busy) return
    const left = await leave.attempt({
      ...addressInput(address),
      kind,
      fields,
      text,
      ...(written.priority ? { priority: written.priority } : {}),
      ...(about.patient ? { patient: about.patient } : {}),
      ...(about.call ? { call: about.call } : {}),
    })
    if (!left) return
    localStorage.setItem(lastPlace(session.staff), to)
    draft.clear()
    closeMessage()
    onSent?.()
    toast(t('calls.message.sent', { name: address.name, when: moment(left.dueAt) }))
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
          choices={people.map(addressChoice)}
          value={to}
          onChange={id => draft.set(now => ({ ...now, to: id }))}
        />
        <Select
          label={t('calls.messages.kind')}
          choices={kindKeys.map(id => ({ id, label: t(`calls.messages.kinds.${id}`) }))}
          value={kind}
          onChange={kind => draft.set(now => ({ ...now, kind, fields: {} }))}
        />
        <KindFields
          kind={kind}
          value={fields}
          errors={fieldErrors(leave.error)}
          onChange={fields => draft.set(now => ({ ...now, fields }))}
        />
        {templates.length > 0 && (
          <ComboBox
            label={t('calls.messages.template')}
            placeholder={t('calls.messages.templatePlaceholder')}
            optional
            choices={templates.map(one => ({
              id: one.id as string,
              label: one.name,
              detail: t(`calls.messages.kinds.${one.kind}`),
            }))}
            value={null}
            onChange={id => {
              const found = templates.find(one => one.id === id)
              if (found) draft.set(now => ({ ...now, ...ofText(found), text: filled(found.text, now.text) }))
            }}
          />
        )}
        <Segmented
          label={t('calls.message.priority')}
          choices={priorities.toReversed().map(id => ({ id, label: t(`calls.message.priorities.${id}`) }))}
          value={written.priority ?? usually}
          onChange={priority => draft.set(now => ({ ...now, priority }))}
        />
        <FormError error={leave.error} />
        <Button
          look="main"
          wide
          type="submit"
          disabled={!ready && !unknown}
          busy={leave.busy || wanted}
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

/** Whom this patient sees next, or saw last, if that is somebody who can be written to; `waits` until that is known. */
function useUsualProvider(patient: string | null, people: readonly { id: string; name: string }[]) {
  const may = useMay()
  const answer = useAsk(
    patientAppointments,
    { patient: patient ?? '' },
    { enabled: patient !== null && may(patientAppointments) },
  )
  const visits = answer.data
  const names = [visits?.upcoming[0]?.providerName, visits?.past[0]?.providerName]
  const usual = people.find(one => one.name === names[0])?.id ?? people.find(one => one.name === names[1])?.id ?? null
  return { usual, waits: answer.isLoading }
}
