import { Button } from '../../../web/kit/button.tsx'
import { day } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { addressWords } from './card-facts.tsx'
import type { PatientRecord } from './patient-name.ts'
import css from './record.module.css'
import type { RecordValues } from './record-draft.ts'

type Address = RecordValues['addresses'][number]
const kinds = ['home', 'mailing', 'temporary', 'work'] as const
const lines = ['line1', 'line2', 'city', 'state', 'postalCode'] as const

/** Addresses that hold now, and those that did: letters went there. */
export function RecordAddresses(props: {
  addresses: readonly Address[]
  former: PatientRecord['formerAddresses']
  onChange: (addresses: Address[]) => void
}) {
  const { addresses } = props
  const change = (at: number, next: Partial<Address>) =>
    props.onChange(addresses.map((one, n) => (n === at ? { ...one, ...next } : one)))
  return (
    <div className={css.stack}>
      {addresses.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what an address is known by here
        <div key={at} className={css.address}>
          <Select
            label={t('patients.edit.kind')}
            choices={kinds.map(id => ({ id, label: t(`patients.addressKinds.${id}`) }))}
            value={one.kind ?? 'home'}
            onChange={kind => change(at, { kind })}
          />
          {lines.map(line => (
            <div key={line} className={css[line]}>
              <TextField
                label={t(`patients.edit.${line}`)}
                value={one[line] ?? ''}
                onChange={text => change(at, { [line]: text })}
                maxLength={line === 'postalCode' ? 20 : line === 'state' ? 60 : line === 'city' ? 100 : 200}
              />
            </div>
          ))}
          <Button
            look="quiet"
            label={t('patients.edit.remove')}
            icon={<Icon name="cross" />}
            onPress={() => props.onChange(addresses.filter((_, n) => n !== at))}
          />
        </div>
      ))}
      {addresses.length < 6 && (
        <div>
          <Button
            small
            icon={<Icon name="plus" size={14} />}
            onPress={() =>
              props.onChange([...addresses, { kind: 'home', line1: '', city: '', state: '', postalCode: '' }])
            }
          >
            {t('patients.edit.addAddress')}
          </Button>
        </div>
      )}
      {props.former.length > 0 && (
        <ul className={css.quiet}>
          {props.former.map(one => (
            <li key={one.id}>
              {t('patients.edit.former', {
                address: addressWords(one),
                date: one.endedOn ? day(one.endedOn, 'full') : '',
              })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
