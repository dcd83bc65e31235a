import { useState } from 'react'
import { useMay } from '../../../../web/app/session.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Panel } from '../../../../web/kit/panel.tsx'
import { EmptyState } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { t } from '../../../../web/words/say.ts'
import { addClosure, removeClosure } from '../../contract.ts'
import { ClosureDialog } from './closure-dialog.tsx'
import { unclose } from './hours-deeds.ts'
import type { Ground } from './setting-ground.ts'
import { saySpan } from './span.ts'

/** Holidays and other days on which the practice or a location is closed. What is over is no longer listed. */
export function ClosuresPanel({ ground }: { ground: Ground }) {
  const may = useMay()
  const [adding, setAdding] = useState(false)
  return (
    <Panel
      title={t('schedule.setup.closures.title')}
      hint={t('schedule.setup.closures.hint')}
      flush
      deeds={
        may(addClosure) && (
          <Button command={addClosure.name} onPress={() => setAdding(true)}>
            {t('schedule.setup.closures.add')}
          </Button>
        )
      }
    >
      <Table
        label={t('schedule.setup.closures.title')}
        rows={ground.all.closures}
        rowKey={row => row.id}
        empty={<EmptyState small title={t('schedule.setup.closures.none')} />}
        columns={[
          { id: 'when', title: t('schedule.setup.span.when'), heads: true, cell: saySpan },
          { id: 'name', title: t('schedule.setup.closures.name'), cell: row => row.name },
          {
            id: 'where',
            title: t('schedule.setup.closures.where'),
            cell: row => (row.location ? ground.nameOf(row.location) : t('schedule.setup.closures.everywhere')),
          },
          {
            id: 'remove',
            title: t('schedule.setup.exceptions.remove'),
            hideTitle: true,
            end: true,
            cell: row =>
              may(removeClosure) && (
                <Button
                  small
                  command={removeClosure.name}
                  label={t('schedule.setup.exceptions.removeThis', { what: `${row.name}, ${saySpan(row)}` })}
                  onPress={() => void unclose(row)}
                >
                  {t('schedule.setup.exceptions.remove')}
                </Button>
              ),
          },
        ]}
      />
      {adding && <ClosureDialog ground={ground} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
