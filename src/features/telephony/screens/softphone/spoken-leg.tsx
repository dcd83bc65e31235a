import { useEffect, useState } from 'react'
import { Button } from '../../../../web/kit/button.tsx'
import { phone as phoneNumber } from '../../../../web/kit/format.ts'
import { useKeys } from '../../../../web/kit/keys.ts'
import { t } from '../../../../web/words/say.ts'
import { Keypad } from './keypad.tsx'
import { aside, hasRoom, type Leg, type Phone } from './phone-state.ts'
import css from './softphone.module.css'
import { hangUp, holdOrBack, joinBoth, muteOrNot, swap } from './softphone.ts'
import { TransferForm } from './transfer-form.tsx'

/** The call under the hands, with its clock and every deed on one key; the other call, if there is one, below it. */
export function SpokenLeg({ leg, phone }: { leg: Leg; phone: Phone }) {
  const [open, setOpen] = useState<'transfer' | 'keypad' | null>(null)
  const other = aside(phone)
  const spoken = leg.since !== null
  const free = spoken && !leg.passing
  const hold = () => holdOrBack(leg.id)
  const mute = () => muteOrNot(leg.id)
  const end = () => hangUp(leg.id)
  const show = (what: 'transfer' | 'keypad') => () => setOpen(now => (now === what ? null : what))
  const words = {
    hold: t(leg.state === 'held' ? 'phone.back' : 'phone.hold'),
    mute: t(leg.muted ? 'phone.unmute' : 'phone.mute'),
  }
  useKeys(t('phone.scope'), {
    'Alt h': free ? { does: words.hold, run: hold } : undefined,
    'Alt m': free ? { does: words.mute, run: mute } : undefined,
    'Alt t': free && !other ? { does: t('phone.transfer'), run: show('transfer') } : undefined,
    'Alt j': free && other?.since ? { does: t('phone.join'), run: joinBoth } : undefined,
    'Alt s': other?.state === 'held' ? { does: t('phone.swap'), run: swap } : undefined,
    'Alt k': free ? { does: t('phone.keypad'), run: show('keypad') } : undefined,
    'Alt q': { does: t('phone.hangUp'), run: end },
  })
  return (
    <div className={css.leg} data-held={leg.state === 'held' ? '' : undefined}>
      <div className={css.who}>
        <b>{nameOf(leg)}</b>
        <LegClock leg={leg} />
      </div>
      <div className={css.deeds}>
        {spoken && (
          <>
            <Button small keyHint="Alt h" disabled={!free} pressed={leg.state === 'held'} onPress={hold}>
              {words.hold}
            </Button>
            <Button small keyHint="Alt m" disabled={!free} pressed={leg.muted} onPress={mute}>
              {words.mute}
            </Button>
            {other?.since ? (
              <Button small keyHint="Alt j" disabled={!free} onPress={joinBoth}>
                {t('phone.join')}
              </Button>
            ) : (
              <Button small keyHint="Alt t" disabled={!free} onPress={show('transfer')}>
                {t('phone.transfer')}
              </Button>
            )}
            <Button small keyHint="Alt k" disabled={!free} onPress={show('keypad')}>
              {t('phone.keypad')}
            </Button>
          </>
        )}
        <Button small look="bad" keyHint="Alt q" onPress={end}>
          {t('phone.hangUp')}
        </Button>
      </div>
      {open === 'transfer' && free && !other && (
        <TransferForm leg={leg.id} mayAsk={hasRoom(phone)} onClose={() => setOpen(null)} />
      )}
      {open === 'keypad' && free && <Keypad leg={leg.id} onClose={() => setOpen(null)} />}
      {other && (
        <div className={css.aside}>
          <span>
            <b>{nameOf(other)}</b> <LegClock leg={other} />
          </span>
          {other.state === 'held' && (
            <Button small keyHint="Alt s" onPress={swap}>
              {t('phone.swap')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

const nameOf = (leg: Leg) => leg.name || phoneNumber(leg.number) || t('phone.unknown')

const state = (leg: Leg): string | null => {
  if (leg.passing) return t('phone.passing')
  if (leg.state === 'calling') return t('phone.calling')
  if (leg.state === 'joining') return t('phone.joining')
  if (leg.state === 'held') return t('phone.held')
  if (leg.heldByOther) return t('phone.heldByOther')
  return leg.muted ? t('phone.muted') : null
}

function LegClock({ leg }: { leg: Leg }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = leg.since === null ? null : Math.max(0, Math.floor((now - leg.since) / 1000))
  const clock = seconds === null ? '' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return <span className={css.small}>{[state(leg), clock].filter(Boolean).join(' · ')}</span>
}
