import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { EmptyState, FormError } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { addLine, changeLine, type phoneSystems, removeLine } from '../contract.ts'

type LineRow = OutputOf<typeof phoneSystems>['lines'][number]

/** Numbers that callers dial, and what the desk calls them. */
export function LinesPanel({ lines }: { lines: LineRow[] }) {
  const may = useMay()
  const [open, setOpen] = useState<LineRow | 'new' | null>(null)
  return (
    <Panel
      title={t('telephony.lines.title')}
      hint={t('telephony.lines.hint')}
      flush
      deeds={may(addLine) && <Button onPress={() => setOpen('new')}>{t('telephony.lines.add')}</Button>}
    >
      <Table
        label={t('telephony.lines.title')}
        rows={lines}
        rowKey={row => row.line}
        empty={<EmptyState small title={t('telephony.lines.none')} />}
        columns={[
          { id: 'name', title: t('telephony.lines.name'), heads: true, cell: row => row.name },
          { id: 'number', title: t('telephony.lines.number'), cell: row => row.number },
          {
            id: 'change',
            title: t('practice.change'),
            hideTitle: true,
            end: true,
            cell: row =>
              may(changeLine) && (
                <Button small label={t('practice.changeTitle', { name: row.name })} onPress={() => setOpen(row)}>
                  {t('practice.change')}
                </Button>
              ),
          },
        ]}
      />
      {open && <LineDialog line={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function LineDialog({ line, onClose }: { line: LineRow | null; onClose: () => void }) {
  const add = useAct(addLine, onClose)
  const change = useAct(changeLine, onClose)
  const remove = useAct(removeLine, onClose)
  const deed = line ? change : add
  const form = useForm({ name: line?.name ?? '', number: line?.number ?? '' }, deed.error)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name', 'number'], t('kit.fields.missing'))) return
    if (line) await change.attempt({ line: line.line, ...form.values })
    else await add.attempt(form.values)
  }
  return (
    <Dialog title={line ? t('practice.changeTitle', { name: line.name }) : t('telephony.lines.add')} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={line ? changeLine.name : addLine.name}>
        <TextField
          label={t('telephony.lines.number')}
          hint={t('telephony.lines.numberHint')}
          maxLength={60}
          autoFocus
          {...form.field('number')}
        />
        <TextField label={t('telephony.lines.name')} maxLength={60} {...form.field('name')} />
        <FormError error={deed.error ?? remove.error} />
        <div className={css.rowDeeds}>
          <Button look="main" type="submit" busy={deed.busy}>
            {t(line ? 'kit.save' : 'telephony.lines.add')}
          </Button>
          {line && (
            <Button
              look="bad"
              busy={remove.busy}
              command={removeLine.name}
              onPress={() => void remove.attempt({ line: line.line })}
            >
              {t('telephony.remove')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
