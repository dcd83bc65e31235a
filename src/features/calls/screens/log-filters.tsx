import type { InputOf } from '../../../core/contract.ts'
import { usePersonInHand } from '../../../web/app/person-in-hand.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { listPeopleToMessage } from '../../practice/contract.ts'
import { type callLog, logChoices, outcomes } from '../contract.ts'
import css from './call-log.module.css'
import { reasonWords } from './call-reasons.tsx'
import { Chip } from './chips.tsx'

export type LogFilter = Omit<InputOf<typeof callLog>, 'limit' | 'after'>

const any = '*'

/** Everything the log can be narrowed by, in one bar: each filter is a choice, a switch or a field, and all are cleared at once. */
export function LogFilters({ filter, onChange }: { filter: LogFilter; onChange: (next: LogFilter) => void }) {
  const people = useAsk(listPeopleToMessage, {}).data?.people ?? []
  const choices = useAsk(logChoices, {}).data
  const { patientId } = usePersonInHand()
  /** Sets what is given, and takes away what is undefined: an absent filter is no key. */
  const set = (change: { [K in keyof LogFilter]?: LogFilter[K] | undefined }) =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...filter, ...change }).filter(
          ([, value]) => value !== undefined && value !== false && value !== '',
        ),
      ) as LogFilter,
    )
  const pick = (
    label: string,
    all: string,
    value: string | undefined,
    ids: readonly { id: string; label: string }[],
    to: (id: string | undefined) => void,
  ) => (
    <Select
      label={label}
      choices={[{ id: any, label: all }, ...ids]}
      value={value ?? any}
      onChange={id => to(id === any ? undefined : id)}
    />
  )
  return (
    <form className={css.filters} onSubmit={event => event.preventDefault()} aria-label={t('calls.log.label')}>
      <Segmented
        label={t('calls.log.direction')}
        choices={[
          { id: 'all', label: t('calls.log.allDirections') },
          { id: 'in', label: t('calls.log.onlyIn') },
          { id: 'out', label: t('calls.log.onlyOut') },
        ]}
        value={filter.direction ?? 'all'}
        onChange={way => set({ direction: way === 'all' ? undefined : way })}
      />
      <Chip on={filter.unanswered === true} onPress={() => set({ unanswered: !filter.unanswered })}>
        {t('calls.pop.log.unanswered')}
      </Chip>
      <Chip on={filter.repeat === true} onPress={() => set({ repeat: !filter.repeat })}>
        {t('calls.pop.log.repeat')}
      </Chip>
      {(patientId || filter.patient) && (
        <Chip
          on={filter.patient !== undefined}
          onPress={() => set({ patient: filter.patient ? undefined : (patientId ?? undefined) })}
        >
          {t('calls.pop.log.patient')}
        </Chip>
      )}
      {Object.keys(filter).length > 0 && (
        <Button small look="quiet" onPress={() => onChange({})}>
          {t('calls.pop.log.clear')}
        </Button>
      )}
      <div className={css.choices}>
        <DateField
          label={t('calls.pop.log.day')}
          value={filter.day ?? null}
          onChange={day => set({ day: day ?? undefined })}
        />
        {pick(
          t('calls.pop.log.person'),
          t('calls.pop.log.anybody'),
          filter.takenBy,
          people.map(one => ({ id: one.id, label: one.name })),
          takenBy => set({ takenBy }),
        )}
        {pick(
          t('calls.pop.log.outcome'),
          t('calls.pop.log.anything'),
          filter.outcome,
          outcomes.map(id => ({ id, label: t(`calls.outcomes.${id}`) })),
          id => set({ outcome: outcomes.find(one => one === id) }),
        )}
        {pick(
          t('calls.pop.log.reason'),
          t('calls.pop.log.anything'),
          filter.reason,
          (choices?.reasons ?? []).map(id => ({ id, label: reasonWords(id) })),
          reason => set({ reason }),
        )}
        {pick(
          t('calls.pop.log.line'),
          t('calls.pop.log.anyLine'),
          filter.line,
          (choices?.lines ?? []).map(id => ({ id, label: id })),
          line => set({ line }),
        )}
        <TextField
          label={t('calls.pop.log.number')}
          type="tel"
          value={filter.number ?? ''}
          onChange={number => set({ number })}
          maxLength={40}
        />
      </div>
    </form>
  )
}
