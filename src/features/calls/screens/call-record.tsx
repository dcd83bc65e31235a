import { type ReactNode, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { useDraft } from '../../../web/kit/drafts.ts'
import { moment } from '../../../web/kit/format.ts'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { addAddendum, callRecord, correctCall } from '../contract.ts'
import css from './call-log.module.css'
import { reasonWords } from './call-reasons.tsx'
import { numberWords, whoWords } from './call-words.ts'
import { CorrectCall, Corrections } from './correct-call.tsx'
import { checkWords } from './identity-check.tsx'
import { AroundCall, earlierWords } from './pop-facts.tsx'

type Record = OutputOf<typeof callRecord>

/** All that is kept of one call: what it was, who was checked, what was done, what the note said before and what was added later. */
export function CallRecord({ call }: { call: string }) {
  const answer = useAsk(callRecord, { call })
  return (
    <Answered answer={answer} lines={6}>
      {record => (
        <article className={css.record} aria-label={t('calls.pop.record.title', { when: moment(record.ringingAt) })}>
          <h2>{whoWords(record)}</h2>
          <KeyValue rows={factsOf(record)} />
          <Part title={t('calls.pop.record.note')}>
            <p className={css.words}>{record.note || t('calls.pop.record.noNote')}</p>
          </Part>
          {record.addenda.length > 0 && (
            <Part title={t('calls.pop.record.addenda')}>
              {record.addenda.map(one => (
                <div key={one.at}>
                  <p className={css.words}>{one.text}</p>
                  <p className={pane.quiet}>
                    {t('calls.pop.record.addendum', { by: one.by ?? '', when: moment(one.at), why: one.why })}
                  </p>
                </div>
              ))}
            </Part>
          )}
          <Part title={t('calls.pop.record.checks')}>
            {record.checks.length === 0 && <p className={pane.quiet}>{t('calls.pop.record.noChecks')}</p>}
            {record.checks.map(check => (
              <p key={`${check.at} ${check.patient}`}>
                {t('calls.pop.record.check', { patient: check.patient, how: checkWords(check) })}{' '}
                <span className={pane.quiet}>
                  {t('calls.pop.record.by', { when: moment(check.at), name: check.by ?? '' })}
                </span>
              </p>
            ))}
          </Part>
          <AroundCall links={record.links} earlier={record.earlierCalls} />
          {record.pastNotes.length > 0 && (
            <Part title={t('calls.pop.record.past')}>
              {record.pastNotes.map(one => (
                <div key={`${one.at} ${one.note}`}>
                  <p className={css.words}>{one.note}</p>
                  <p className={pane.quiet}>
                    {one.at && t('calls.pop.record.by', { when: moment(one.at), name: one.by ?? '' })}
                  </p>
                </div>
              ))}
            </Part>
          )}
          {record.corrections.length > 0 && (
            <Part title={t('calls.pop.correct.corrected')}>
              <Corrections corrections={record.corrections} />
            </Part>
          )}
          {record.settlesAt && <Later record={record} settlesAt={record.settlesAt} />}
        </article>
      )}
    </Answered>
  )
}

function factsOf(record: Record) {
  return [
    { name: t('calls.pop.log.number'), value: numberWords(record) },
    { name: t('calls.log.when'), value: moment(record.ringingAt) },
    { name: t('calls.pop.log.line'), value: record.line },
    {
      name: t('calls.pop.record.taken'),
      value:
        record.takenAt && t('calls.pop.record.by', { when: moment(record.takenAt), name: record.takenBy?.name ?? '' }),
    },
    {
      name: t('calls.pop.record.closed'),
      value:
        record.closedAt &&
        (record.closedBy
          ? t('calls.pop.record.by', { when: moment(record.closedAt), name: record.closedBy })
          : moment(record.closedAt)),
    },
    {
      name: t('calls.log.what'),
      value: [...(record.outcome ? [record.outcome] : []), ...record.also]
        .map(one => t(`calls.outcomes.${one}`))
        .join(', '),
    },
    { name: t('calls.pop.log.reason'), value: record.reasons.map(reasonWords).join(', ') },
    { name: t('calls.pop.log.repeat'), value: earlierWords(record) },
  ]
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={css.part}>
    <h3>{title}</h3>
    {children}
  </section>
)

/** What can still be mended, or that nothing can; and the form for an addendum. */
function Later({ record, settlesAt }: { record: Record; settlesAt: string }) {
  const may = useMay()
  const [open, setOpen] = useState<'correct' | 'add' | null>(null)
  return (
    <section className={css.part}>
      <p className={pane.quiet}>
        {record.settled ? t('calls.pop.record.settled') : t('calls.pop.record.mendable', { when: moment(settlesAt) })}
      </p>
      {open === 'add' && <AddendumForm call={record.call} onDone={() => setOpen(null)} />}
      {open === 'correct' && !record.settled && <CorrectCall record={record} onDone={() => setOpen(null)} />}
      {open === null && (
        <div className={css.about}>
          {may(correctCall) && !record.settled && (
            <Button small onPress={() => setOpen('correct')}>
              {t('calls.pop.correct.open')}
            </Button>
          )}
          {may(addAddendum) && (
            <Button small onPress={() => setOpen('add')}>
              {t('calls.pop.record.add')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

function AddendumForm({ call, onDone }: { call: string; onDone: () => void }) {
  const draft = useDraft(`calls.addendum.${call}`, { text: '', why: '' })
  const add = useAct(addAddendum, () => {
    draft.clear()
    toast(t('calls.pop.record.added'))
    onDone()
  })
  const { text, why } = draft.value
  return (
    <form
      className={css.addendum}
      onSubmit={event => {
        event.preventDefault()
        if (text.trim() && why.trim()) void add.attempt({ call, text, why })
      }}
    >
      <TextArea
        label={t('calls.pop.record.text')}
        value={text}
        onChange={next => draft.set(now => ({ ...now, text: next }))}
        maxLength={5_000}
        rows={3}
      />
      <TextField
        label={t('calls.pop.record.why')}
        value={why}
        onChange={next => draft.set(now => ({ ...now, why: next }))}
        maxLength={200}
      />
      <FormError error={add.error} />
      <div>
        <Button
          look="main"
          small
          type="submit"
          busy={add.busy}
          command={addAddendum.name}
          disabled={!text.trim() || !why.trim()}
        >
          {t('calls.pop.record.save')}
        </Button>
      </div>
    </form>
  )
}
