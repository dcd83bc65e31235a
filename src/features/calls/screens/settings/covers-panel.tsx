import { type FormEvent, useState } from 'react'
import { useMay, useSession } from '../../../../web/app/session.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { ComboBox } from '../../../../web/kit/combo-box.tsx'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { useForm } from '../../../../web/kit/form.ts'
import { moment } from '../../../../web/kit/format.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Answered, EmptyState, FormError } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { t } from '../../../../web/words/say.ts'
import { listPeopleToMessage } from '../../../practice/contract.ts'
import { sayTime, TimeField, timeTyped } from '../../../schedule/screens/index.tsx'
import { coverMe, covers, endCover, setCover } from '../../contract.ts'

const words = 'calls.messages.settings'

/** Who looks after whose messages; one's own cover, or for whoever is ill. */
export function CoversPanel() {
  const answer = useAsk(covers, {})
  const end = useAct(endCover, () => toast(t(`${words}.ended`)))
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={t(`${words}.covers`)}
      hint={t(`${words}.coversHint`)}
      flush
      deeds={<Button onPress={() => setOpen(true)}>{t(`${words}.addCover`)}</Button>}
    >
      <FormError error={end.error} />
      <Answered answer={answer}>
        {({ covers }) => (
          <Table
            label={t(`${words}.covers`)}
            rows={covers}
            rowKey={row => row.cover}
            empty={<EmptyState small icon="person" title={t(`${words}.noCovers`)} />}
            columns={[
              {
                id: 'who',
                title: t(`${words}.who`),
                heads: true,
                cell: row => (
                  <>
                    {row.staff.name} {row.now && <Tag look="info">{t(`${words}.now`)}</Tag>}
                  </>
                ),
              },
              { id: 'by', title: t(`${words}.by`), cell: row => row.by.name },
              { id: 'from', title: t(`${words}.from`), cell: row => moment(row.from) },
              { id: 'until', title: t(`${words}.until`), cell: row => moment(row.until) },
              {
                id: 'end',
                title: t(`${words}.end`),
                hideTitle: true,
                end: true,
                cell: row =>
                  row.mayEnd && (
                    <Button
                      small
                      command={endCover.name}
                      label={`${t(`${words}.end`)}: ${row.staff.name}`}
                      onPress={() => void end.attempt({ cover: row.cover })}
                    >
                      {t(`${words}.end`)}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      {open && <CoverDialog onClose={() => setOpen(false)} />}
    </Panel>
  )
}

function CoverDialog({ onClose }: { onClose: () => void }) {
  const me = useSession().staff as string
  const may = useMay()
  const people = useAsk(listPeopleToMessage, {}).data?.people ?? []
  const own = useAct(coverMe, onClose)
  const others = useAct(setCover, onClose)
  const [staff, setStaff] = useState<string | null>(me)
  const deed = staff === me ? own : others
  const form = useForm(
    {
      by: null as string | null,
      fromDay: null as string | null,
      fromTime: sayTime('08:00'),
      untilDay: null as string | null,
      untilTime: sayTime('18:00'),
    },
    deed.error,
  )
  const choices = people.map(one => ({ id: one.id as string, label: one.name }))
  const [unread, setUnread] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['by', 'fromDay', 'untilDay'], t('kit.fields.missing')) || !staff) return
    const { by, fromDay, untilDay } = form.values
    const [fromTime, untilTime] = [timeTyped(form.values.fromTime), timeTyped(form.values.untilTime)]
    setUnread(true)
    if (!fromTime || !untilTime) return
    const span = { by: by!, from: `${fromDay}T${fromTime}`, until: `${untilDay}T${untilTime}` }
    if (staff === me) await own.attempt(span)
    else await others.attempt({ staff, ...span })
  }
  const clock = (name: 'fromTime' | 'untilTime') => {
    const { error, ...field } = form.field(name)
    const wrong = unread && !timeTyped(form.values[name]) ? t('kit.fields.noTime') : error
    return <TimeField label={t(`${words}.at`)} {...field} error={wrong} />
  }
  return (
    <Dialog title={t(`${words}.addCover`)} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={staff === me ? coverMe.name : setCover.name}>
        {may(setCover) && <ComboBox label={t(`${words}.who`)} choices={choices} value={staff} onChange={setStaff} />}
        <ComboBox
          label={t(`${words}.by`)}
          autoFocus
          choices={choices.filter(one => one.id !== staff)}
          {...form.field('by')}
        />
        <div className={css.pair}>
          <DateField label={t(`${words}.from`)} {...form.field('fromDay')} />
          {clock('fromTime')}
          <DateField label={t(`${words}.until`)} {...form.field('untilDay')} />
          {clock('untilTime')}
        </div>
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy}>
          {t(`${words}.addCover`)}
        </Button>
      </form>
    </Dialog>
  )
}
