import { useEffect } from 'react'
import { Kbd } from '../../kit/kbd.tsx'
import { t } from '../../words/say.ts'
import type { BoxChoice } from './choice.ts'
import css from './one-box.module.css'

type Props = {
  id: string
  list: readonly BoxChoice[]
  at: number
  /** The answer to the line is still on its way: what is shown may change. */
  waits: boolean
  onTake: (at: number) => void
  onPoint: (at: number) => void
}

/** What Enter can do, the chosen one marked; the focus stays in the box. */
export function BoxList({ id, list, at, waits, onTake, onPoint }: Props) {
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])
  return (
    <div id={id} role="listbox" aria-label={t('oneBox.list')} aria-busy={waits} className={css.list}>
      {list.map((choice, index) => (
        <div key={`${choice.group ?? ''}${choice.id}`} role="presentation">
          {choice.group && choice.group !== list[index - 1]?.group && (
            <div className={css.group} role="presentation">
              {choice.group}
            </div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's own, the focus never leaves it */}
          <div
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={css.choice}
            onClick={() => onTake(index)}
            onPointerMove={() => index !== at && onPoint(index)}
          >
            <span className={css.number}>{index + 1}</span>
            <b>{choice.title}</b>
            <span className={css.detail}>{choice.detail}</span>
            {index === at ? <Kbd>{`↵ ${choice.deed}`}</Kbd> : index < 9 ? <Kbd>{`Alt ${index + 1}`}</Kbd> : <span />}
          </div>
        </div>
      ))}
    </div>
  )
}
