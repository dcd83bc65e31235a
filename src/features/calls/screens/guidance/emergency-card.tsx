import { useState } from 'react'
import { useSession } from '../../../../web/app/session.ts'
import { useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { ComboBox } from '../../../../web/kit/combo-box.tsx'
import { Kbd } from '../../../../web/kit/kbd.tsx'
import { useKeys } from '../../../../web/kit/keys.ts'
import { Tag } from '../../../../web/kit/tag.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { listPeopleToMessage } from '../../../practice/contract.ts'
import { alertAboutFiring, dismissFiring, tickStep } from '../../contract.ts'
import { deedOn, type FlagDeed } from './flag-deeds.ts'
import css from './guidance.module.css'
import { names, type ShownFlag } from './shown-flags.ts'

const lastPlace = (me: string) => `anteroom.calls.last-alerted.${me}`

// Below the note it might appear under the edge of the rail: then nobody would read it.
const intoSight = (card: HTMLElement | null) => card?.scrollIntoView({ block: 'nearest' })

/** What to say and to do now. It is told to readers at once and takes no focus: the hands stay in the note. Alt and Enter, also while typing, do the next step. */
export function EmergencyCard({
  flags,
  keys,
  onDo,
}: {
  flags: readonly ShownFlag[]
  keys: boolean
  onDo: (deeds: readonly FlagDeed[]) => void
}) {
  const absent = flags.every(flag => flag.absent)
  const [open, setOpen] = useState(false)
  const [putting, setPutting] = useState(false)
  const me = useSession().staff
  const people = useAsk(listPeopleToMessage, {}).data?.people ?? []
  const [asking, setAsking] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const to = chosen ?? localStorage.getItem(lastPlace(me))
  const whom = people.find(one => one.id === to)
  const { steps } = flags[0]!.emergency
  const isDone = (n: number) => flags.every(flag => flag.done.has(n))
  const next = steps.findIndex((_, n) => !isDone(n))
  const unfolded = !absent || open
  const tick = (step: number, done: boolean) =>
    onDo(
      flags
        .filter(flag => flag.done.has(step) !== done)
        .map(flag => ({ ...deedOn(flag.flag), did: 'tick' as const, step, done })),
    )
  const alert = (step: number, whom: { id: string; name: string } | undefined) => {
    if (!whom) {
      setAsking(true)
      return document.getElementById(`whom-${flags[0]!.flag}`)?.querySelector('input')?.focus()
    }
    setAsking(false)
    localStorage.setItem(lastPlace(me), whom.id)
    // One message is enough for several dangers; each keeps that the step was done.
    const { flag } = flags[0]!
    onDo([{ ...deedOn(flag), did: 'alert', to: whom.id, name: whom.name, step }])
    tick(step, true)
  }
  // Asked by the key whom to alert, the choice is the answer: nobody looks for a button then.
  const choose = (step: number, id: string | null) => {
    setChosen(id)
    const one = people.find(other => other.id === id)
    if (asking && one) alert(step, one)
  }
  const go = (n: number) => (steps[n]!.kind === 'alert' && !isDone(n) ? alert(n, whom) : tick(n, !isDone(n)))
  const dismiss = (reason: string) => {
    onDo(flags.map(flag => ({ ...deedOn(flag.flag), did: 'dismiss' as const, reason })))
    setPutting(false)
  }
  useKeys(
    t('guidance.flags.title'),
    {
      'Alt Enter': unfolded && next >= 0 ? { does: t('guidance.flags.next'), run: () => go(next) } : undefined,
      'Alt x': { does: t('guidance.flags.dismiss'), run: () => setPutting(true) },
    },
    { enabled: keys },
  )
  if (!unfolded) {
    return (
      <div className={css.absent} role="status">
        <span>{t('guidance.flags.absent', { names: names(flags) })}</span>
        <Button small look="quiet" onPress={() => setOpen(true)}>
          {t('guidance.flags.show')}
        </Button>
      </div>
    )
  }
  return (
    <section
      ref={absent ? undefined : intoSight}
      className={absent ? css.calm : css.emergency}
      data-red-flag={flags[0]!.flag}
      aria-label={t('guidance.flags.shows', { names: names(flags) })}
    >
      <div role={absent ? 'status' : 'alert'}>
        <h3 className={css.title}>
          <span aria-hidden="true">▲ </span>
          {t(absent ? 'guidance.flags.absent' : 'guidance.flags.shows', { names: names(flags) })}
        </h3>
        <p className={css.found}>
          {t('guidance.flags.found', { words: flags.flatMap(flag => flag.words).join(', ') })}
        </p>
        {next >= 0 && <p className={css.spoken}>{steps[next]!.text}</p>}
      </div>
      <ol className={css.steps}>
        {steps.map((step, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a step is known by
          <li key={n} className={n === next ? css.now : isDone(n) ? css.done : css.step}>
            <button
              type="button"
              className={css.tick}
              aria-pressed={isDone(n)}
              data-command={step.kind === 'alert' ? alertAboutFiring.name : tickStep.name}
              onClick={() => go(n)}
            >
              <span className={css.box} aria-hidden="true">
                {isDone(n) ? '✓' : n + 1}
              </span>
              <span className={css.words}>
                <b>{t(`guidance.flags.${step.kind}`)}</b> {keys && n === next && <Kbd>Alt ↵</Kbd>} {step.text}
              </span>
            </button>
            {step.kind === 'alert' && !isDone(n) && (
              <div className={css.whom} id={`whom-${flags[0]!.flag}`}>
                <ComboBox
                  key={people.length === 0 ? 'waiting' : 'here'}
                  label={t('guidance.flags.whom')}
                  choices={people.map(one => ({ id: one.id as string, label: one.name }))}
                  value={to}
                  onChange={id => choose(n, id)}
                />
                <Button small look="bad" command={alertAboutFiring.name} onPress={() => alert(n, whom)}>
                  {t('guidance.flags.send')}
                </Button>
              </div>
            )}
            {step.kind === 'alert' && flags.some(flag => flag.alerted.length > 0) && (
              <p className={css.found}>
                {t('guidance.flags.sentTo', { name: flags.flatMap(flag => flag.alerted).join(', ') })}
              </p>
            )}
          </li>
        ))}
      </ol>
      {flags.some(flag => !flag.approved) && (
        <p className={css.notApproved}>
          <Tag look="warn">{t('guidance.flags.notApproved')}</Tag>
        </p>
      )}
      {putting ? (
        <WhyNot onDone={dismiss} />
      ) : (
        <Button
          small
          look="quiet"
          command={dismissFiring.name}
          onPress={() => setPutting(true)}
          {...(keys ? { keyHint: 'Alt x' } : {})}
        >
          {t('guidance.flags.dismiss')}
        </Button>
      )}
    </section>
  )
}

function WhyNot({ onDone }: { onDone: (reason: string) => void }) {
  const [reason, setReason] = useState('')
  return (
    <form
      className={css.why}
      data-command={dismissFiring.name}
      onSubmit={event => {
        event.preventDefault()
        if (reason.trim() !== '') onDone(reason)
      }}
    >
      <TextField label={t('guidance.flags.reason')} value={reason} onChange={setReason} maxLength={300} autoFocus />
      <div className={css.chips}>
        {(['past', 'other', 'known'] as const).map(one => (
          <Button key={one} small onPress={() => onDone(t(`guidance.flags.reasons.${one}`))}>
            {t(`guidance.flags.reasons.${one}`)}
          </Button>
        ))}
      </div>
    </form>
  )
}
