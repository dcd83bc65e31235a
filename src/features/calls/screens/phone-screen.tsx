import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMay } from '../../../web/app/session.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, dayOf } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { phoneFigures, wallboard } from '../contract.ts'
import css from './phone.module.css'
import { daysOf, type PhoneAsk, stepped } from './phone-ask.ts'
import { PhoneFiguresView } from './phone-figures-view.tsx'
import { PhoneGoals } from './phone-goals.tsx'
import { PhonePeople } from './phone-people.tsx'

const views = ['figures', 'people', 'goals'] as const
const periods = ['day', 'week', 'month'] as const

/** The telephone in figures, how many people it needs, and what is wanted of it. */
export function PhoneScreen() {
  const may = useMay()
  const ask = useSearch({ from: '/phone' })
  const navigate = useNavigate()
  const today = dayOf(new Date())
  const { view = 'figures', period = 'day', date = today } = ask
  const go = (change: Partial<PhoneAsk>) => void navigate({ to: '/phone', search: { ...ask, ...change } })
  const move = (step: 1 | -1) => go({ date: stepped(view === 'people' ? 'day' : period, date, step) })
  const now = () => {
    const { date: _, ...rest } = ask
    void navigate({ to: '/phone', search: rest })
  }
  useKeys(t('calls.figures.title'), {
    '[': { does: t('calls.figures.before'), run: () => move(-1) },
    ']': { does: t('calls.figures.after'), run: () => move(1) },
    t: { does: t('calls.figures.today'), run: now },
  })
  const board = may(wallboard) && (
    <Link to="/wallboard" className={css.toBoard}>
      {t('calls.figures.wallboard')}
    </Link>
  )
  if (!may(phoneFigures)) {
    return (
      <>
        <ScreenBar title={t('calls.figures.title')} deeds={board} />
        <EmptyState icon="lock" title={t('kit.errors.denied')} />
      </>
    )
  }
  return (
    <>
      <ScreenBar
        title={t('calls.figures.title')}
        deeds={
          <>
            {board}
            <Segmented
              label={t('calls.figures.view')}
              choices={views.map(id => ({ id, label: t(`calls.figures.views.${id}`) }))}
              value={view}
              onChange={next => go({ view: next })}
            />
          </>
        }
      >
        {view !== 'goals' && (
          <>
            <div className={css.steps}>
              <Button small label={t('calls.figures.before')} icon={<Icon name="left" />} onPress={() => move(-1)} />
              <Button small pressed={date === today} onPress={now}>
                {t('calls.figures.today')}
              </Button>
              <Button small label={t('calls.figures.after')} icon={<Icon name="right" />} onPress={() => move(1)} />
            </div>
            <b className={css.when}>{titleOf(view === 'people' ? 'day' : period, date)}</b>
          </>
        )}
        {view === 'figures' && (
          <Segmented
            label={t('calls.figures.period')}
            choices={periods.map(id => ({ id, label: t(`calls.figures.periods.${id}`) }))}
            value={period}
            onChange={next => go({ period: next })}
          />
        )}
      </ScreenBar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={css.body} aria-label={t(`calls.figures.views.${view}`)} tabIndex={0}>
        {view === 'figures' && <PhoneFiguresView ask={ask} period={period} date={date} today={today} onAsk={go} />}
        {view === 'people' && <PhonePeople date={date} />}
        {view === 'goals' && <PhoneGoals />}
      </section>
    </>
  )
}

function titleOf(period: (typeof periods)[number], date: string): string {
  if (period === 'month') return day(date, 'month')
  if (period === 'week') return t('calls.figures.weekOf', { day: day(daysOf('week', date).from, 'brief') })
  return day(date, 'long')
}
