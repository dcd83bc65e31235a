import { useState } from 'react'
import { useMay } from '../../../../web/app/session.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { Button } from '../../../../web/kit/button.tsx'
import { Panel } from '../../../../web/kit/panel.tsx'
import { EmptyState } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { t } from '../../../../web/words/say.ts'
import { addException, removeException } from '../../contract.ts'
import { ExceptionDialog } from './exception-dialog.tsx'
import { unplan } from './hours-deeds.ts'
import type { Ground, Worker } from './setting-ground.ts'
import { saySpan } from './span.ts'

/** When a provider is away or works more than the week says. What is over is no longer listed. */
export function ExceptionsPanel({ ground, provider }: { ground: Ground; provider: Worker }) {
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const title = t('schedule.setup.exceptions.title', { name: provider.name })
  return (
    <Panel
      title={title}
      flush
      deeds={
        may(addException) && (
          <Button command={addException.name} onPress={() => setAdding(true)}>
            {t('schedule.setup.exceptions.add')}
          </Button>
        )
      }
    >
      <Table
        label={title}
        rows={ground.all.exceptions.filter(one => one.provider === provider.id)}
        rowKey={row => row.id}
        empty={<EmptyState small title={t('schedule.setup.exceptions.none')} />}
        columns={[
          { id: 'when', title: t('schedule.setup.span.when'), heads: true, cell: saySpan },
          {
            id: 'kind',
            title: t('schedule.setup.exceptions.kind'),
            cell: row => (
              <Tag look={row.kind === 'away' ? 'still' : 'info'}>{t(`schedule.setup.exceptions.${row.kind}`)}</Tag>
            ),
          },
          {
            id: 'reason',
            title: t('schedule.setup.exceptions.reason'),
            cell: row => (
              <span className={css.two}>
                <span>{row.reason}</span>
                {row.location && <small>{ground.nameOf(row.location)}</small>}
              </span>
            ),
          },
          {
            id: 'remove',
            title: t('schedule.setup.exceptions.remove'),
            hideTitle: true,
            end: true,
            cell: row =>
              may(removeException) && (
                <Button
                  small
                  command={removeException.name}
                  label={t('schedule.setup.exceptions.removeThis', { what: saySpan(row) })}
                  onPress={() => void unplan(provider.name, row)}
                >
                  {t('schedule.setup.exceptions.remove')}
                </Button>
              ),
          },
        ]}
      />
      {adding && <ExceptionDialog ground={ground} provider={provider} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
