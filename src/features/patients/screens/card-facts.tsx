import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { Button } from '../../../web/kit/button.tsx'
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
    one.mayText && t('patients.card.textsOk'),
    one.mayLeaveMessage && t('patients.card.voicemailOk'),
    one.note,
  ].filter(Boolean)
  return (
    <div>
      {phone(one.number)} <span className={css.muted}>{words.join(', ')}</span>
    </div>
  )
}

/** How they are reached and who answers for them. What is not known is left out. */
export function CardFacts({ card }: { card: PatientRecord }) {
  const { guarantor } = card
  const emergency = card.relations.filter(one => one.emergency)
  return (
    <div className={css.facts}>
      <KeyValue
        rows={[
          {
            name: t('patients.card.phone'),
            value:
              card.phones.length > 0 ? (
                card.phones.map(one => <PhoneLine key={one.id} one={one} />)
              ) : (
                <span className={css.muted}>{t('patients.card.noPhone')}</span>
              ),
          },
          { name: t('patients.card.email'), value: card.email && <span className={css.breaks}>{card.email}</span> },
          { name: t('patients.card.language'), value: card.language && languageName(card.language) },
          {
            name: t('patients.card.reach'),
            value: card.preferredChannel && t(`patients.channels.${card.preferredChannel}`),
          },
          {
            name: t('patients.card.address'),
            value: card.addresses.map(one => <div key={one.id}>{addressWords(one)}</div>),
          },
          {
            name: t('patients.card.guarantor'),
            value:
              guarantor.kind === 'self' ? null : guarantor.patient ? (
                <Button look="quiet" small onPress={() => guarantor.patient && takeInHand(guarantor.patient)}>
                  {guarantor.name}
                </Button>
              ) : (
                <>
                  {guarantor.name}{' '}
                  <span className={css.muted}>
                    {[guarantor.relation, guarantor.phone && phone(guarantor.phone)].filter(Boolean).join(', ')}
                  </span>
                </>
              ),
          },
          {
            name: t('patients.card.emergency'),
            value:
              emergency.length > 0 &&
              emergency.map(one => (
                <div key={one.relation}>
                  {one.name}{' '}
                  <span className={css.muted}>
                    {[t(`patients.relationKinds.${one.kind}`), one.phone && phone(one.phone)]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </div>
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
          { name: t('patients.card.note'), value: card.note && <span className={css.note}>{card.note}</span> },
        ].map(row => ({
          ...row,
          value: Array.isArray(row.value) && row.value.length === 0 ? null : row.value || null,
        }))}
      />
    </div>
  )
}
