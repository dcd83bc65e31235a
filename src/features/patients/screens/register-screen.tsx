import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { readPhone } from '../../../core/phone.ts'
import { useNewcomer } from '../../../web/app/newcomer.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAskAgain } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { useDraft } from '../../../web/kit/drafts.ts'
import { clock, phone as phoneWords, thePlace } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { fieldErrors } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { linkCall } from '../../calls/contract.ts'
import { dayBoard } from '../../schedule/contract.ts'
import { findDuplicates, registerPatient } from '../contract.ts'
import { BirthDateField } from './birth-date-field.tsx'
import { birthDatesIn } from './birth-dates.ts'
import { Doubles } from './doubles.tsx'
import { emptyRegistration, fieldsFrom, type RegistrationText } from './newcomer-fields.ts'
import { fullName } from './patient-name.ts'
import css from './patients.module.css'
import { refusedFor, useDoubles } from './use-doubles.ts'

const sexes = ['F', 'M', 'X', 'unknown'] as const

/** Six fields and Enter. What a search or a call already knew is filled in; doubles are warned of while one types. */
export function RegisterScreen() {
  const router = useRouter()
  const may = useMay()
  const draft = useDraft<RegistrationText>('patients.register', emptyRegistration)
  const form = useRef<HTMLFormElement>(null)
  const [strict, setStrict] = useState(false)
  const [fresh, setFresh] = useState(false)
  const register = useAct(registerPatient)
  const link = useAct(linkCall)
  const again = useAskAgain()
  const text = draft.value
  const set = (change: Partial<RegistrationText>) => draft.set(now => ({ ...now, ...change }))
  useNewcomer(known => {
    if (known.text === '' && known.phone === '' && !known.call) return
    draft.set(fieldsFrom(known))
    setFresh(true)
  })
  const doubles = useDoubles(text, true)
  const birthDate = birthDatesIn(text.birthDate)[0] ?? null
  const wrong = {
    family: text.family.trim() === '' ? t('patients.register.needFamily') : undefined,
    birthDate: text.birthDate.trim() !== '' && !birthDate ? t('patients.register.notADate') : undefined,
    phone:
      text.phone.trim() !== '' && !readPhone(text.phone, thePlace().country)
        ? t('patients.register.badPhone')
        : undefined,
    email:
      text.email.trim() !== '' && !/^\S+@\S+\.\S+$/.test(text.email.trim())
        ? t('patients.register.badEmail')
        : undefined,
  }
  const served = fieldErrors(register.error)
  const open = doubles.filter(one => one.how === 'likely' && !text.setAside.includes(one.id))

  const leave = (patient: string) => {
    const { call } = text
    draft.clear()
    setStrict(false)
    takeInHand(patient)
    if (call) void link.attempt({ call, patient })
    // Most who are registered are booked next: there the letters act at once.
    router.history.push(may(dayBoard) ? '/today' : `/patients/${patient}`)
  }
  const save = async (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (Object.values(wrong).some(Boolean) || register.busy || open.length > 0) return
    const done = await register.attempt({
      family: text.family,
      given: text.given,
      birthDate,
      sex: text.sex,
      email: text.email.trim(),
      phones: text.phone.trim() ? [{ number: text.phone.trim() }] : [],
      notADuplicateOf: text.setAside,
    })
    // A double that came in between: show it now.
    if (!done) return void again(findDuplicates)
    toast(t('patients.register.done', { name: fullName({ ...text, suffix: '', preferred: '' }), chart: done.chart }))
    leave(done.patient)
  }
  const someoneElse = (patients: string[]) => {
    register.reset()
    set({ setAside: [...new Set([...text.setAside, ...patients, ...refusedFor(register.error)])] })
  }
  useKeys(t('patients.register.scope'), {
    // Only from inside: beside it a call may be under way, whose note ends with the same key.
    'Ctrl Enter': {
      does: t('patients.register.register'),
      run: () => (form.current?.contains(document.activeElement) ? void save() : false),
    },
    'Alt n': {
      does: t('patients.register.someoneElse'),
      run: () => doubles.length > 0 && someoneElse(doubles.map(one => one.id)),
    },
    ...Object.fromEntries(
      doubles
        .filter(one => !text.setAside.includes(one.id))
        .slice(0, 5)
        .map((one, at) => [
          `Alt ${at + 1}`,
          { does: `${t('patients.register.thisOne')}: ${fullName(one)}`, run: () => leave(one.id) },
        ]),
    ),
  })
  return (
    <>
      <ScreenBar
        title={t('patients.register.title')}
        deeds={
          <Button small look="quiet" onPress={() => router.history.push('/patients')}>
            {t('patients.register.back')}
          </Button>
        }
      />
      <div className={css.screen}>
        <form
          ref={form}
          className={`${css.column} ${css.register}`}
          onSubmit={save}
          noValidate
          data-command={registerPatient.name}
        >
          {text.call && text.phone && (
            <p className={css.banner}>{t('patients.register.fromCall', { number: phoneWords(text.phone) })}</p>
          )}
          {draft.restored && !fresh && draft.keptAt && (
            <p className={css.banner}>{t('patients.register.restored', { time: clock(draft.keptAt.toISOString()) })}</p>
          )}
          <div className={css.fields}>
            <TextField
              label={t('patients.register.family')}
              value={text.family}
              onChange={family => set({ family })}
              error={strict ? (wrong.family ?? served.family) : served.family}
              maxLength={200}
              name="family"
              autoFocus
            />
            <TextField
              label={t('patients.register.given')}
              value={text.given}
              onChange={given => set({ given })}
              error={served.given}
              maxLength={200}
              name="given"
            />
            <BirthDateField text={text.birthDate} onText={value => set({ birthDate: value })} strict={strict} />
            <SexField value={text.sex} onChange={sex => set({ sex })} />
            <TextField
              label={t('patients.register.phone')}
              type="tel"
              value={text.phone}
              onChange={phone => set({ phone })}
              error={strict ? wrong.phone : undefined}
              maxLength={40}
              name="phone"
            />
            <TextField
              label={t('patients.register.email')}
              type="email"
              optional
              value={text.email}
              onChange={email => set({ email })}
              error={strict ? wrong.email : undefined}
              maxLength={254}
              name="email"
            />
          </div>
          <Doubles doubles={doubles} setAside={text.setAside} onTake={leave} onSomeoneElse={someoneElse} />
          <FormError error={refusedFor(register.error).length > 0 && open.length > 0 ? null : register.error} />
          <div className={css.foot}>
            <Button
              look="main"
              type="submit"
              busy={register.busy}
              disabled={open.length > 0}
              keyHint="↵"
              command={registerPatient.name}
            >
              {t(text.setAside.length > 0 ? 'patients.register.despite' : 'patients.register.register')}
            </Button>
            <Button
              look="quiet"
              onPress={() => {
                draft.clear()
                setStrict(false)
                register.reset()
              }}
            >
              {t('patients.register.cancel')}
            </Button>
            <span className={css.quiet}>{t('patients.register.more')}</span>
          </div>
        </form>
      </div>
    </>
  )
}

/** All four in sight; the letter chooses while the field has the focus, so that it is one typed field like the others. */
function SexField({
  value,
  onChange,
}: {
  value: RegistrationText['sex']
  onChange: (sex: RegistrationText['sex']) => void
}) {
  return (
    <div
      className={css.sex}
      // Before the choices see it: Enter would only press the one chosen already.
      onKeyDownCapture={event => {
        if (event.key === 'Enter') {
          event.preventDefault()
          event.stopPropagation()
          event.currentTarget.closest('form')?.requestSubmit()
          return
        }
        const sex = { f: 'F', m: 'M', x: 'X', u: 'unknown' }[event.key.toLowerCase()] as
          | RegistrationText['sex']
          | undefined
        if (!sex || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        onChange(sex)
      }}
    >
      <span className={css.searchLabel} aria-hidden="true">
        {t('patients.register.sex')}
      </span>
      <Segmented
        label={t('patients.register.sex')}
        choices={sexes.map(id => ({ id, label: t(`patients.sex.${id}`) }))}
        value={value}
        onChange={onChange}
      />
    </div>
  )
}
