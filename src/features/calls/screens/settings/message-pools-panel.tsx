import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import { useMay } from '../../../../web/app/session.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { useForm } from '../../../../web/kit/form.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Answered, EmptyState, FormError } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { listPeopleToMessage } from '../../../practice/contract.ts'
import { addMessagePool, changeMessagePool, listMessagePools } from '../../contract.ts'

type Pool = OutputOf<typeof listMessagePools>['pools'][number]
const words = 'calls.messages.settings'

/** The pools that messages go to. */
export function MessagePoolsPanel() {
  const answer = useAsk(listMessagePools, { retired: true })
  const people = useAsk(listPeopleToMessage, {}).data?.people ?? []
  const may = useMay()
  const [open, setOpen] = useState<Pool | 'new' | null>(null)
  return (
    <Panel
      title={t(`${words}.pools`)}
      hint={t(`${words}.poolsHint`)}
      flush
      deeds={may(addMessagePool) && <Button onPress={() => setOpen('new')}>{t(`${words}.addPool`)}</Button>}
    >
      <Answered answer={answer}>
        {({ pools }) => (
          <Table
            label={t(`${words}.pools`)}
            rows={pools}
            rowKey={row => row.id}
            empty={<EmptyState small icon="person" title={t(`${words}.noPools`)} />}
            columns={[
              {
                id: 'name',
                title: t(`${words}.name`),
                heads: true,
                cell: row => (
                  <>
                    {row.name} {row.retired && <Tag>{t(`${words}.retire`)}</Tag>}
                  </>
                ),
              },
              {
                id: 'members',
                title: t(`${words}.members`),
                cell: row => row.members.map(id => people.find(one => one.id === id)?.name ?? '').join(', '),
              },
              {
                id: 'change',
                title: t('practice.change'),
                hideTitle: true,
                end: true,
                cell: row =>
                  may(changeMessagePool) && (
                    <Button small label={t('practice.changeTitle', { name: row.name })} onPress={() => setOpen(row)}>
                      {t('practice.change')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      {open && <PoolDialog pool={open === 'new' ? null : open} people={people} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function PoolDialog(props: {
  pool: Pool | null
  people: readonly { id: Pool['members'][number]; name: string }[]
  onClose: () => void
}) {
  const { pool, people, onClose } = props
  const add = useAct(addMessagePool, onClose)
  const change = useAct(changeMessagePool, onClose)
  const deed = pool ? change : add
  const form = useForm(
    { name: pool?.name ?? '', members: pool?.members ?? [], retired: pool?.retired ?? false },
    deed.error,
  )
  const { name, members, retired } = form.values
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name'], t('kit.fields.missing'))) return
    if (pool) await change.attempt({ pool: pool.id, name, members, retired })
    else await add.attempt({ name, members })
  }
  return (
    <Dialog title={pool ? t('practice.changeTitle', { name: pool.name }) : t(`${words}.addPool`)} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={pool ? changeMessagePool.name : addMessagePool.name}>
        <TextField label={t(`${words}.name`)} autoFocus maxLength={60} {...form.field('name')} />
        <fieldset className={css.fieldset}>
          <legend>{t(`${words}.members`)}</legend>
          <div className={css.checks}>
            {people.map(one => (
              <Checkbox
                key={one.id}
                checked={members.includes(one.id)}
                onChange={on => form.set('members', on ? [...members, one.id] : members.filter(id => id !== one.id))}
              >
                {one.name}
              </Checkbox>
            ))}
          </div>
        </fieldset>
        {pool && (
          <Checkbox checked={retired} onChange={on => form.set('retired', on)} hint={t(`${words}.retiredHint`)}>
            {t(`${words}.retire`)}
          </Checkbox>
        )}
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy}>
          {t(pool ? 'kit.save' : `${words}.addPool`)}
        </Button>
      </form>
    </Dialog>
  )
}
