import type { OutputOf } from '../../../core/contract.ts'
import { Button } from '../../../web/kit/button.tsx'
import { phone } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import type { findDuplicates } from '../contract.ts'
import { factsLine, fullName } from './patient-name.ts'
import css from './patients.module.css'

export type Double = OutputOf<typeof findDuplicates>['candidates'][number]

/** Who may be the same person, while one types: take the one, or say that it is someone else. */
export function Doubles(props: {
  doubles: readonly Double[]
  setAside: readonly string[]
  onTake: (patient: string) => void
  onSomeoneElse: (patients: string[]) => void
}) {
  const open = props.doubles.filter(one => !props.setAside.includes(one.id))
  const aside = props.doubles.filter(one => props.setAside.includes(one.id))
  if (open.length === 0) {
    if (aside.length === 0) return null
    return (
      <p className={css.quiet}>
        {t('patients.register.someoneElseDone', {
          names: aside.map(one => `${fullName(one)} #${one.chart}`).join(', '),
        })}
      </p>
    )
  }
  const likely = open.some(one => one.how === 'likely')
  return (
    <section
      className={css.doubles}
      aria-label={t('patients.register.duplicates')}
      {...(likely ? { 'data-likely': '' } : {})}
    >
      <div className={css.doublesHead} role="status">
        <span>
          {likely && <span aria-hidden="true">▲ </span>}
          {t(likely ? 'patients.register.likely' : 'patients.register.possible')}
        </span>
        <Button small onPress={() => props.onSomeoneElse(open.map(one => one.id))} keyHint="Alt n">
          {t('patients.register.someoneElse')}
        </Button>
      </div>
      {open.slice(0, 5).map((one, at) => (
        <div key={one.id} className={css.double}>
          <div>
            <b>{fullName(one)}</b>
            <div className={css.quiet}>
              {factsLine(one)}
              {one.phone && ` · ${phone(one.phone)}`}
            </div>
            <div className={css.quiet}>
              {one.why
                .map(what => t('patients.register.agree', { what: t(`patients.register.why.${what}`) }))
                .join(', ')}
            </div>
          </div>
          <Button
            small
            look={one.how === 'likely' ? 'main' : 'plain'}
            onPress={() => props.onTake(one.id)}
            {...(at < 9 ? { keyHint: `Alt ${at + 1}` } : {})}
          >
            {t('patients.register.thisOne')}
          </Button>
        </div>
      ))}
    </section>
  )
}
