import { type ComponentProps, useState } from 'react'
import { useMay } from '../../../../web/app/session.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { Button } from '../../../../web/kit/button.tsx'
import { Panel } from '../../../../web/kit/panel.tsx'
import { EmptyState } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { t } from '../../../../web/words/say.ts'
import { guidanceVersions } from '../../contract.ts'
import { Approval, type Head, versionWords } from './approval.tsx'
import own from './guidance.module.css'
import type { Wording } from './shown-flags.ts'
import { type Looked, VersionsDialog } from './versions-dialog.tsx'
import type { Kind } from './wording-lines.ts'

type Row = Head & { active: boolean; content: { name: string } }

/** Wordings of one kind as a table: name, what there is to say of it, who approved it, its versions, and the way to change it. */
export function GuidancePanel<One extends Row>(props: {
  kind: Kind
  title: string
  hint: string
  rows: readonly One[]
  emergencies: Wording['emergencies']
  /** The small line under the name. */
  small: (row: One) => string
  more?: ComponentProps<typeof Table<One>>['columns']
  add: string
  addLook?: 'main' | 'plain'
  command: string
  onOpen: (row: One | 'new') => void
}) {
  const { kind, title, hint, rows, emergencies, small, more = [], add, addLook = 'main', command, onOpen } = props
  const may = useMay()
  const [looked, setLooked] = useState<Looked | null>(null)
  return (
    <Panel
      title={title}
      hint={hint}
      flush
      deeds={
        <Button look={addLook} command={command} onPress={() => onOpen('new')}>
          {add}
        </Button>
      }
    >
      <Table
        label={title}
        rows={rows}
        rowKey={row => row.guidance}
        empty={<EmptyState title={add} />}
        columns={[
          {
            id: 'name',
            title: t('guidance.flags.name'),
            heads: true,
            cell: row => (
              <span className={css.two}>
                <span>
                  {row.content.name} {!row.active && <Tag>{t('guidance.flags.off')}</Tag>}
                </span>
                <small>{small(row)}</small>
              </span>
            ),
          },
          ...more,
          {
            id: 'approved',
            title: t('guidance.approve'),
            hideTitle: true,
            cell: row => (
              <span className={css.two}>
                <Approval of={row} name={row.content.name} />
                <small>{versionWords(row)}</small>
              </span>
            ),
          },
          {
            id: 'change',
            title: t('guidance.change'),
            hideTitle: true,
            end: true,
            cell: row => (
              <span className={own.chips}>
                {may(guidanceVersions) && (
                  <Button
                    small
                    look="quiet"
                    label={t('guidance.versions.title', { name: row.content.name })}
                    onPress={() => setLooked({ kind, guidance: row.guidance, name: row.content.name })}
                  >
                    {t('guidance.versions.open')}
                  </Button>
                )}
                <Button
                  small
                  command={command}
                  label={t('guidance.changeTitle', { name: row.content.name })}
                  onPress={() => onOpen(row)}
                >
                  {t('guidance.change')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {looked && <VersionsDialog of={looked} emergencies={emergencies} onClose={() => setLooked(null)} />}
    </Panel>
  )
}
