import css from './kbd.module.css'

/** A key, drawn as a key. Decoration: the deed's own button carries aria-keyshortcuts. */
export function Kbd({ children, onAccent = false }: { children: string; onAccent?: boolean }) {
  return (
    <span className={onAccent ? `${css.kbd} ${css.onAccent}` : css.kbd} aria-hidden="true">
      {children}
    </span>
  )
}
