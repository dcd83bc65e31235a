import type { ReactNode } from 'react'
import css from './tag.module.css'

export type TagLook = 'ok' | 'warn' | 'bad' | 'info' | 'still'

// A sign beside the colour, so that nobody has to tell green from red.
const signs: Record<TagLook, string> = { ok: '✓', warn: '▲', bad: '✕', info: '', still: '' }

/** A status in a word, with colour and shape. `sign={false}` where the word says it all. */
export function Tag({
  look = 'still',
  sign = true,
  children,
}: {
  look?: TagLook
  sign?: boolean
  children: ReactNode
}) {
  return (
    <span className={`${css.tag} ${css[look]}`}>
      {sign && signs[look] && (
        <span className={css.sign} aria-hidden="true">
          {signs[look]}
        </span>
      )}
      {children}
    </span>
  )
}

/** A small shape for a row's urgency: late (round, red), soon (triangle), news (square), calm (ring). The row's words say the same. */
export function Shape({ of }: { of: 'late' | 'soon' | 'news' | 'calm' | 'fine' }) {
  return <span className={`${css.shape} ${css[of]}`} aria-hidden="true" />
}
