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
import { Select } from '../../../../web/kit/select.tsx'
import { Answered, EmptyState, FormError } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import {
  addMessageTemplate,
  changeMessageTemplate,
  kindKeys,
  type MessageKind,
  messageTemplates,
} from '../../contract.ts'
import { templateHoles } from '../fill-template.ts'

type Template = OutputOf<typeof messageTemplates>['templates'][number]
const words = 'calls.messages.settings'
const hint = () => t(`${words}.templatesHint`, { holes: templateHoles.map(hole => `{${hole}}`).join(' ') })

/** The practice's ready texts for messages. */
export function TemplatesPanel() {
  const answer = useAsk(messageTemplates, { retired: true })
  const may = useMay()
  const [open, setOpen] = useState<Template | 'new' | null>(null)
  return (
    <Panel
      title={t(`${words}.templates`)}
      hint={hint()}
      flush
      deeds={may(addMessageTemplate) && <Button onPress={() => setOpen('new')}>{t(`${words}.addTemplate`)}</Button>}
    >
      <Answered answer={answer}>
        {({ templates }) => (
          <Table
            label={t(`${words}.templates`)}
            rows={templates}
            rowKey={row => row.id}
            empty={<EmptyState small icon="message" title={t(`${words}.noTemplates`)} />}
            columns={[
              {
                id: 'name',
                title: t(`${words}.name`),
                heads: true,
                cell: row => (
                  <>
                    {row.name} <Tag>{t(`calls.messages.kinds.${row.kind}`)}</Tag>{' '}
                    {row.retired && <Tag>{t(`${words}.retire`)}</Tag>}
                  </>
                ),
              },
              { id: 'text', title: t(`${words}.text`), cell: row => row.text },
              {
                id: 'change',
                title: t('practice.change'),
                hideTitle: true,
                end: true,
                cell: row =>
                  may(changeMessageTemplate) && (
                    <Button small label={t('practice.changeTitle', { name: row.name })} onPress={() => setOpen(row)}>
                      {t('practice.change')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      {open && <TemplateDialog template={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function TemplateDialog({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const add = useAct(addMessageTemplate, onClose)
  const change = useAct(changeMessageTemplate, onClose)
  const deed = template ? change : add
  const form = useForm(
    {
      name: template?.name ?? '',
      kind: template?.kind ?? ('note' as MessageKind),
      text: template?.text ?? '',
      retired: template?.retired ?? false,
    },
    deed.error,
  )
  const { retired, ...said } = form.values
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name', 'text'], t('kit.fields.missing'))) return
    if (template) await change.attempt({ template: template.id, ...said, retired })
    else await add.attempt(said)
  }
  return (
    <Dialog
      title={template ? t('practice.changeTitle', { name: template.name }) : t(`${words}.addTemplate`)}
      onClose={onClose}
    >
      <form
        className={css.form}
        onSubmit={submit}
        data-command={template ? changeMessageTemplate.name : addMessageTemplate.name}
      >
        <TextField label={t(`${words}.name`)} autoFocus maxLength={60} {...form.field('name')} />
        <Select
          label={t('calls.messages.kind')}
          choices={kindKeys.map(id => ({ id, label: t(`calls.messages.kinds.${id}`) }))}
          {...form.field('kind')}
        />
        <TextArea label={t(`${words}.text`)} hint={hint()} rows={4} maxLength={5_000} {...form.field('text')} />
        {template && (
          <Checkbox checked={retired} onChange={on => form.set('retired', on)}>
            {t(`${words}.retire`)}
          </Checkbox>
        )}
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy}>
          {t(template ? 'kit.save' : `${words}.addTemplate`)}
        </Button>
      </form>
    </Dialog>
  )
}
