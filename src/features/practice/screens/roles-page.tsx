import { useState } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { t } from '../../../web/words/say.ts'
import { overview } from '../contract.ts'
import type { RoleRow } from './overview-parts.ts'
import { RoleDialog } from './role-dialog.tsx'

/** The roles and how much each may do. */
export function RolesPage() {
  const answer = useAsk(overview, {})
  const [open, setOpen] = useState<RoleRow | null>(null)
  return (
    <Panel title={t('practice.roles.title')} hint={t('practice.roles.hint')} flush>
      <Answered answer={answer}>
        {({ roles, staff }) => (
          <>
            <Table
              label={t('practice.roles.title')}
              rows={roles}
              rowKey={row => row.id}
              columns={[
                { id: 'name', title: t('practice.roles.role'), heads: true, cell: row => row.name },
                {
                  id: 'people',
                  title: t('practice.roles.held'),
                  cell: row =>
                    staff
                      .filter(one => !one.leftAt && one.roles.includes(row.id))
                      .map(one => one.name)
                      .join(', ') || <span className={css.quiet}>{t('practice.roles.nobody')}</span>,
                },
                {
                  id: 'may',
                  title: t('practice.roles.may'),
                  end: true,
                  cell: row => t('practice.roles.deeds', { n: row.permissions.length }),
                },
                {
                  id: 'change',
                  title: t('practice.change'),
                  hideTitle: true,
                  end: true,
                  cell: row => (
                    <Button small label={t('practice.changeTitle', { name: row.name })} onPress={() => setOpen(row)}>
                      {t('practice.change')}
                    </Button>
                  ),
                },
              ]}
            />
            {open && <RoleDialog role={open} onClose={() => setOpen(null)} />}
          </>
        )}
      </Answered>
    </Panel>
  )
}
