import { Button } from '../../../web/kit/button.tsx'
import { t } from '../../../web/words/say.ts'
import css from './deeds.module.css'

export type Reach = 'this' | 'following' | 'all'

type Props = {
  label: string
  /** What may be chosen, with how many visits each means. */
  choices: readonly { id: Reach; n: number }[]
  value: Reach
  onChange: (reach: Reach) => void
  /** The key that does the same, by choice. */
  keyOf?: (id: Reach) => string | undefined
}

/** How many of those that belong together are meant. */
export function ReachChoice({ label, choices, value, onChange, keyOf }: Props) {
  return (
    <fieldset className={css.reach}>
      <legend>{label}</legend>
      {choices.map(({ id, n }) => {
        const key = keyOf?.(id)
        return (
          <Button
            key={id}
            small
            look={id === value ? 'main' : 'plain'}
            pressed={id === value}
            {...(key ? { keyHint: key } : {})}
            onPress={() => onChange(id)}
          >
            {t(`schedule.deeds.reach.${id}`, { n })}
          </Button>
        )
      })}
    </fieldset>
  )
}
