import { useState } from 'react'
import { useAsk } from '../../../web/kit/api.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { t } from '../../../web/words/say.ts'
import { freedTimes, openWishes } from '../contract.ts'
import { PeopleDesk } from './people-desk.tsx'
import { TimesDesk } from './times-desk.tsx'
import css from './waitlist.module.css'

type View = 'times' | 'people' | 'settled'

/** Times that came free and the people who wait, each with the other beside it. */
export function WaitlistScreen() {
  const [view, setView] = useState<View>('times')
  const times = useAsk(freedTimes, {}, { keepPrevious: true })
  const wishes = useAsk(openWishes, {}, { keepPrevious: true })
  useKeys(t('waitlist.scope'), {
    v: { does: t('waitlist.key.view'), run: () => setView(view === 'times' ? 'people' : 'times') },
  })
  const choices = [
    { id: 'times', label: t('waitlist.times', { n: times.data?.times.length ?? 0 }) },
    { id: 'people', label: t('waitlist.people', { n: wishes.data?.total ?? 0 }) },
    { id: 'settled', label: t('waitlist.settled') },
  ] as const
  return (
    <div className={css.screen}>
      <div className={css.head}>
        <Segmented<View> label={t('waitlist.view')} choices={choices} value={view} onChange={setView} />
      </div>
      {view === 'people' ? <PeopleDesk answer={wishes} /> : <TimesDesk key={view} settled={view === 'settled'} />}
    </div>
  )
}
