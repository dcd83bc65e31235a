import type { ReactNode } from 'react'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { phone } from '../../../web/kit/format.ts'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { t } from '../../../web/words/say.ts'
import css from './card.module.css'
import { fullName, languageName, nameOnRecord, type PatientRecord } from './patient-name.ts'

/** One address on as few lines as it needs. */
export function addressWords(address: PatientRecord['addresses'][number]): string {
  const place = [address.city, [address.state, address.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return [address.line1, address.line2, place, address.country === 'US' ? '' : address.country]
    .filter(Boolean)
    .join(', ')
}

function PhoneLine({ one }: { one: PatientRecord['phones'][number] }) {
  const words = [
    t(`patients.phoneKinds.${one.kind}`),
    one.ext && t('patients.card.extension', { ext: one.ext }),
    one.mayText && one.mayLeaveMessage
      ? t('patients.card.textsAndVoicemailOk')
      : one.mayText
        ? t('patients.card.textsOk')
        : one.mayLeaveMessage && t('patients.card.voicemailOk'),
    one.note,
  ].filter(Boolean)
  return (
    <div>
      <span className={css.number}>{phone(one.number)}</span> <span className={css.muted}>{words.join(', ')}</span>
    </div>
  )
}

type Row = { name: string; value: ReactNode }

const known = (rows: Row[]): Row[] =>
  rows.map(row => ({
    ...row,
    value: Array.isArray(row.value) && row.value.length === 0 ? null : row.value || null,
  }))

/** How they are reached and who answers for them. What is not known is left out. */
export function CardFacts({ card }: { card: PatientRecord }) {
  const { guarantor } = card
  return (
    <div className={css.facts}>
      <KeyValue
        rows={known([
          {
            name: t('patients.card.phone'),
            value:
              card.phones.length > 0 ? (
                card.phones.map(one => <PhoneLine key={one.id} one={one} />)
              ) : (
                <span className={css.muted}>{t('patients.card.noPhone')}</span>
              ),
          },
          { name: t('patients.card.language'), value: card.language && languageName(card.language) },
          {
            name: t('patients.card.address'),
            value: card.addresses.map(one => <div key={one.id}>{addressWords(one)}</div>),
          },
          {
            name: t('patients.card.guarantor'),
            value:
              guarantor.kind === 'self' ? null : guarantor.patient ? (
                <button
                  type="button"
                  className={css.person}
                  onClick={() => guarantor.patient && takeInHand(guarantor.patient)}
                >
                  {guarantor.name}
                </button>
              ) : (
                <Other name={guarantor.name} relation={guarantor.relation} number={guarantor.phone} />
              ),
          },
          { name: t('patients.card.note'), value: card.note && <span className={css.note}>{card.note}</span> },
        ])}
      />
    </div>
  )
}

function Other({ name, relation, number }: { name: string; relation: string; number: string }) {
  return (
    <div>
      {name} <span className={css.muted}>{relation}</span>{' '}
      {number && <span className={`${css.number} ${css.muted}`}>{phone(number)}</span>}
    </div>
  )
}

/** An address may break after the @, not in the middle of a word. */
function Email({ address }: { address: string }) {
  const [name, host] = address.split('@')
  return (
    <span className={css.breaks}>
      {name}@<wbr />
      {host}
    </span>
  )
}

/** What is asked for less often; below the deeds, so that these stay where the hand expects them. */
export function CardMore({ card }: { card: PatientRecord }) {
  const rows = known([
    { name: t('patients.card.email'), value: card.email && <Email address={card.email} /> },
    {
      name: t('patients.card.reach'),
      value: card.preferredChannel && t(`patients.channels.${card.preferredChannel}`),
    },
    {
      name: t('patients.card.emergency'),
      value: card.relations
        .filter(one => one.emergency)
        .map(one => (
          <Other
            key={one.relation}
            name={one.name}
            relation={t(`patients.relationKinds.${one.kind}`)}
            number={one.phone}
          />
        )),
    },
    {
      name: t('patients.card.knownAs'),
      value: (card.preferred || card.middle) && nameOnRecord(card) !== fullName(card) && nameOnRecord(card),
    },
    { name: t('patients.card.formerly'), value: card.formerFamily },
    {
      name: t('patients.card.charts'),
      value: card.formerCharts.length > 0 && card.formerCharts.map(chart => `#${chart}`).join(', '),
    },
  ])
  if (rows.every(row => row.value === null)) return null
  return (
    <div className={css.more}>
      <KeyValue rows={rows} />
    </div>
  )
}
