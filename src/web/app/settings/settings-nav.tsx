import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { Icon } from '../../kit/icon.tsx'
import { t, type WordPath } from '../../words/say.ts'
import { useMay } from '../session.ts'
import css from './settings-nav.module.css'
import { settingsGroups } from './settings-places.ts'

const say = (word: WordPath) => t(word as 'access.account.title')

/** The pages of the settings by groups. Arrows, Home and End walk over them; in a narrow window they unfold under the name of the open page. */
export function SettingsNav({ path }: { path: string }) {
  const may = useMay()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  // Unfolded for one page only: whoever has chosen another sees that page.
  const [unfoldedAt, setUnfoldedAt] = useState<string | null>(null)
  const unfolded = unfoldedAt === path
  const groups = settingsGroups
    .map(group => ({ ...group, places: group.places.filter(place => !place.needs || may(place.needs)) }))
    .filter(group => group.places.length > 0)
  const here = groups.flatMap(group => group.places).find(place => place.to === path)

  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && unfolded) {
      setUnfoldedAt(null)
      opener.current?.focus()
      event.preventDefault()
      return
    }
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
    if (at < 0 || to === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    links[Math.min(Math.max(to, 0), links.length - 1)]?.focus()
    event.preventDefault()
  }

  return (
    <nav className={css.nav} aria-label={t('frame.places.settings')} onKeyDown={walk}>
      <div className={css.top}>
        <h1 className={css.title}>{t('frame.places.settings')}</h1>
        <button
          ref={opener}
          type="button"
          className={css.opener}
          aria-expanded={unfolded}
          aria-controls={`${id}-list`}
          onClick={() => setUnfoldedAt(unfolded ? null : path)}
        >
          {here ? say(here.word) : t('frame.settings.choose')}
          <Icon name={unfolded ? 'up' : 'down'} />
        </button>
      </div>
      <div ref={list} id={`${id}-list`} className={css.groups} data-unfolded={unfolded ? '' : undefined}>
        {groups.map((group, n) => (
          <section key={group.word} aria-labelledby={`${id}-${n}`}>
            <h2 className={css.group} id={`${id}-${n}`}>
              {say(group.word)}
            </h2>
            <ul className={css.list}>
              {group.places.map(place => (
                <li key={place.to}>
                  <Link
                    to={place.to}
                    className={css.place}
                    activeProps={{ className: css.here! }}
                    activeOptions={{ exact: true }}
                    onClick={() => setUnfoldedAt(null)}
                  >
                    {say(place.word)}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  )
}
