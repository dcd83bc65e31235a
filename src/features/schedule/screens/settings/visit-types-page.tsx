import { useState } from 'react'
import { useMay } from '../../../../web/app/session.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Answered, EmptyState } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { t } from '../../../../web/words/say.ts'
import { addVisitType, changeVisitType, listVisitTypes } from '../../contract.ts'
import { TypeDot } from './type-dot.tsx'
import { VisitTypeDialog } from './visit-type-dialog.tsx'
import type { VisitTypeRow } from './visit-type-row.ts'

const inUseFirst = (rows: readonly VisitTypeRow[]) =>
  [...rows].sort((a, b) => Number(a.retired) - Number(b.retired) || a.name.localeCompare(b.name))

/** What can be booked. */
export function VisitTypesPage() {
  const answer = useAsk(listVisitTypes, { retired: true })
  const may = useMay()
  const [open, setOpen] = useState<VisitTypeRow | 'new' | null>(null)
  const add = may(addVisitType) && (
    <Button look="main" onPress={() => setOpen('new')}>
      {t('schedule.setup.types.add')}
    </Button>
  )
  return (
    <Panel title={t('schedule.setup.types.title')} hint={t('schedule.setup.types.hint')} flush deeds={add}>
      <Answered answer={answer}>
        {({ visitTypes }) => (
          <Table
            label={t('schedule.setup.types.title')}
            rows={inUseFirst(visitTypes)}
            rowKey={row => row.id}
            empty={
              <EmptyState
                icon="calendar"
                title={t('schedule.setup.types.none')}
                hint={t('schedule.setup.types.noneHint')}
              />
            }
            columns={[
              {
                id: 'name',
                title: t('schedule.setup.types.name'),
                heads: true,
                cell: row => (
                  <>
                    <TypeDot color={row.color} />
                    {row.name}
                  </>
                ),
              },
              {
                id: 'short',
                title: t('schedule.setup.types.shortName'),
                cell: row => (
                  <span className={css.two}>
                    <span>{row.shortName}</span>
                    <small>{row.aliases.join(', ')}</small>
                  </span>
                ),
              },
              { id: 'length', title: t('schedule.setup.types.length'), cell: row => <Length row={row} /> },
              {
                id: 'needs',
                title: t('schedule.setup.types.needs'),
                cell: row => (
                  <span className={css.tags}>
                    {row.retired && <Tag>{t('schedule.setup.types.retiredShort')}</Tag>}
                    {row.needsRoom && <Tag>{t('schedule.setup.types.room')}</Tag>}
                    {row.needs.map(one => (
                      <Tag key={one.name}>{one.name}</Tag>
                    ))}
                    {row.modes.includes('video') && <Tag>{t('schedule.setup.types.videoShort')}</Tag>}
                    {row.modes.includes('phone') && <Tag>{t('schedule.setup.types.phoneShort')}</Tag>}
                    {row.seats > 1 && <Tag look="info">{t('schedule.setup.types.seatsShort', { n: row.seats })}</Tag>}
                    {row.forWhom !== 'anybody' && (
                      <Tag look="info">{t(`schedule.setup.types.forWhomShort.${row.forWhom}`)}</Tag>
                    )}
                  </span>
                ),
              },
              {
                id: 'change',
                title: t('practice.change'),
                hideTitle: true,
                end: true,
                cell: row =>
                  may(changeVisitType) && (
                    <Button small label={t('practice.changeTitle', { name: row.name })} onPress={() => setOpen(row)}>
                      {t('practice.change')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      {open && <VisitTypeDialog visitType={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function Length({ row }: { row: VisitTypeRow }) {
  return (
    <span className={css.two}>
      <span>{t('kit.minutes', { n: row.minutes })}</span>
      {row.prepareMinutes + row.cleanMinutes > 0 && (
        <small>{t('schedule.setup.types.more', { before: row.prepareMinutes, after: row.cleanMinutes })}</small>
      )}
    </span>
  )
}
