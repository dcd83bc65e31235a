import { type ReactNode, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { clock, day, phone } from '../../../web/kit/format.ts'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { FormError } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { type callCard, checkIdentity } from '../contract.ts'
import css from './call-rail.module.css'
import { Chip, Chips } from './chips.tsx'

export type Person = OutputOf<typeof callCard>['people'][number]
type Check = NonNullable<Person['check']>
type Kind = Check['identifiers'][number]
type Speaker = { speaker: Check['speaker']; relation?: string }

/** One key each; capitals, so that no word typed beside a field ticks anything. */
const letters: Record<Kind, string> = { 'birth-date': 'B', address: 'A', phone: 'T', email: 'E', 'chart-number': '#' }

/** Who is speaking, and what they could say. The tick that makes it enough is the one that is kept and lifts the veil. */
export function IdentityCheck({ call, person, keys }: { call: string; person: Person; keys: boolean }) {
  const may = useMay()
  const [anew, setAnew] = useState(false)
  if (person.check && !anew) return <Checked check={person.check} onAnew={() => setAnew(true)} />
  if (!may(checkIdentity) || person.identifiers.length === 0) return null
  return <Ask call={call} person={person} keys={keys} onDone={() => setAnew(false)} />
}

function Ask(props: { call: string; person: Person; keys: boolean; onDone: () => void }) {
  const { call, person, keys } = props
  const [who, setWho] = useState<Speaker>({ speaker: 'patient' })
  const [ticked, setTicked] = useState<Kind[]>([])
  const check = useAct(checkIdentity, props.onDone)
  const tick = (kind: Kind) => {
    if (check.busy) return
    const next = ticked.includes(kind) ? ticked.filter(one => one !== kind) : [...ticked, kind]
    setTicked(next)
    if (next.length >= person.needed)
      void check.attempt({ call, patient: person.patient, identifiers: next, ...who }).then(done => {
        // Refused or not reached: the last tick is taken back, so that ticking it again tries again.
        if (!done) setTicked(ticked)
      })
  }
  const others = person.mayBeSpokenTo
  const map: KeyMap = {}
  for (const one of person.identifiers) {
    const what = t(`calls.pop.identifiers.${one.kind}`)
    map[letters[one.kind]] = { does: t('calls.pop.tick', { what }), run: () => tick(one.kind) }
  }
  map['S p'] = { does: t('calls.pop.speakers.patient'), run: () => setWho({ speaker: 'patient' }) }
  map['S o'] = { does: t('calls.pop.speakers.other'), run: () => setWho({ speaker: 'other' }) }
  for (const [at, one] of others.slice(0, 9).entries()) {
    map[`S ${at + 1}`] = { does: one.name, run: () => setWho({ speaker: 'relation', relation: one.relation }) }
  }
  useKeys(t('calls.scope'), map, { enabled: keys })
  const hint = (key: string) => (keys ? key : undefined)
  return (
    <>
      <Chips label={t('calls.pop.speaker')}>
        <Chip
          on={who.speaker === 'patient'}
          onPress={() => setWho({ speaker: 'patient' })}
          keyHint={hint(others.length > 0 ? 'S p' : '')}
        >
          {t('calls.pop.speakers.patient')}
        </Chip>
        {others.map((one, at) => (
          <Chip
            key={one.relation}
            on={who.relation === one.relation}
            onPress={() => setWho({ speaker: 'relation', relation: one.relation })}
            keyHint={hint(at < 9 ? `S ${at + 1}` : '')}
          >
            {one.name}, {one.proxy ? t('calls.pop.proxy') : t(`calls.pop.hears.${one.mayHear}`)}
          </Chip>
        ))}
        <Chip on={who.speaker === 'other'} onPress={() => setWho({ speaker: 'other' })} keyHint={hint('S o')}>
          {t('calls.pop.speakers.other')}
        </Chip>
      </Chips>
      <Chips label={t('calls.pop.ask', { n: person.needed })}>
        {person.identifiers.map(one => (
          <Chip
            key={one.kind}
            on={ticked.includes(one.kind)}
            onPress={() => tick(one.kind)}
            detail={valueWords(one)}
            keyHint={hint(letters[one.kind])}
            command={checkIdentity.name}
          >
            {t(`calls.pop.identifiers.${one.kind}`)}
          </Chip>
        ))}
      </Chips>
      <FormError error={check.error} />
    </>
  )
}

function valueWords({ kind, value }: Person['identifiers'][number]): ReactNode {
  // An address may break after the @, not in the middle of a word.
  if (kind === 'email') {
    const at = value.indexOf('@') + 1
    return (
      <>
        {value.slice(0, at)}
        <wbr />
        {value.slice(at)}
      </>
    )
  }
  if (kind === 'birth-date') return day(value, 'full')
  if (kind === 'phone') return value.split(' ').map(phone).join(', ')
  return kind === 'chart-number' ? `#${value}` : value
}

/** What was ticked, in one line: also in the log. */
export function checkWords(check: Pick<Check, 'speaker' | 'name' | 'identifiers' | 'mayHear'>): string {
  const who =
    check.speaker === 'relation'
      ? `${check.name}, ${t(`calls.pop.hears.${check.mayHear}`)}`
      : t(`calls.pop.speakers.${check.speaker}`)
  return `${who} (${check.identifiers.map(kind => t(`calls.pop.identifiers.${kind}`)).join(', ')})`
}

function Checked({ check, onAnew }: { check: Check; onAnew: () => void }) {
  return (
    <div className={check.mayHear === 'nothing' ? css.checkedOther : css.checked} role="status">
      <span>
        {check.mayHear === 'nothing' ? <b>{t('calls.pop.checkedOther')} </b> : <span aria-hidden="true">✓ </span>}
        {t('calls.pop.checkedAt', { time: clock(check.at), by: check.by ?? '', how: checkWords(check) })}
      </span>
      <Button small look="quiet" onPress={onAnew}>
        {t('calls.pop.checkAnew')}
      </Button>
    </div>
  )
}
