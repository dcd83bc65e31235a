import { useState } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { overview } from '../contract.ts'
import { AddPerson } from './add-person-dialog.tsx'
import { ChangePerson } from './change-person-dialog.tsx'
import { hereFirst, type StaffRow } from './overview-parts.ts'
import { ResetSignIn } from './reset-sign-in-dialog.tsx'

type Open = { deed: 'add' } | { deed: 'change' | 'reset'; person: StaffRow }

/** Who works here, and as what. */
export function PeoplePage() {
  const answer = useAsk(overview, {})
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <Panel
      title={t('practice.people.title')}
      flush
      deeds={
        <Button look="main" onPress={() => setOpen({ deed: 'add' })}>
          {t('practice.people.add')}
        </Button>
      }
    >
      <Answered answer={answer}>
        {({ staff, roles }) => (
          <>
            <Table
              label={t('practice.people.title')}
              rows={hereFirst(
                staff,
                row => row.leftAt,
                row => row.name,
              )}
              rowKey={row => row.id}
              columns={[
                {
                  id: 'name',
                  title: t('practice.name'),
                  heads: true,
                  cell: row => (
                    <span className={css.two}>
                      <span>{row.name}</span>
                      <small>{row.email}</small>
                    </span>
                  ),
                },
                {
                  id: 'roles',
                  title: t('access.account.roles'),
                  cell: row => (
                    <span className={css.tags}>
                      {row.leftAt ? (
                        <Tag>{t('practice.left')}</Tag>
                      ) : (
                        roles
                          .filter(role => row.roles.includes(role.id))
                          .map(role => <Tag key={role.id}>{role.name}</Tag>)
                      )}
                    </span>
                  ),
                },
                {
                  id: 'deeds',
                  title: t('practice.change'),
                  hideTitle: true,
                  end: true,
                  cell: row => (
                    <span className={css.rowDeeds}>
                      {!row.leftAt && (
                        <Button
                          small
                          look="quiet"
                          label={t('practice.people.resetFor', { name: row.name })}
                          onPress={() => setOpen({ deed: 'reset', person: row })}
                        >
                          {t('practice.people.reset')}
                        </Button>
                      )}
                      <Button
                        small
                        label={t('practice.changeTitle', { name: row.name })}
                        onPress={() => setOpen({ deed: 'change', person: row })}
                      >
                        {t('practice.change')}
                      </Button>
                    </span>
                  ),
                },
              ]}
            />
            {open?.deed === 'add' && <AddPerson roles={roles} onClose={close} />}
            {open?.deed === 'change' && <ChangePerson person={open.person} roles={roles} onClose={close} />}
            {open?.deed === 'reset' && <ResetSignIn person={open.person} onClose={close} />}
          </>
        )}
      </Answered>
    </Panel>
  )
}
