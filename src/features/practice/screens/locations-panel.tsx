import { useState } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { Button } from '../../../web/kit/button.tsx'
import { phone } from '../../../web/kit/format.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { LocationDialog } from './location-dialog.tsx'
import { hereFirst, type LocationRow } from './overview-parts.ts'

const addressOf = (row: LocationRow) =>
  [row.street, row.city, [row.state, row.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')

/** Where patients are seen. */
export function LocationsPanel({ locations, zone, may }: { locations: LocationRow[]; zone: string; may: boolean }) {
  const [open, setOpen] = useState<LocationRow | 'new' | null>(null)
  return (
    <Panel
      title={t('practice.locations.title')}
      flush
      deeds={may && <Button onPress={() => setOpen('new')}>{t('practice.locations.add')}</Button>}
    >
      <Table
        label={t('practice.locations.title')}
        rows={hereFirst(
          locations,
          row => row.closedAt,
          row => row.name,
        )}
        rowKey={row => row.id}
        empty={<EmptyState small title={t('practice.locations.none')} />}
        columns={[
          {
            id: 'name',
            title: t('practice.name'),
            heads: true,
            cell: row => (
              <span className={css.two}>
                <span>{row.name}</span>
                <small>{addressOf(row)}</small>
              </span>
            ),
          },
          {
            id: 'phone',
            title: t('practice.phone'),
            cell: row => row.phone && <span className={css.whole}>{phone(row.phone)}</span>,
          },
          {
            id: 'zone',
            title: t('practice.setUp.zone'),
            cell: row => (row.closedAt ? <Tag>{t('practice.closed')}</Tag> : row.zone.replaceAll('_', ' ')),
          },
          {
            id: 'change',
            title: t('practice.change'),
            hideTitle: true,
            end: true,
            cell: row =>
              may && (
                <Button small label={t('practice.changeTitle', { name: row.name })} onPress={() => setOpen(row)}>
                  {t('practice.change')}
                </Button>
              ),
          },
        ]}
      />
      {open && <LocationDialog location={open === 'new' ? null : open} zone={zone} onClose={() => setOpen(null)} />}
    </Panel>
  )
}
