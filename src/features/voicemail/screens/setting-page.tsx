import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { fieldErrors } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { changeSetting, setting } from '../contract.ts'
import { MailboxPanel } from './mailbox-panel.tsx'
import css from './voicemail.module.css'

/** Where spoken messages come from, how long they are kept, and whether calls are recorded. */
export function VoicemailSetting() {
  const answer = useAsk(setting, {}, { fresh_ms: 0 })
  return (
    <div className={css.stack}>
      <MailboxPanel />
      <Answered answer={answer}>{present => <Keeping key={JSON.stringify(present)} present={present} />}</Answered>
    </div>
  )
}

function Keeping({ present }: { present: OutputOf<typeof setting> }) {
  const deed = useAct(changeSetting)
  const [days, setDays] = useState(String(present.keepDays))
  const [record, setRecord] = useState(present.recordCalls)
  const [consent, setConsent] = useState(present.consentLine)
  const wrong = fieldErrors(deed.error)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = await deed.attempt({ keepDays: Number(days), recordCalls: record, consentLine: consent })
    if (done) toast(t('voicemail.setting.saved'))
  }
  return (
    <Panel title={t('voicemail.setting.title')} hint={t('voicemail.setting.hint')}>
      <form className={css.form} onSubmit={submit}>
        <TextField
          label={t('voicemail.setting.keepDays')}
          value={days}
          onChange={setDays}
          inputMode="numeric"
          error={wrong.keepDays}
        />
        <div className={css.wide}>
          <Checkbox checked={record} onChange={setRecord} hint={t('voicemail.setting.recordHint')}>
            {t('voicemail.setting.record')}
          </Checkbox>
        </div>
        <div className={css.wide}>
          <TextArea
            label={t('voicemail.setting.consent')}
            hint={t('voicemail.setting.consentHint')}
            value={consent}
            onChange={setConsent}
            rows={2}
            error={wrong.consentLine}
          />
        </div>
        <div className={css.wide}>
          <FormError error={deed.error} />
          <Button look="main" type="submit" busy={deed.busy} command={changeSetting.name}>
            {t('voicemail.setting.save')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
