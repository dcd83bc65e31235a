import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useAct, useAsk, useAskAgain } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { fieldErrors } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { phoneFigures, phoneStaffing, setPhoneGoal, wallboard } from '../contract.ts'
import css from './phone.module.css'

type Goal = OutputOf<typeof setPhoneGoal>

/** Where the figures of others are from: shown beside them. */
const sources = [
  { id: 'urac', name: 'URAC, Health Call Center Accreditation' },
  { id: 'hfma', name: 'HFMA, Patient access call centres' },
  { id: 'tricare', name: 'TRICARE Management Activity, 2000' },
  { id: 'urology', name: 'Rev Urol 2020;22:67, one urology group' },
] as const

const terms = [
  'offered',
  'answered',
  'abandoned',
  'short',
  'inTime',
  'wait',
  'longest',
  'handling',
  'again',
  'backs',
] as const

const names = {
  offered: () => t('calls.figures.offered'),
  answered: () => t('calls.figures.answered'),
  abandoned: () => t('calls.figures.abandoned'),
  short: () => t('calls.figures.short'),
  inTime: () => t('calls.figures.inTimeLong', { n: '…' }),
  wait: () => t('calls.figures.waitMean'),
  longest: () => t('calls.figures.longest'),
  handling: () => t('calls.figures.handling'),
  again: () => t('calls.figures.again'),
  backs: () => t('calls.figures.backs'),
}

/** What is wanted of the telephone, what the terms mean, and what others name. */
export function PhoneGoals() {
  const answer = useAsk(wallboard, {})
  return (
    <>
      <Answered answer={answer}>{({ goal }) => <GoalForm key={JSON.stringify(goal)} goal={goal} />}</Answered>
      <Panel title={t('calls.figures.goals.terms')}>
        <KeyValue rows={terms.map(id => ({ name: names[id](), value: t(`calls.figures.terms.${id}`) }))} />
      </Panel>
      <Panel flush title={t('calls.figures.goals.others')} hint={t('calls.figures.goals.othersHint')}>
        <Table
          label={t('calls.figures.goals.others')}
          rows={sources}
          rowKey={row => row.id}
          columns={[
            { id: 'who', title: t('calls.figures.goals.who'), heads: true, cell: row => row.name },
            {
              id: 'what',
              title: t('calls.figures.goals.what'),
              cell: row => t(`calls.figures.benchmarks.${row.id}`),
            },
          ]}
        />
      </Panel>
    </>
  )
}

function GoalForm({ goal }: { goal: Goal }) {
  const again = useAskAgain()
  const deed = useAct(setPhoneGoal)
  const [within, setWithin] = useState(String(goal.answerWithin_s))
  const [share, setShare] = useState(String(goal.answerPercent))
  const [abandon, setAbandon] = useState(String(goal.abandonPercent))
  const [short, setShort] = useState(String(goal.short_s))
  const wrong = fieldErrors(deed.error)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = await deed.attempt({
      answerWithin_s: Number(within),
      answerPercent: Number(share),
      abandonPercent: Number(abandon),
      short_s: Number(short),
    })
    if (!done) return
    toast(t('calls.figures.goals.saved'))
    await Promise.all([phoneFigures, phoneStaffing, wallboard].map(again))
  }
  const field = (label: string, value: string, onChange: (value: string) => void, error: string | undefined) => (
    <TextField label={label} value={value} onChange={onChange} inputMode="numeric" error={error} />
  )
  return (
    <Panel title={t('calls.figures.goals.title')} hint={t('calls.figures.goals.hint')}>
      <form className={css.form} onSubmit={submit}>
        {field(t('calls.figures.goals.within'), within, setWithin, wrong.answerWithin_s)}
        {field(t('calls.figures.goals.percent'), share, setShare, wrong.answerPercent)}
        {field(t('calls.figures.goals.abandon'), abandon, setAbandon, wrong.abandonPercent)}
        {field(t('calls.figures.goals.short'), short, setShort, wrong.short_s)}
        <div className={css.formEnd}>
          <FormError error={deed.error} />
          <Button look="main" type="submit" busy={deed.busy} command={setPhoneGoal.name}>
            {t('calls.figures.goals.save')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
