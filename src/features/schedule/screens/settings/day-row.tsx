import { Fragment, useState } from 'react'
import { Button } from '../../../../web/kit/button.tsx'
import { Icon } from '../../../../web/kit/icon.tsx'
import { Menu } from '../../../../web/kit/menu.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { t } from '../../../../web/words/say.ts'
import css from './hours.module.css'
import { sayWeekday } from './say-weekday.ts'
import { SessionFields } from './session-fields.tsx'
import { SessionSaid } from './session-said.tsx'
import type { Ground } from './setting-ground.ts'
import { TimeField } from './time-field.tsx'
import { timeTyped } from './time-typed.ts'
import { copyDay, type Line, type LineFault, type Weekday, weekdays, withLine } from './week.ts'

const faultWords = {
  'not-time': 'schedule.setup.hours.notTime',
  backwards: 'schedule.setup.hours.backwards',
  missing: 'kit.fields.missing',
} as const
const say = (fault: keyof typeof faultWords | undefined) => fault && t(faultWords[fault])

/** One day of the week being typed: its stretches, one more, and its copy on other days. */
export function DayRow(props: {
  weekday: Weekday
  lines: readonly Line[]
  faults: Record<string, LineFault>
  locations: Ground['locations']
  usualLocation: string | null
  visitTypes: Ground['visitTypes']
  /** The first day the hours hold: rhythms are said from there. */
  on: string
  onChange: (lines: Line[]) => void
}) {
  const { weekday, lines, locations, onChange } = props
  const name = sayWeekday(weekday)
  const [unfolded, setUnfolded] = useState<readonly string[]>([])
  const here = lines.filter(line => line.weekday === weekday)
  const set = (key: string, part: Partial<Line>) =>
    onChange(lines.map(line => (line.key === key ? { ...line, ...part } : line)))
  // What is wrong must be in sight.
  const isOpen = (line: Line) => unfolded.includes(line.key) || props.faults[line.key]?.release !== undefined
  const copy = (days: readonly number[]) => onChange(copyDay(lines, weekday, days))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a grid's column
    <div className={css.day} role="group" aria-label={name}>
      <span className={css.dayName}>{name}</span>
      <div className={css.lines}>
        {here.length === 0 && <span className={css.nothing}>{t('schedule.setup.hours.off')}</span>}
        {here.map(line => (
          <Fragment key={line.key}>
            <div className={css.line}>
              <TimeField
                label={t('schedule.setup.hours.fromTime', { day: name })}
                hideLabel
                autoFocus={line.from === '' && line.to === ''}
                value={line.from}
                onChange={from => set(line.key, { from })}
                error={say(props.faults[line.key]?.from)}
              />
              <TimeField
                label={t('schedule.setup.hours.toTime', { day: name })}
                hideLabel
                after={timeTyped(line.from)}
                value={line.to}
                onChange={to => set(line.key, { to })}
                error={say(props.faults[line.key]?.to)}
              />
              <Select
                label={t('schedule.setup.hours.location', { day: name })}
                hideLabel
                choices={locations.map(one => ({ id: one.id as string, label: one.name }))}
                value={line.location}
                onChange={location => set(line.key, { location })}
                error={say(props.faults[line.key]?.location)}
              />
              <Button
                look="quiet"
                icon={<Icon name="down" size={14} />}
                pressed={isOpen(line)}
                label={t('schedule.setup.session.more', { from: line.from, to: line.to, day: name })}
                onPress={() =>
                  setUnfolded(isOpen(line) ? unfolded.filter(key => key !== line.key) : [...unfolded, line.key])
                }
              />
              <Button
                look="quiet"
                icon={<Icon name="cross" size={14} />}
                label={t('schedule.setup.hours.remove', { from: line.from, to: line.to, day: name })}
                onPress={() => onChange(lines.filter(one => one.key !== line.key))}
              />
            </div>
            {isOpen(line) ? (
              <SessionFields
                line={line}
                fault={props.faults[line.key]}
                visitTypes={props.visitTypes}
                on={props.on}
                onChange={part => set(line.key, part)}
              />
            ) : (
              <SessionSaid line={line} visitTypes={props.visitTypes} on={props.on} />
            )}
          </Fragment>
        ))}
      </div>
      <span className={css.dayDeeds}>
        <Button
          look="quiet"
          icon={<Icon name="plus" size={14} />}
          label={t('schedule.setup.hours.addOn', { day: name })}
          onPress={() => onChange(withLine(lines, weekday, props.usualLocation))}
        >
          {t('schedule.setup.hours.add')}
        </Button>
        {here.length > 0 && (
          <Menu
            label={t('schedule.setup.hours.copyOf', { day: name })}
            trigger={
              <Button
                look="quiet"
                icon={<Icon name="copy" size={14} />}
                label={t('schedule.setup.hours.copyOf', { day: name })}
              />
            }
            items={[
              { id: 'workdays', label: t('schedule.setup.hours.workdays'), run: () => copy([1, 2, 3, 4, 5]) },
              { id: 'every', label: t('schedule.setup.hours.everyDay'), run: () => copy(weekdays) },
              'rule',
              ...weekdays
                .filter(other => other !== weekday)
                .map(other => ({
                  id: String(other),
                  label: t('schedule.setup.hours.copyTo', { day: sayWeekday(other) }),
                  run: () => copy([other]),
                })),
            ]}
          />
        )}
      </span>
    </div>
  )
}
