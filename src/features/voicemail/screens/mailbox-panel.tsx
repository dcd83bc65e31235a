import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { moment } from '../../../web/kit/format.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, EmptyState, FormError } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { fieldErrors } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { addMailbox, mailboxes, removeMailbox } from '../contract.ts'
import css from './voicemail.module.css'

type Box = OutputOf<typeof mailboxes>['mailboxes'][number]

const faultOf = (fault: string) =>
  t(`voicemail.boxes.faults.${fault as 'refused' | 'unreachable' | 'certificate' | 'failed'}`)

const stateOf = (box: Box) => {
  if (box.fault && box.failingSince)
    return t('voicemail.boxes.failing', { fault: faultOf(box.fault), when: moment(box.failingSince) })
  return box.checkedAt ? t('voicemail.boxes.read', { when: moment(box.checkedAt) }) : t('voicemail.boxes.notYet')
}

/** The mailboxes that are read, with what is wrong with them, and a form for one more. */
export function MailboxPanel() {
  const answer = useAsk(mailboxes, {})
  const remove = useAct(removeMailbox)
  const stop = async (box: Box) => {
    if (await remove.attempt({ mailbox: box.mailbox })) toast(t('voicemail.boxes.removed', { name: box.name }))
  }
  return (
    <Panel title={t('voicemail.boxes.title')} hint={t('voicemail.boxes.hint')}>
      <FormError error={remove.error} />
      <Answered answer={answer}>
        {({ mailboxes: boxes }) => (
          <Table
            label={t('voicemail.boxes.title')}
            rows={boxes}
            rowKey={box => box.mailbox}
            empty={<EmptyState title={t('voicemail.boxes.none')} small />}
            columns={[
              { id: 'name', title: t('voicemail.boxes.name'), heads: true, cell: box => box.name },
              { id: 'host', title: t('voicemail.boxes.host'), cell: box => `${box.user}, ${box.host}:${box.port}` },
              { id: 'state', title: t('voicemail.boxes.state'), cell: stateOf },
              {
                id: 'stop',
                title: '',
                end: true,
                cell: box => (
                  <Button small look="bad" command={removeMailbox.name} onPress={() => void stop(box)}>
                    {t('voicemail.boxes.remove')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Answered>
      <NewMailbox />
    </Panel>
  )
}

const empty = { name: '', host: '', port: '993', user: '', password: '', folder: 'INBOX' }

function NewMailbox() {
  const deed = useAct(addMailbox)
  const [typed, setTyped] = useState(empty)
  const [secure, setSecure] = useState(true)
  const wrong = fieldErrors(deed.error)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await deed.attempt({ ...typed, port: Number(typed.port), secure }))) return
    toast(t('voicemail.boxes.added', { name: typed.name }))
    setTyped(empty)
  }
  const field = (id: keyof typeof empty, type?: 'password') => (
    <TextField
      label={t(`voicemail.boxes.${id}`)}
      value={typed[id]}
      onChange={value => setTyped({ ...typed, [id]: value })}
      error={wrong[id]}
      {...(type && { type, autoComplete: 'new-password' })}
    />
  )
  return (
    <form className={css.form} onSubmit={submit}>
      {field('name')}
      {field('folder')}
      {field('host')}
      {field('port')}
      {field('user')}
      {field('password', 'password')}
      <div className={css.wide}>
        <Checkbox checked={secure} onChange={setSecure}>
          {t('voicemail.boxes.secure')}
        </Checkbox>
      </div>
      <div className={css.wide}>
        <FormError error={deed.error} />
        <Button type="submit" busy={deed.busy} command={addMailbox.name}>
          {t('voicemail.boxes.add')}
        </Button>
      </div>
    </form>
  )
}
