import type { InputOf } from '../../../../core/contract.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import type { keepScript } from '../../contract.ts'
import css from './guidance.module.css'
import { callOutcomes } from './outcome-choices.ts'

export type Content = InputOf<typeof keepScript>['content']
type Ending = Content['endings'][number]

/** One ending of a script: what to say, and what it suggests. */
export function EndingFields(props: {
  n: number
  ending: Ending
  alone: boolean
  onChange: (part: Partial<Ending>) => void
  onRemove: () => void
}) {
  const { n, ending, alone, onChange, onRemove } = props
  return (
    <fieldset className={css.block}>
      <TextField
        label={t('guidance.scripts.ending', { n: n + 1 })}
        value={ending.say}
        onChange={say => onChange({ say })}
        maxLength={600}
      />
      <div className={css.pair}>
        <TextField
          label={t('guidance.scripts.urgency')}
          value={ending.urgency ?? ''}
          onChange={urgency => onChange({ urgency })}
          maxLength={60}
          optional
        />
        <Select
          label={t('guidance.scripts.outcome')}
          choices={callOutcomes()}
          value={ending.outcome ?? 'none'}
          onChange={id => onChange({ outcome: id === 'none' ? null : id })}
        />
      </div>
      <TextField
        label={t('guidance.scripts.visitType')}
        value={ending.visitType ?? ''}
        onChange={visitType => onChange({ visitType })}
        maxLength={80}
        optional
      />
      <Button small look="quiet" disabled={alone} onPress={onRemove}>
        {t('guidance.scripts.remove')}
      </Button>
    </fieldset>
  )
}
