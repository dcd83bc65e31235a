import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { fieldErrors } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { removeSoftphone, setSoftphone, softphoneSetting } from '../contract.ts'

type Softphone = OutputOf<typeof softphoneSetting>['softphone']

const leastSecret = 16

/** How browsers reach the exchange. Secrets are never shown: an empty field leaves the one that is there. `people` have an extension. */
export function SoftphonePanel({ people }: { people: number }) {
  const answer = useAsk(softphoneSetting, {})
  return (
    <Answered answer={answer}>
      {({ softphone }) => (
        <Panel
          title={t('telephony.softphone.title')}
          hint={t('telephony.softphone.hint')}
          deeds={<State softphone={softphone} />}
        >
          <SoftphoneForm key={softphone ? 'there' : 'none'} softphone={softphone} people={people} />
        </Panel>
      )}
    </Answered>
  )
}

function State({ softphone }: { softphone: Softphone }) {
  if (!softphone) return <Tag>{t('telephony.softphone.none')}</Tag>
  return softphone.active ? (
    <Tag look="ok">{t('telephony.softphone.on')}</Tag>
  ) : (
    <Tag>{t('telephony.softphone.off')}</Tag>
  )
}

function SoftphoneForm({ softphone, people }: { softphone: Softphone; people: number }) {
  const may = useMay()
  const set = useAct(setSoftphone, () => toast(t('telephony.softphone.saved')))
  const remove = useAct(removeSoftphone, () => toast(t('telephony.softphone.removed')))
  const form = useForm(
    {
      wsUrl: softphone?.wsUrl ?? '',
      domain: softphone?.domain ?? '',
      secret: '',
      stunUrls: softphone?.stunUrls.join(', ') ?? '',
      turnUrls: softphone?.turnUrls.join(', ') ?? '',
      turnSecret: '',
      active: softphone?.active ?? true,
    },
    set.error,
  )
  const [checked, setChecked] = useState(false)
  const { secret, turnSecret, active } = form.values
  const short = (text: string) =>
    checked && text !== '' && text.length < leastSecret ? { error: t('telephony.softphone.tooShort') } : {}
  // One of several addresses is wrong: the server names its place in the list, which stands in one field here.
  const wrong = fieldErrors(set.error)
  const inList = (name: string) => {
    const found = Object.keys(wrong).find(path => path.startsWith(`${name}.`))
    return found ? { error: wrong[found] } : {}
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const { wsUrl, domain, stunUrls, turnUrls } = form.values
    if (form.missing(softphone ? ['wsUrl', 'domain'] : ['wsUrl', 'domain', 'secret'], t('kit.fields.missing'))) return
    if ([secret, turnSecret].some(text => text !== '' && text.length < leastSecret)) return
    const done = await set.attempt({
      wsUrl,
      domain,
      stunUrls: listed(stunUrls),
      turnUrls: listed(turnUrls),
      active,
      ...(secret ? { secret } : {}),
      ...(turnSecret ? { turnSecret } : {}),
    })
    if (!done) return
    form.set('secret', '')
    form.set('turnSecret', '')
    setChecked(false)
  }
  return (
    <form className={css.form} onSubmit={submit} data-command={setSoftphone.name}>
      <p className={css.quiet}>
        {people === 0 ? t('telephony.softphone.nobody') : t('telephony.softphone.people', { n: people })}
      </p>
      <div className={css.pair}>
        <TextField
          label={t('telephony.softphone.wsUrl')}
          hint={t('telephony.softphone.wsUrlHint')}
          spellCheck={false}
          {...form.field('wsUrl')}
        />
        <TextField label={t('telephony.softphone.domain')} spellCheck={false} {...form.field('domain')} />
      </div>
      <TextField
        label={t('telephony.softphone.secret')}
        type="password"
        autoComplete="off"
        hint={t(softphone ? 'telephony.systems.secretThere' : 'telephony.systems.secretHint')}
        {...form.field('secret')}
        {...short(secret)}
      />
      <TextField
        label={t('telephony.softphone.stun')}
        hint={t('telephony.softphone.stunHint')}
        optional
        spellCheck={false}
        {...form.field('stunUrls')}
        {...inList('stunUrls')}
      />
      <div className={css.pair}>
        <TextField
          label={t('telephony.softphone.turn')}
          hint={t('telephony.softphone.turnHint')}
          optional
          spellCheck={false}
          {...form.field('turnUrls')}
          {...inList('turnUrls')}
        />
        <TextField
          label={t('telephony.softphone.turnSecret')}
          type="password"
          autoComplete="off"
          optional
          hint={t(softphone?.hasTurnSecret ? 'telephony.systems.secretThere' : 'telephony.systems.secretHint')}
          {...form.field('turnSecret')}
          {...short(turnSecret)}
        />
      </div>
      {softphone && (
        <Checkbox
          checked={active}
          onChange={next => form.set('active', next)}
          hint={t('telephony.softphone.activeHint')}
        >
          {t('telephony.softphone.active')}
        </Checkbox>
      )}
      <FormError error={set.error ?? remove.error} />
      <div className={css.rowDeeds}>
        <Button look="main" type="submit" busy={set.busy} disabled={!may(setSoftphone)}>
          {t(softphone ? 'kit.save' : 'telephony.softphone.setUp')}
        </Button>
        {softphone && may(removeSoftphone) && (
          <Button look="bad" busy={remove.busy} command={removeSoftphone.name} onPress={() => void remove.attempt({})}>
            {t('telephony.softphone.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}

const listed = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)
