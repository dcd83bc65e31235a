import { useNavigate, useSearch } from '@tanstack/react-router'
import { addDays } from '../../../core/calendar-day.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, dayOf, moment, phone, time } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { Answered } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { daySheet, type SheetVisit } from '../contract.ts'
import css from './print.module.css'

/** What a print is asked for: part of the address, so that it can be opened again. */
export type PrintAsk = { date: string; days: number; location?: string; providers?: string[] }

/** The sheet of a day or a week on paper: one table a day and provider, numbers, alerts and notes with each visit. */
export function PrintDay() {
  const ask = useSearch({ from: '/print/day' })
  const navigate = useNavigate()
  const answer = useAsk(
    daySheet,
    {
      date: ask.date,
      days: ask.days,
      ...(ask.location ? { location: ask.location as never } : {}),
      ...(ask.providers ? { providers: ask.providers as never } : {}),
    },
    { why: 'print' } as never,
  )
  const back = () => void navigate({ to: '/today' })
  useKeys(t('schedule.views.print.title'), {
    p: { does: t('schedule.views.print.now'), run: () => window.print() },
    Esc: { does: t('schedule.views.print.back'), run: back },
  })
  const title = ask.days > 1 ? t('schedule.views.print.weekSheet') : t('schedule.views.print.sheet')
  return (
    <>
      <div className={css.screenOnly}>
        <ScreenBar
          title={title}
          deeds={
            <Button look="main" keyHint="p" onPress={() => window.print()}>
              {t('schedule.views.print.now')}
            </Button>
          }
        >
          <Button small keyHint="Esc" onPress={back}>
            {t('schedule.views.print.back')}
          </Button>
        </ScreenBar>
      </div>
      <Answered answer={answer} lines={10}>
        {data => (
          <article className={css.sheet} data-print="">
            <header className={css.head}>
              <b>{data.practice}</b>
              <span className={css.made}>{t('schedule.views.print.madeAt', { when: moment(data.madeAt) })}</span>
            </header>
            {Array.from({ length: data.days }, (_, n) => addDays(data.date, n)).map(date => (
              <Day
                key={date}
                date={date}
                visits={data.visits.filter(visit => dayOf(visit.startsAt, visit.zone) === date)}
              />
            ))}
          </article>
        )}
      </Answered>
    </>
  )
}

function Day({ date, visits }: { date: string; visits: readonly SheetVisit[] }) {
  const groups = [...Map.groupBy(visits, visit => `${visit.providerName}|${visit.locationName ?? ''}`)].sort(
    ([a], [b]) => a.localeCompare(b),
  )
  return (
    <section className={css.day}>
      <h2 className={css.date}>{day(date, 'long')}</h2>
      {groups.length === 0 && <p>{t('schedule.views.print.nobody')}</p>}
      {groups.map(([key, rows]) => (
        <Group key={key} rows={rows} />
      ))}
    </section>
  )
}

function Group({ rows }: { rows: readonly SheetVisit[] }) {
  const [first] = rows
  return (
    <table className={css.table}>
      <caption className={css.caption}>
        {[first!.providerName, first!.locationName].filter(Boolean).join(' · ')}{' '}
        <span className={css.count}>{rows.length}</span>
      </caption>
      <thead className={css.titles}>
        <tr>
          {(['time', 'patient', 'phone', 'visit', 'mind', 'came'] as const).map(each => (
            <th key={each} className={css.title} scope="col" data-column={each}>
              {t(`schedule.views.print.${each}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(visit => (
          <Row key={visit.id} visit={visit} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ visit }: { visit: SheetVisit }) {
  const mind = [
    ...visit.alerts,
    ...(visit.interpreter ? [t('schedule.views.print.interpreter', { language: visit.interpreter })] : []),
  ]
  return (
    <tr className={css.row}>
      <td className={css.cell}>
        <b className={`${css.line} ${css.figures}`}>{time(visit.startsAt, visit.zone)}</b>
        <small className={css.small}>{t('schedule.views.print.minutes', { n: visit.minutes })}</small>
      </td>
      <td className={css.cell}>
        <b className={css.line}>{visit.patientListName}</b>
        <small className={css.small}>
          {[
            visit.chartNumber,
            visit.birthDate && t('schedule.views.print.born', { day: day(visit.birthDate, 'numbers') }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </td>
      <td className={css.cell}>
        {visit.phones.map(number => (
          <span key={number} className={`${css.line} ${css.figures}`}>
            {phone(number)}
          </span>
        ))}
      </td>
      <td className={css.cell}>
        {visit.what}
        {visit.roomName && <small className={css.small}>{visit.roomName}</small>}
      </td>
      <td className={css.cell}>
        {mind.map(text => (
          <strong key={text} className={css.line}>
            {text}
          </strong>
        ))}
        {visit.note && <span className={css.note}>{visit.note}</span>}
      </td>
      <td className={`${css.cell} ${css.came}`} />
    </tr>
  )
}
