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
import { overview } from '../../../practice/contract.ts'
import { addDevice, addPool, changeDevice, changePool, listDevices, listPools } from '../../contract.ts'
import { DeviceDialog, type DeviceRow } from './device-dialog.tsx'
import { PoolDialog, type PoolRow } from './pool-dialog.tsx'

const words = 'schedule.setup.resources'

/** What visits need beside providers and rooms: pools of people who stand in for one another, and devices. */
export function ResourcesPage() {
  const practice = useAsk(overview, {})
  return (
    <Answered answer={practice} lines={8}>
      {({ providers, locations }) => (
        <div className={css.column}>
          <PoolsPanel
            providers={providers
              .filter(one => !one.leftAt)
              .map(one => ({ id: one.id, name: [one.given, one.family, one.credential].filter(Boolean).join(' ') }))}
          />
          <DevicesPanel locations={locations.filter(one => !one.closedAt)} />
        </div>
      )}
    </Answered>
  )
}

function PoolsPanel({ providers }: { providers: readonly { id: PoolRow['members'][number]; name: string }[] }) {
  const answer = useAsk(listPools, { retired: true })
  const may = useMay()
  const [open, setOpen] = useState<PoolRow | 'new' | null>(null)
  return (
    <Panel
      title={t(`${words}.pools`)}
      hint={t(`${words}.poolsHint`)}
      flush
      deeds={may(addPool) && <Button onPress={() => setOpen('new')}>{t(`${words}.addPool`)}</Button>}
    >
      <Answered answer={answer}>
        {({ pools }) => (
          <Table
            label={t(`${words}.pools`)}
            rows={pools}
            rowKey={row => row.id}
            empty={<EmptyState small icon="person" title={t(`${words}.noPool`)} hint={t(`${words}.noPoolHint`)} />}
            columns={[
              {
                id: 'name',
                title: t(`${words}.name`),
                heads: true,
                cell: row => (
                  <>
                    {row.name} {row.retired && <Tag>{t(`${words}.retired`)}</Tag>}
                  </>
                ),
              },
              {
                id: 'members',
                title: t(`${words}.members`),
                cell: row =>
                  row.members
                    .map(id => providers.find(one => one.id === id)?.name ?? t(`${words}.gone`))
                    .join(', ') || <span className={css.quiet}>{t(`${words}.nobody`)}</span>,
              },
              {
                id: 'change',
                title: t('practice.change'),
                hideTitle: true,
                end: true,
                cell: row =>
                  may(changePool) && (
                    <Button small label={t('practice.changeTitle', { name: row.name })} onPress={() => setOpen(row)}>
                      {t('practice.change')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      {open && <PoolDialog pool={open === 'new' ? null : open} providers={providers} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function DevicesPanel({ locations }: { locations: readonly { id: DeviceRow['location']; name: string }[] }) {
  const answer = useAsk(listDevices, { retired: true })
  const may = useMay()
  const [open, setOpen] = useState<DeviceRow | 'new' | null>(null)
  return (
    <Panel
      title={t(`${words}.devices`)}
      hint={t(`${words}.devicesHint`)}
      flush
      deeds={
        may(addDevice) &&
        locations.length > 0 && <Button onPress={() => setOpen('new')}>{t(`${words}.addDevice`)}</Button>
      }
    >
      <Answered answer={answer}>
        {({ devices }) => (
          <Table
            label={t(`${words}.devices`)}
            rows={devices}
            rowKey={row => row.id}
            empty={
              <EmptyState small icon="calendar" title={t(`${words}.noDevice`)} hint={t(`${words}.noDeviceHint`)} />
            }
            columns={[
              {
                id: 'name',
                title: t(`${words}.name`),
                heads: true,
                cell: row => (
                  <>
                    {row.name} {row.retired && <Tag>{t(`${words}.retired`)}</Tag>}
                  </>
                ),
              },
              { id: 'kind', title: t(`${words}.kind`), cell: row => row.kind },
              {
                id: 'where',
                title: t('schedule.setup.closures.where'),
                cell: row => locations.find(one => one.id === row.location)?.name ?? '',
              },
              {
                id: 'change',
                title: t('practice.change'),
                hideTitle: true,
                end: true,
                cell: row =>
                  may(changeDevice) && (
                    <Button small label={t('practice.changeTitle', { name: row.name })} onPress={() => setOpen(row)}>
                      {t('practice.change')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      {open && (
        <DeviceDialog device={open === 'new' ? null : open} locations={locations} onClose={() => setOpen(null)} />
      )}
    </Panel>
  )
}
