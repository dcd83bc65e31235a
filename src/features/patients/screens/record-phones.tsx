import { readPhone } from '../../../core/phone.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { phone as phoneWords, thePlace } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import css from './record.module.css'
import type { RecordValues } from './record-draft.ts'

type Phone = RecordValues['phones'][number]
const kinds = ['mobile', 'home', 'work', 'other'] as const

/** The telephones in order; written in any way, shown as the practice writes them. */
export function RecordPhones(props: {
  phones: readonly Phone[]
  onChange: (phones: Phone[]) => void
  strict: boolean
}) {
  const { phones } = props
  const change = (at: number, next: Partial<Phone>) =>
    props.onChange(phones.map((one, n) => (n === at ? { ...one, ...next } : one)))
  return (
    <div className={css.stack}>
      {phones.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what a phone is known by here
        <div key={at} className={css.phone}>
          <TextField
            label={t('patients.edit.phone')}
            type="tel"
            value={/^\+\d+$/.test(one.number) ? phoneWords(one.number) : one.number}
            onChange={number => change(at, { number })}
            maxLength={40}
            error={
              props.strict && !readPhone(one.number, thePlace().country) ? t('patients.register.badPhone') : undefined
            }
          />
          <Select
            label={t('patients.edit.kind')}
            choices={kinds.map(id => ({ id, label: t(`patients.phoneKinds.${id}`) }))}
            value={one.kind ?? 'mobile'}
            onChange={kind => change(at, { kind })}
          />
          <TextField
            label={t('patients.edit.ext')}
            value={one.ext ?? ''}
            onChange={ext => change(at, { ext: ext.replace(/\D/g, '') })}
            inputMode="numeric"
            maxLength={10}
          />
          <div className={css.checks}>
            <Checkbox checked={one.mayText ?? false} onChange={mayText => change(at, { mayText })}>
              {t('patients.edit.phoneTexts')}
            </Checkbox>
            <Checkbox
              checked={one.mayLeaveMessage ?? false}
              onChange={mayLeaveMessage => change(at, { mayLeaveMessage })}
            >
              {t('patients.edit.phoneMessage')}
            </Checkbox>
          </div>
          <Button
            look="quiet"
            label={t('patients.edit.remove')}
            icon={<Icon name="cross" />}
            onPress={() => props.onChange(phones.filter((_, n) => n !== at))}
          />
        </div>
      ))}
      {phones.length < 10 && (
        <div>
          <Button
            small
            icon={<Icon name="plus" size={14} />}
            onPress={() => props.onChange([...phones, { number: '', kind: 'mobile' }])}
          >
            {t('patients.edit.addPhone')}
          </Button>
        </div>
      )}
    </div>
  )
}
