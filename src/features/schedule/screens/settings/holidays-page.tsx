import { useState } from 'react'
import { useMay } from '../../../../web/app/session.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { day } from '../../../../web/kit/format.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Answered, EmptyState, FormError } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { act } from '../../../../web/kit/wire.ts'
import { t } from '../../../../web/words/say.ts'
import { overview } from '../../../practice/contract.ts'
import {
  addHolidayRule,
  addUsualHolidays,
  changeHolidayRule,
  listHolidayRules,
  removeHolidayRule,
} from '../../contract.ts'
import { HolidayDialog } from './holiday-dialog.tsx'
import { orSay } from './hours-deeds.ts'
import { OutsideVisits } from './outside-visits.tsx'
import { type Rule, sayRule } from './say-rule.ts'

const words = 'schedule.setup.holidays'

/** Days on which the practice is closed every year, by rule, with the next of them. */
export function HolidaysPage() {
  const answer = useAsk(listHolidayRules, {})
  const practice = useAsk(overview, {})
  const places = (practice.data?.locations ?? []).filter(one => !one.closedAt)
  const nameOf = (id: string | null) =>
    id ? (practice.data?.locations.find(one => one.id === id)?.name ?? '') : t('schedule.setup.closures.everywhere')
  const may = useMay()
  const [open, setOpen] = useState<Rule | 'new' | null>(null)
  const usual = useAct(addUsualHolidays, ({ rules }) => toast(t(`${words}.usualAdded`, { n: rules.length })))
  const remove = (rule: Rule) =>
    orSay(async () => {
      await act(removeHolidayRule, { rule: rule.id })
      const { id: _, next: __, ...again } = rule
      toast(t('schedule.setup.exceptions.removed', { what: rule.name }), {
        undo: () => void orSay(() => act(addHolidayRule, again as Parameters<typeof act<typeof addHolidayRule>>[1])),
      })
    })
  const deeds = may(addHolidayRule) && (
    <>
      <Button busy={usual.busy} command={addUsualHolidays.name} onPress={() => void usual.attempt({})}>
        {t(`${words}.usual`)}
      </Button>
      <Button look="main" command={addHolidayRule.name} onPress={() => setOpen('new')}>
        {t(`${words}.add`)}
      </Button>
    </>
  )
  return (
    <div className={css.column}>
      <OutsideVisits />
      <Panel title={t(`${words}.title`)} hint={t(`${words}.hint`)} flush deeds={deeds}>
        <FormError error={usual.error} />
        <Answered answer={answer}>
          {({ rules }) => (
            <Table
              label={t(`${words}.title`)}
              rows={rules}
              rowKey={row => row.id}
              empty={<EmptyState icon="calendar" title={t(`${words}.none`)} hint={t(`${words}.noneHint`)} />}
              columns={[
                {
                  id: 'name',
                  title: t(`${words}.name`),
                  heads: true,
                  cell: row => (
                    <span className={css.two}>
                      <span>{row.name}</span>
                      <small>{sayRule(row)}</small>
                    </span>
                  ),
                },
                {
                  id: 'next',
                  title: t(`${words}.next`),
                  cell: row =>
                    row.next.length === 0 ? (
                      <span className={css.quiet}>{t(`${words}.never`)}</span>
                    ) : (
                      <span className={css.two}>
                        <span>{sayWithYear(row.next[0]!)}</span>
                        <small>{row.next.slice(1, 3).map(sayWithYear).join(' · ')}</small>
                      </span>
                    ),
                },
                {
                  id: 'where',
                  title: t('schedule.setup.closures.where'),
                  cell: row => (row.location ? <Tag>{nameOf(row.location)}</Tag> : nameOf(null)),
                },
                {
                  id: 'deeds',
                  title: t('practice.change'),
                  hideTitle: true,
                  end: true,
                  cell: row =>
                    may(changeHolidayRule) && (
                      <span className={css.rowDeeds}>
                        <Button
                          small
                          label={t('practice.changeTitle', { name: row.name })}
                          onPress={() => setOpen(row)}
                        >
                          {t('practice.change')}
                        </Button>
                        <Button
                          small
                          command={removeHolidayRule.name}
                          label={t('schedule.setup.exceptions.removeThis', { what: row.name })}
                          onPress={() => void remove(row)}
                        >
                          {t('schedule.setup.exceptions.remove')}
                        </Button>
                      </span>
                    ),
                },
              ]}
            />
          )}
        </Answered>
      </Panel>
      {open && <HolidayDialog rule={open === 'new' ? null : open} places={places} onClose={() => setOpen(null)} />}
    </div>
  )
}

const sayWithYear = (date: string) => {
  const said = day(date)
  // A day far away says its year by itself.
  return said.includes(date.slice(0, 4)) ? said : t('schedule.setup.span.inYear', { day: said, year: date.slice(0, 4) })
}
