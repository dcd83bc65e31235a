import { useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { Button } from '../../../web/kit/button.tsx'
import { moment } from '../../../web/kit/format.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { addPhoneSystem, changePhoneSystem, hookPath, toldByHook } from '../contract.ts'
import { SystemDialog } from './system-dialog.tsx'
import type { SystemRow } from './system-row.ts'

const addressOf = (row: SystemRow) => (toldByHook(row.kind) ? hookPath(row.system) : `${row.host}:${row.port}`)

function State({ row }: { row: SystemRow }) {
  if (row.state === 'connected') return <Tag look="ok">{t('telephony.state.connected')}</Tag>
  if (row.state === 'cut') return <Tag look="bad">{t('telephony.state.cut')}</Tag>
  return <Tag>{t(`telephony.state.${row.state}`)}</Tag>
}

const faults = ['refused', 'unreachable', 'denied', 'closed', 'nonsense'] as const
const faultWords = (row: SystemRow) => {
  const fault = faults.find(one => one === row.fault)
  return fault ? t(`telephony.fault.${fault}`) : moment(row.stateSince)
}

/** The phone systems, each with how it stands now. */
export function SystemsPanel({ systems }: { systems: SystemRow[] }) {
  const may = useMay()
  const [open, setOpen] = useState<SystemRow | 'new' | null>(null)
  return (
    <Panel
      title={t('telephony.systems.title')}
      hint={t('telephony.systems.hint')}
      flush
      deeds={
        may(addPhoneSystem) && (
          <Button look="main" onPress={() => setOpen('new')}>
            {t('telephony.systems.add')}
          </Button>
        )
      }
    >
      <Table
        label={t('telephony.systems.title')}
        rows={systems}
        rowKey={row => row.system}
        empty={<EmptyState small title={t('telephony.systems.none')} hint={t('telephony.systems.noneHint')} />}
        columns={[
          {
            id: 'name',
            title: t('telephony.systems.name'),
            heads: true,
            cell: row => (
              <span className={css.two}>
                <span>{row.name}</span>
                <small>{t(`telephony.kind.${row.kind}`)}</small>
              </span>
            ),
          },
          {
            id: 'state',
            title: t('telephony.systems.state'),
            cell: row => (
              <span className={css.two}>
                <span>
                  <State row={row} />
                </span>
                <small>{faultWords(row)}</small>
              </span>
            ),
          },
          {
            id: 'heard',
            title: t('telephony.systems.heard'),
            cell: row => (
              <span className={css.two}>
                <span>{row.lastEventAt ? moment(row.lastEventAt) : t('telephony.systems.never')}</span>
                <small>{addressOf(row)}</small>
              </span>
            ),
          },
          {
            id: 'change',
            title: t('practice.change'),
            hideTitle: true,
            end: true,
            cell: row =>
              may(changePhoneSystem) && (
                <Button small label={t('practice.changeTitle', { name: row.name })} onPress={() => setOpen(row)}>
                  {t('practice.change')}
                </Button>
              ),
          },
        ]}
      />
      {open && <SystemDialog system={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}
