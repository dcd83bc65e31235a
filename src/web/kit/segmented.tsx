import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import css from './segmented.module.css'

export type SegmentedProps<Id extends string> = {
  /** What is being chosen, for readers. */
  label: string
  choices: readonly { id: Id; label: string }[]
  value: Id
  onChange: (value: Id) => void
}

/** One of two to five, all in sight: day, week, month. */
export function Segmented<Id extends string>({ label, choices, value, onChange }: SegmentedProps<Id>) {
  return (
    <ToggleButtonGroup
      className={css.group!}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={keys => {
        const [id] = keys
        if (id !== undefined) onChange(String(id) as Id)
      }}
    >
      {choices.map(choice => (
        <ToggleButton key={choice.id} id={choice.id} className={css.choice!}>
          {choice.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
