import { type FormEvent, useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { flagGroups, keepRedFlag } from '../../contract.ts'
import { linesOf } from './line-text.ts'
import type { Wording } from './shown-flags.ts'

type Flag = Wording['redFlags'][number]

/** Writes a list of words, or a new version of one. */
export function RedFlagDialog({
  flag,
  emergencies,
  onClose,
}: {
  flag: Flag | null
  emergencies: Wording['emergencies']
  onClose: () => void
}) {
  const keep = useAct(keepRedFlag, onClose)
  const of = (language: 'en' | 'es') =>
    (flag?.content.phrases ?? [])
      .filter(one => one.language === language)
      .map(one => one.text)
      .join('\n')
  const [name, setName] = useState(flag?.content.name ?? '')
  const [group, setGroup] = useState<(typeof flagGroups)[number]>(flag?.content.group ?? 'other')
  const [emergency, setEmergency] = useState<string>(flag?.content.emergency ?? emergencies[0]?.guidance ?? '')
  const [en, setEn] = useState(() => of('en'))
  const [es, setEs] = useState(() => of('es'))
  const [except, setExcept] = useState(flag?.content.except.join('\n') ?? '')
  const [active, setActive] = useState(flag?.active ?? true)
  const phrases = [
    ...linesOf(en).map(text => ({ text, language: 'en' as const })),
    ...linesOf(es).map(text => ({ text, language: 'es' as const })),
  ]
  const ready = name.trim() !== '' && phrases.length > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    void keep.attempt({
      ...(flag ? { guidance: flag.guidance, version: flag.version } : {}),
      active,
      content: { name, group, emergency, phrases, except: linesOf(except) },
    })
  }
  return (
    <Dialog
      title={flag ? t('guidance.changeTitle', { name: flag.content.name }) : t('guidance.flags.add')}
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="red-flag" busy={keep.busy} disabled={!ready}>
          {t('guidance.save')}
        </Button>
      }
    >
      <form id="red-flag" className={css.form} data-command={keepRedFlag.name} onSubmit={submit}>
        <TextField label={t('guidance.flags.name')} value={name} onChange={setName} maxLength={80} />
        <div className={css.pair}>
          <Select
            label={t('guidance.flags.group')}
            choices={flagGroups.map(id => ({ id, label: t(`guidance.flags.groups.${id}`) }))}
            value={group}
            onChange={setGroup}
          />
          <Select
            label={t('guidance.flags.emergency')}
            choices={emergencies.map(one => ({ id: one.guidance as string, label: one.content.name }))}
            value={emergency}
            onChange={setEmergency}
          />
        </div>
        <TextArea
          label={t('guidance.flags.wordsEn')}
          hint={t('guidance.flags.exactHint')}
          value={en}
          onChange={setEn}
          rows={6}
          maxLength={12_000}
        />
        <TextArea label={t('guidance.flags.wordsEs')} value={es} onChange={setEs} rows={4} maxLength={12_000} />
        <TextArea label={t('guidance.flags.except')} value={except} onChange={setExcept} rows={3} maxLength={12_000} />
        <Checkbox checked={active} onChange={setActive}>
          {t('guidance.flags.inUse')}
        </Checkbox>
        <FormError error={keep.error} />
      </form>
    </Dialog>
  )
}
