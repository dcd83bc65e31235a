import { useRef } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { usePersonInHand } from '../../../web/app/person-in-hand.ts'
import { Button } from '../../../web/kit/button.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import type { counts } from '../contract.ts'
import { kinds } from '../contract-sources.ts'
import css from './inbox.module.css'
import type { Filter } from './use-rows.ts'

type Props = {
  filter: Filter
  onChange: (filter: Filter) => void
  /** The words are typed: the list has the keyboard again. */
  onDone: () => void
  counts: OutputOf<typeof counts> | undefined
  total: number | null
}

/** Narrows the list: by kind, pool, what is overdue, the patient in hand, and by words. */
export function InboxFilters({ filter, onChange, onDone, counts: amount, total }: Props) {
  const words = useRef<HTMLInputElement>(null)
  const { patientId } = usePersonInHand()
  const without = (name: keyof Filter): Filter => {
    const { [name]: _, ...rest } = filter
    return rest
  }
  const ofKind = (kind: string) => amount?.kinds.find(one => one.kind === kind)?.total ?? 0
  const present =
    filter.view === 'list' || filter.view === 'pool'
      ? kinds.filter(one => ofKind(one) > 0 || one === filter.kind)
      : kinds
  const toggleOverdue = () => onChange(filter.overdue ? without('overdue') : { ...filter, overdue: true })
  const togglePatient = () =>
    onChange(filter.patient || !patientId ? without('patient') : { ...filter, patient: patientId as never })
  useKeys(t('inbox.scope'), {
    F: { does: t('inbox.find'), run: () => words.current?.focus() },
    O: { does: t('inbox.overdueOnly'), run: toggleOverdue },
    P: patientId ? { does: t('inbox.patientOnly'), run: togglePatient } : undefined,
  })
  return (
    <div className={css.filters}>
      <div className={css.chips}>
        {present.map(kind => (
          <Button
            key={kind}
            small
            look="quiet"
            pressed={filter.kind === kind}
            onPress={() => onChange(filter.kind === kind ? without('kind') : { ...filter, kind })}
          >
            {filter.view === 'list' ? `${t(`inbox.many.${kind}`)} ${ofKind(kind)}` : t(`inbox.many.${kind}`)}
          </Button>
        ))}
        {(filter.view === 'list' || filter.view === 'pool') &&
          amount?.pools.map(pool => (
            <Button
              key={pool.id}
              small
              look="quiet"
              pressed={filter.pool === pool.id}
              onPress={() =>
                onChange(
                  filter.pool === pool.id
                    ? { ...without('pool'), view: 'list' }
                    : { ...filter, view: 'pool', pool: pool.id },
                )
              }
            >
              {`${pool.name} ${pool.total}`}
            </Button>
          ))}
        <Button small look="quiet" keyHint="Shift O" pressed={filter.overdue ?? false} onPress={toggleOverdue}>
          {t('inbox.overdueOnly')}
        </Button>
        {patientId && (
          <Button small look="quiet" keyHint="Shift P" pressed={filter.patient !== undefined} onPress={togglePatient}>
            {t('inbox.patientOnly')}
          </Button>
        )}
      </div>
      <TextField
        label={t('inbox.find')}
        hideLabel
        type="search"
        placeholder={t('inbox.findHint')}
        value={filter.text ?? ''}
        onChange={text => onChange({ ...filter, text })}
        inputRef={words}
        onKeyDown={event => {
          if (event.key === 'Enter' || event.key === 'Escape') onDone()
        }}
        maxLength={100}
      />
      <span className={css.hidden} role="status">
        {total === null ? '' : t('inbox.found', { n: total })}
      </span>
    </div>
  )
}
