import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import css from './disruptions.module.css'

export type Pick = { id: string; label: string; detail: string }
export type Picking = { text: string; id: string | null }

export const nothingPicked: Picking = { text: '', id: null }

/** Names with a word that begins as typed. */
function fitting(choices: readonly Pick[], text: string): readonly Pick[] {
  const typed = text.trim().toLowerCase()
  if (!typed) return choices
  const words = (one: Pick) => `${one.label} ${one.detail}`.toLowerCase().split(/[\s,.]+/)
  return choices.filter(one => typed.split(/\s+/).every(part => words(one).some(word => word.startsWith(part))))
}

/** What is picked: the one chosen with the arrows while it fits, else the first that fits, so that a name and Enter suffice. */
export function pickedOf(choices: readonly Pick[], picking: Picking): Pick | null {
  const fit = fitting(choices, picking.text)
  return fit.find(one => one.id === picking.id) ?? fit[0] ?? null
}

/** One of a few, found by typing; the arrows walk over what fits. */
export function PickOne(props: {
  label: string
  hint: string
  choices: readonly Pick[]
  value: Picking
  onChange: (value: Picking) => void
}) {
  const { choices, value } = props
  const fit = fitting(choices, value.text)
  const picked = pickedOf(choices, value)
  const step = (by: number) => {
    const at = fit.findIndex(one => one.id === picked?.id)
    const next = fit[Math.min(fit.length - 1, Math.max(0, at + by))]
    if (next) props.onChange({ ...value, id: next.id })
  }
  return (
    <div className={css.form}>
      <TextField
        label={props.label}
        hint={props.hint}
        autoFocus
        value={value.text}
        onChange={text => props.onChange({ text, id: null })}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          step(event.key === 'ArrowDown' ? 1 : -1)
        }}
      />
      {fit.length === 0 ? (
        <p className={css.quiet} role="status">
          {t('disruption.ask.nobody')}
        </p>
      ) : (
        <div className={css.pick} role="listbox" aria-label={props.label}>
          {fit.map(one => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and its arrows walk here
            <div
              key={one.id}
              role="option"
              tabIndex={-1}
              aria-selected={one.id === picked?.id}
              onClick={() => props.onChange({ ...value, id: one.id })}
            >
              <span>{one.label}</span>
              <small>{one.detail}</small>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
