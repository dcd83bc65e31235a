import { useRouter } from '@tanstack/react-router'
import { useRef } from 'react'
import { announceNewcomer } from '../../../web/app/newcomer.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct } from '../../../web/kit/api.ts'
import { day } from '../../../web/kit/format.ts'
import { Kbd } from '../../../web/kit/kbd.tsx'
import { takesLetters } from '../../../web/kit/key-names.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { FormError } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { registerPatient } from '../../patients/contract.ts'
import { PatientPick } from '../../patients/screens/index.tsx'
import { linkCall } from '../contract.ts'
import css from './call-rail.module.css'
import type { CallLine } from './call-words.ts'

/** Nobody is tied to the call yet: pick one of those who have this number, find somebody, or register a new patient with the number. */
export function WhoIsIt({ call, keys }: { call: CallLine; keys: boolean }) {
  const search = useRef<HTMLDivElement>(null)
  // Whoever answers while typing elsewhere goes on typing there.
  const free = useRef(!takesLetters(document.activeElement))
  const router = useRouter()
  const may = useMay()
  const link = useAct(linkCall, linked => {
    if (linked.patient) takeInHand(linked.patient)
  })
  const choose = (patient: string) => void link.attempt({ call: call.call, patient })
  const register = (text: string) => {
    announceNewcomer({ text, phone: call.number ?? call.numberText ?? '', call: call.call })
    router.history.push('/patients/register')
  }
  const candidates = call.candidates.slice(0, 9)
  useKeys(
    t('calls.card.who'),
    {
      ...Object.fromEntries(
        candidates.map((one, at) => [String(at + 1), { does: one.name, run: () => choose(one.patient) }]),
      ),
      F: { does: t('calls.pop.find'), run: () => search.current?.querySelector('input')?.focus() },
      N: may(registerPatient) ? { does: t('calls.pop.register'), run: () => register('') } : undefined,
    },
    { enabled: keys },
  )
  return (
    <>
      {candidates.length > 0 && (
        <div className={css.candidates}>
          <div className={css.sub}>{t('calls.card.whoHint')}</div>
          {candidates.map((one, at) => (
            <button
              key={one.patient}
              type="button"
              className={css.candidate}
              onClick={() => choose(one.patient)}
              data-command={linkCall.name}
              aria-keyshortcuts={String(at + 1)}
            >
              <span>
                <b>{one.name}</b>
                <small>
                  {[one.birthDate && day(one.birthDate, 'full'), one.chartNumber && `#${one.chartNumber}`]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
              <Kbd>{String(at + 1)}</Kbd>
            </button>
          ))}
        </div>
      )}
      <div ref={search}>
        <PatientPick
          label={t('calls.card.find')}
          placeholder={t('calls.card.findHint')}
          autoFocus={candidates.length === 0 && call.direction === 'in' && free.current}
          keyHints={keys ? { find: 'F', register: 'N' } : undefined}
          onPick={choose}
          {...(may(registerPatient) ? { onRegister: register } : {})}
        />
      </div>
      <FormError error={link.error} />
    </>
  )
}
