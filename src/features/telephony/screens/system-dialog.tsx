import { type FormEvent, useState } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import {
  addPhoneSystem,
  changePhoneSystem,
  hookPath,
  needed,
  removePhoneSystem,
  systemKinds,
  toldByHook,
} from '../contract.ts'
import type { SystemRow } from './system-row.ts'

/** Adds a phone system, or changes, switches off and removes one. A secret that is there is never shown: an empty field leaves it as it is. */
export function SystemDialog({ system, onClose }: { system: SystemRow | null; onClose: () => void }) {
  const add = useAct(addPhoneSystem, onClose)
  const change = useAct(changePhoneSystem, onClose)
  const remove = useAct(removePhoneSystem, onClose)
  const deed = system ? change : add
  const form = useForm(
    {
      kind: system?.kind ?? ('kamailio' as SystemRow['kind']),
      name: system?.name ?? '',
      host: system?.host ?? '',
      port: String(system?.port ?? ''),
      secure: system?.secure ?? false,
      account: system?.account ?? '',
      application: system?.application ?? '',
      publicAddress: system?.publicAddress ?? '',
      secret: '',
      active: system?.active ?? true,
    },
    deed.error,
  )
  const [checked, setChecked] = useState(false)
  const { kind, port } = form.values
  const needs = needed[kind]
  const has = (field: (typeof needs)[number]) => needs.includes(field)
  const portTyped = /^\d{1,5}$/.test(port.trim()) ? Number(port) : Number.NaN
  const portWrong = checked && has('port') && !(portTyped >= 1 && portTyped <= 65_535)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const { name, host, account, application, publicAddress, secret, secure, active } = form.values
    const asked = needs.filter(field => field !== 'port' && !(field === 'secret' && system?.hasSecret))
    if (
      form.missing(['name', ...asked], t('kit.fields.missing')) ||
      (has('port') && !(portTyped >= 1 && portTyped <= 65_535))
    )
      return
    const settings = {
      name,
      host: host || null,
      port: has('port') ? portTyped : null,
      secure,
      account: account || null,
      application: application || null,
      publicAddress: publicAddress || null,
      ...(secret ? { secret } : {}),
    }
    if (system) await change.attempt({ system: system.system, ...settings, active })
    else await add.attempt({ kind, ...settings })
  }
  return (
    <Dialog
      title={system ? t('practice.changeTitle', { name: system.name }) : t('telephony.systems.add')}
      onClose={onClose}
    >
      <form className={css.form} onSubmit={submit} data-command={system ? changePhoneSystem.name : addPhoneSystem.name}>
        {!system && (
          <Select
            label={t('telephony.systems.kind')}
            choices={systemKinds.map(id => ({ id, label: t(`telephony.kind.${id}`) }))}
            value={kind}
            onChange={next => form.set('kind', next)}
          />
        )}
        <TextField label={t('telephony.systems.name')} maxLength={80} autoFocus {...form.field('name')} />
        {has('host') && (
          <>
            <div className={css.pair}>
              <TextField label={t('telephony.systems.host')} spellCheck={false} {...form.field('host')} />
              <TextField
                label={t('telephony.systems.port')}
                inputMode="numeric"
                maxLength={5}
                {...form.field('port')}
                error={portWrong ? t('telephony.systems.portWrong') : undefined}
              />
            </div>
            <Checkbox checked={form.values.secure} onChange={secure => form.set('secure', secure)}>
              {t('telephony.systems.secure')}
            </Checkbox>
          </>
        )}
        {has('account') && (
          <div className={css.pair}>
            <TextField label={t('telephony.systems.account')} spellCheck={false} {...form.field('account')} />
            <TextField label={t('telephony.systems.application')} spellCheck={false} {...form.field('application')} />
          </div>
        )}
        {has('secret') && (
          <TextField
            label={t(`telephony.secret.${kind}`)}
            type="password"
            autoComplete="off"
            hint={system?.hasSecret ? t('telephony.systems.secretThere') : t('telephony.systems.secretHint')}
            {...form.field('secret')}
          />
        )}
        {kind === 'twilio' && (
          <TextField
            label={t('telephony.systems.publicAddress')}
            hint={t('telephony.systems.publicAddressHint')}
            optional
            type="url"
            spellCheck={false}
            {...form.field('publicAddress')}
          />
        )}
        {toldByHook(kind) && (
          <p className={css.quiet}>
            {system
              ? t('telephony.systems.hookAt', { path: hookPath(system.system) })
              : t('telephony.systems.hookLater')}
          </p>
        )}
        {system && (
          <Checkbox
            checked={form.values.active}
            onChange={active => form.set('active', active)}
            hint={t('telephony.systems.activeHint')}
          >
            {t('telephony.systems.active')}
          </Checkbox>
        )}
        <FormError error={deed.error ?? remove.error} />
        <div className={css.rowDeeds}>
          <Button look="main" type="submit" busy={deed.busy}>
            {t(system ? 'kit.save' : 'telephony.systems.add')}
          </Button>
          {system && (
            <Button
              look="bad"
              busy={remove.busy}
              command={removePhoneSystem.name}
              onPress={() => void remove.attempt({ system: system.system })}
            >
              {t('telephony.remove')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
