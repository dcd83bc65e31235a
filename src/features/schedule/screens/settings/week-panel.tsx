import { useState } from 'react'
import { useMay } from '../../../../web/app/session.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { useDraft } from '../../../../web/kit/drafts.ts'
import { day } from '../../../../web/kit/format.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Segmented } from '../../../../web/kit/segmented.tsx'
import { EmptyState } from '../../../../web/kit/states.tsx'
import { t } from '../../../../web/words/say.ts'
import { copyWeeklyTemplate, setWeeklyTemplate } from '../../contract.ts'
import { CopyWeekDialog } from './copy-week-dialog.tsx'
import css from './hours.module.css'
import { sayWeekday } from './say-weekday.ts'
import { SessionSaid } from './session-said.tsx'
import type { Ground, Worker } from './setting-ground.ts'
import { sayTime } from './time-typed.ts'
import { type Hours, periodsOf, type TypedWeek, typedWeek, weekdays } from './week.ts'
import { WeekEditor } from './week-editor.tsx'

/** A provider's week as it is now and as it is planned, and the form that changes it; half-typed hours stay over a reload. */
export function WeekPanel({ ground, provider }: { ground: Ground; provider: Worker }) {
  const may = useMay()(setWeeklyTemplate)
  const { on, templates } = ground.all
  const periods = periodsOf(
    templates.filter(row => row.provider === provider.id),
    on,
  )
  const [wanted, setWanted] = useState(on)
  const shown = periods.find(one => one.start === wanted) ?? periods[0]!
  const draft = useDraft<TypedWeek | null>(`schedule.week.${provider.id}`, null)
  const editing = may && draft.value !== null
  const [copying, setCopying] = useState(false)
  const hasNone = periods.length === 1 && shown.hours.length === 0
  const begin = () => {
    const typed = typedWeek(shown.hours, shown.start)
    draft.set(typed)
  }
  const deeds = may && !editing && (
    <>
      {!hasNone && ground.providers.length > 1 && (
        <Button command={copyWeeklyTemplate.name} onPress={() => setCopying(true)}>
          {t('schedule.setup.copy.open')}
        </Button>
      )}
      <Button look={hasNone ? 'main' : 'plain'} command={setWeeklyTemplate.name} onPress={begin}>
        {t(hasNone ? 'schedule.setup.hours.set' : 'schedule.setup.hours.change')}
      </Button>
    </>
  )
  return (
    <Panel
      title={t('schedule.setup.hours.week', { name: provider.name })}
      hint={t('schedule.setup.hours.weekHint')}
      deeds={deeds}
    >
      {editing ? (
        <WeekEditor
          ground={ground}
          provider={provider}
          periods={periods}
          typed={draft.value!}
          onChange={draft.set as (change: (week: TypedWeek | null) => TypedWeek) => void}
          onDone={draft.clear}
        />
      ) : (
        <>
          {periods.length > 1 && (
            <div className={css.shown}>
              <Segmented
                label={t('schedule.setup.hours.shown')}
                choices={periods.map(one => ({
                  id: one.start,
                  label:
                    one.start === on
                      ? t('schedule.setup.hours.now')
                      : t('schedule.setup.hours.from', { day: day(one.start) }),
                }))}
                value={shown.start}
                onChange={setWanted}
              />
            </div>
          )}
          {hasNone ? (
            <EmptyState
              small
              icon="clock"
              title={t('schedule.setup.hours.noneYet', { name: provider.name })}
              hint={t('schedule.setup.hours.noneYetHint')}
            />
          ) : (
            <Week hours={shown.hours} ground={ground} on={shown.start} />
          )}
        </>
      )}
      {copying && <CopyWeekDialog ground={ground} from={provider} on={shown.start} onClose={() => setCopying(false)} />}
    </Panel>
  )
}

function Week({ hours, ground, on }: { hours: readonly Hours[]; ground: Ground; on: string }) {
  return (
    <dl className={css.week}>
      {weekdays.map(weekday => {
        const stretches = hours.filter(one => one.weekday === weekday)
        return [
          <dt key={`${weekday} name`}>{sayWeekday(weekday)}</dt>,
          <dd key={weekday}>
            {stretches.length === 0 ? (
              <span className={css.off}>{t('schedule.setup.hours.off')}</span>
            ) : (
              <ul>
                {stretches.map(one => (
                  <li key={`${one.from} ${one.week ?? 0}`}>
                    {sayTime(one.from)} – {sayTime(one.to)}
                    <small>{ground.nameOf(one.location)}</small>
                    <SessionSaid line={one} visitTypes={ground.visitTypes} on={on} />
                  </li>
                ))}
              </ul>
            )}
          </dd>,
        ]
      })}
    </dl>
  )
}
