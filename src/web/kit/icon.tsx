import css from './icon.module.css'

// Drawn on 16 by 16, one stroke weight. Only what a word cannot say faster.
const paths = {
  check: 'M3.2 8.6 6.6 12l6.2-7.6',
  cross: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6.2 8 10.2l4-4',
  up: 'M4 9.8 8 5.8l4 4',
  left: 'M9.8 4 5.8 8l4 4',
  right: 'M6.2 4l4 4-4 4',
  search: 'M7 11.6a4.6 4.6 0 1 0 0-9.2 4.6 4.6 0 0 0 0 9.2M10.4 10.4 14 14',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  phone:
    'M3 2.8h2.6l1.2 3.1-1.6 1.1a7.6 7.6 0 0 0 3.8 3.8l1.1-1.6 3.1 1.2V13a1 1 0 0 1-1 1A10.4 10.4 0 0 1 2 3.8a1 1 0 0 1 1-1',
  person: 'M8 8.2a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M2.8 13.6a5.3 5.3 0 0 1 10.4 0',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 4.8V8l2.2 1.6',
  lock: 'M4.4 7.2h7.2a1 1 0 0 1 1 1v4.4a1 1 0 0 1-1 1H4.4a1 1 0 0 1-1-1V8.2a1 1 0 0 1 1-1M5.6 7V5a2.4 2.4 0 0 1 4.8 0v2',
  calendar:
    'M3 3.6h10a.6.6 0 0 1 .6.6v8.6a.6.6 0 0 1-.6.6H3a.6.6 0 0 1-.6-.6V4.2a.6.6 0 0 1 .6-.6M2.4 6.6h11.2M5.4 2v2.8M10.6 2v2.8',
  message: 'M2.6 3.4h10.8v7.4H7.2L4.4 13v-2.2H2.6z',
  copy: 'M5.6 5.6h7.2v7.2H5.6zM3.2 10.4V3.2h7.2',
  warn: 'M8 2.6 14.2 13H1.8zM8 6.4v3M8 11.2v.01',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 7.4v3.4M8 5.2v.01',
  offline: 'M2 2l12 12M3.4 8.2a6.4 6.4 0 0 1 2.4-1.6M8.6 6a6.4 6.4 0 0 1 4 2.2M6 10.8a3 3 0 0 1 4 0M8 13.2v.01',
} as const

export type IconName = keyof typeof paths

/** A small line drawing beside a word; hidden from readers, the word says it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className={css.icon} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
