import { useState } from 'react'
import type { InputOf, OutputOf } from '../../../core/contract.ts'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { moment } from '../../../web/kit/format.ts'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { PatientPick } from '../../patients/screens/index.tsx'
import { alsoOutcomes, type callRecord, correctCall, outcomes, usualReasons } from '../contract.ts'
import css from './call-log.module.css'
import { reasonWords } from './call-reasons.tsx'
import { Chip, Chips } from './chips.tsx'

type Record = OutputOf<typeof callRecord>
type Outcome = NonNullable<InputOf<typeof correctCall>['outcome']>
type Also = (typeof alsoOutcomes)[number]

const sayable = outcomes.filter((one): one is Outcome => one !== 'abandoned')
const turned = <Of,>(all: readonly Of[], one: Of): Of[] =>
  all.includes(one) ? all.filter(other => other !== one) : [...all, one]

/** Puts right what was said of a closed call while it can be: what came of it, why they called, whom it was about. */
export function CorrectCall({ record, onDone }: { record: Record; onDone: () => void }) {
  const spoken = record.takenAt !== null
  const [outcome, setOutcome] = useState(record.outcome)
  const [also, setAlso] = useState<Also[]>(record.also.filter((one): one is Also => alsoOutcomes.includes(one as Also)))
  const [reasons, setReasons] = useState(record.reasons)
  const [about, setAbout] = useState<{ patient: string; name: string } | null>(record.patient)
  const [why, setWhy] = useState('')
  const correct = useAct(correctCall, done => {
    if (done.changed) toast(t('calls.pop.correct.done'))
    onDone()
  })
  const own = reasons.filter(one => !(usualReasons as readonly string[]).includes(one))
  const save = () =>
    void correct.attempt({
      call: record.call,
      ...(spoken && outcome && outcome !== 'abandoned' ? { outcome, also: also.filter(one => one !== outcome) } : {}),
      reasons,
      patient: about?.patient ?? null,
      why,
    })
  return (
    <form
      className={css.addendum}
      aria-label={t('calls.pop.correct.title')}
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      {spoken && (
        <>
          <Select
            label={t('calls.log.what')}
            choices={sayable.map(id => ({ id, label: t(`calls.outcomes.${id}`) }))}
            value={outcome ?? 'answered'}
            onChange={id => setOutcome(id as Outcome)}
          />
          <Chips label={t('calls.pop.alsoTitle')}>
            {alsoOutcomes
              .filter(one => one !== outcome)
              .map(one => (
                <Chip key={one} on={also.includes(one)} onPress={() => setAlso(turned(also, one))}>
                  {t(`calls.outcomes.${one}`)}
                </Chip>
              ))}
          </Chips>
        </>
      )}
      <Chips label={t('calls.pop.reasonsTitle')}>
        {[...usualReasons, ...own].map(reason => (
          <Chip key={reason} on={reasons.includes(reason)} onPress={() => setReasons(turned(reasons, reason))}>
            {reasonWords(reason)}
          </Chip>
        ))}
      </Chips>
      {about ? (
        <div className={css.about}>
          <span>{t('calls.pop.correct.about', { who: about.name })}</span>
          <Button small look="quiet" onPress={() => setAbout(null)}>
            {t('calls.card.notThis')}
          </Button>
        </div>
      ) : (
        <PatientPick
          label={t('calls.pop.correct.find')}
          placeholder={t('calls.card.findHint')}
          onPick={(patient, name) => setAbout({ patient, name: `${name.given} ${name.family}`.trim() })}
        />
      )}
      <TextField label={t('calls.pop.correct.why')} value={why} onChange={setWhy} maxLength={200} />
      <FormError error={correct.error} />
      <div className={css.about}>
        <Button look="main" small type="submit" busy={correct.busy} command={correctCall.name}>
          {t('calls.pop.correct.save')}
        </Button>
        <Button small look="quiet" onPress={onDone}>
          {t('kit.close')}
        </Button>
      </div>
    </form>
  )
}

type Correction = Record['corrections'][number]
type Said = Correction['was']

/** What was put right, as it stood and as it stands, each with who and when. */
export function Corrections({ corrections }: { corrections: readonly Correction[] }) {
  return corrections.map(one => (
    <div key={`${one.at} ${one.by}`}>
      {changesOf(one.was, one.became).map(change => (
        <p key={change}>{change}</p>
      ))}
      <p className={pane.quiet}>
        {one.why
          ? t('calls.pop.record.addendum', { by: one.by ?? '', when: moment(one.at), why: one.why })
          : t('calls.pop.record.by', { when: moment(one.at), name: one.by ?? '' })}
      </p>
    </div>
  ))
}

function changesOf(was: Said, became: Said): string[] {
  const came = (said: Said) => [said.outcome, ...said.also].map(one => t(`calls.outcomes.${one}`)).join(', ')
  const why = (said: Said) => said.reasons.map(reasonWords).join(', ')
  const who = (said: Said) => said.patient ?? t('calls.pop.correct.nobody')
  const none = t('calls.pop.correct.none')
  return [came, why, who]
    .map(say => [say(was) || none, say(became) || none] as const)
    .filter(([before, after]) => before !== after)
    .map(([before, after]) => t('calls.pop.correct.change', { before, after }))
}
