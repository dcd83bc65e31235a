import { useMemo, useState } from 'react'
import { matcherOf, redFlagsIn } from '../../../../core/red-flag-matcher.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { t } from '../../../../web/words/say.ts'
import css from './guidance.module.css'
import type { Wording } from './shown-flags.ts'

/** A sentence is tried here on the lists as they stand; nothing of it is kept. */
export function TryRedFlags({ wording }: { wording: Wording }) {
  const [text, setText] = useState('')
  const matcher = useMemo(
    () =>
      matcherOf(
        wording.redFlags
          .filter(flag => flag.active)
          .map(flag => ({ flag: flag.content.name, phrases: flag.content.phrases, except: flag.content.except })),
      ),
    [wording],
  )
  const found = useMemo(() => redFlagsIn(matcher, [text]), [matcher, text])
  return (
    <Panel title={t('guidance.flags.tryTitle')}>
      <TextArea label={t('guidance.flags.tryLabel')} value={text} onChange={setText} rows={2} maxLength={2_000} />
      <div role="status">
        <ul className={css.facts}>
          {found.map(one => (
            <li key={one.flag}>
              {t(one.absent ? 'guidance.flags.tryAbsent' : 'guidance.flags.tryShows', {
                name: one.flag,
                words: one.words.join(', '),
              })}
            </li>
          ))}
          {found.length === 0 && text.trim() !== '' && <li>{t('guidance.flags.tryNone')}</li>}
        </ul>
      </div>
    </Panel>
  )
}
