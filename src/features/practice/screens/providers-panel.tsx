import { useState } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { ColorDot } from './color-dot.tsx'
import { hereFirst, type Overview, type ProviderRow, providerName } from './overview-parts.ts'
import { ProviderDialog } from './provider-dialog.tsx'

/** Those whose day can be booked. */
export function ProvidersPanel({ all, may }: { all: Overview; may: boolean }) {
  const [open, setOpen] = useState<ProviderRow | 'new' | null>(null)
  return (
    <Panel
      title={t('practice.providers.title')}
      flush
      deeds={may && <Button onPress={() => setOpen('new')}>{t('practice.providers.add')}</Button>}
    >
      <Table
        label={t('practice.providers.title')}
        rows={hereFirst(
          all.providers,
          row => row.leftAt,
          row => `${row.family} ${row.given}`,
        )}
        rowKey={row => row.id}
        empty={<EmptyState small title={t('practice.providers.none')} hint={t('practice.providers.noneHint')} />}
        columns={[
          {
            id: 'name',
            title: t('practice.name'),
            heads: true,
            cell: row => (
              <>
                <ColorDot color={row.color} />
                {providerName(row)}
              </>
            ),
          },
          { id: 'specialty', title: t('practice.providers.specialty'), cell: row => row.specialty },
          {
            id: 'npi',
            title: t('practice.providers.npi'),
            cell: row => row.npi ?? <span className={css.quiet}>{t('practice.providers.noNpi')}</span>,
          },
          {
            id: 'place',
            title: t('practice.rooms.place'),
            cell: row =>
              row.leftAt ? (
                <Tag>{t('practice.left')}</Tag>
              ) : (
                all.locations.find(location => location.id === row.location)?.name
              ),
          },
          {
            id: 'change',
            title: t('practice.change'),
            hideTitle: true,
            end: true,
            cell: row =>
              may && (
                <Button
                  small
                  label={t('practice.changeTitle', { name: providerName(row) })}
                  onPress={() => setOpen(row)}
                >
                  {t('practice.change')}
                </Button>
              ),
          },
        ]}
      />
      {open && <ProviderDialog provider={open === 'new' ? null : open} all={all} onClose={() => setOpen(null)} />}
    </Panel>
  )
}
