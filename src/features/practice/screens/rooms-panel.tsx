import { useState } from 'react'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t, wordAt } from '../../../web/words/say.ts'
import { hereFirst, type LocationRow, type RoomRow } from './overview-parts.ts'
import { RoomDialog } from './room-dialog.tsx'

/** Rooms by location. */
export function RoomsPanel({ rooms, locations, may }: { rooms: RoomRow[]; locations: LocationRow[]; may: boolean }) {
  const [open, setOpen] = useState<RoomRow | 'new' | null>(null)
  const placeOf = (row: RoomRow) => locations.find(location => location.id === row.location)?.name ?? ''
  return (
    <Panel
      title={t('practice.rooms.title')}
      flush
      deeds={may && <Button onPress={() => setOpen('new')}>{t('practice.rooms.add')}</Button>}
    >
      <Table
        label={t('practice.rooms.title')}
        rows={hereFirst(
          rooms,
          row => row.closedAt,
          row => `${placeOf(row)} ${row.name}`,
        )}
        rowKey={row => row.id}
        empty={<EmptyState small title={t('practice.rooms.none')} hint={t('practice.rooms.noneHint')} />}
        columns={[
          { id: 'name', title: t('practice.rooms.name'), heads: true, cell: row => row.name },
          { id: 'place', title: t('practice.rooms.place'), cell: placeOf },
          {
            id: 'kind',
            title: t('practice.rooms.kind'),
            cell: row =>
              row.closedAt ? (
                <Tag>{t('practice.closed')}</Tag>
              ) : (
                (wordAt(`practice.rooms.kinds.${row.kind}`) ?? row.kind)
              ),
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
      {open && <RoomDialog room={open === 'new' ? null : open} locations={locations} onClose={() => setOpen(null)} />}
    </Panel>
  )
}
