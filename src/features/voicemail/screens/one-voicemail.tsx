import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import type { Id } from '../../../core/id.ts'
import { callOut } from '../../../web/app/call-out.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { moment, phone } from '../../../web/kit/format.ts'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { linkVoicemail, oneVoicemail, reopenVoicemail, settleVoicemail } from '../contract.ts'
import { Player } from './player.tsx'
import css from './voicemail.module.css'

type Line = OutputOf<typeof oneVoicemail>
const hows = ['called-back', 'message-left', 'visit-booked', 'nothing-to-do'] as const

/** One spoken message: the player, whose it is, and what was done about it. */
export function OneVoicemail({ voicemail }: { voicemail: Id<'voicemail'> }) {
  const answer = useAsk(oneVoicemail, { voicemail })
  return <Answered answer={answer}>{line => <Shown key={line.voicemail} line={line} />}</Answered>
}

const nameOf = (line: Line) =>
  line.patient?.name ??
  (line.number ? phone(line.number) : line.numberText ? t('voicemail.unknown') : t('voicemail.withheld'))

function Shown({ line }: { line: Line }) {
  const [word, setWord] = useState('')
  const settle = useAct(settleVoicemail)
  const reopen = useAct(reopenVoicemail)
  const link = useAct(linkVoicemail)
  const open = line.settledAt === null
  const { voicemail } = line
  const who = nameOf(line)
  const again = async () => {
    if (await reopen.attempt({ voicemail })) toast(t('voicemail.reopened'))
  }
  const end = async (how: (typeof hows)[number]) => {
    if (!(await settle.attempt({ voicemail, how, ...(word.trim() && { text: word }) }))) return
    toast(t('voicemail.settled', { how: t(`voicemail.how.${how}`) }), { undo: () => void again() })
  }
  const tie = async (patient: Id<'patient'> | null, name: string) => {
    if ((await link.attempt({ voicemail, patient })) && patient) toast(t('voicemail.linked', { name }))
  }
  const callBack = () => void callOut({ who, number: line.number ?? undefined, patient: line.patient?.patient })
  useKeys(t('voicemail.scope'), {
    r: open && line.number ? { does: t('voicemail.callBack'), run: callBack } : undefined,
    ...Object.fromEntries(
      hows.map((how, n) => [
        String(n + 1),
        open ? { does: t(`voicemail.how.${how}`), run: () => void end(how) } : undefined,
      ]),
    ),
  })
  return (
    <article className={pane.detail} aria-label={who}>
      <header>
        <h2>
          {line.patient ? (
            <Button look="quiet" onPress={() => line.patient && takeInHand(line.patient.patient)}>
              <bdi>{who}</bdi>
            </Button>
          ) : (
            <bdi>{who}</bdi>
          )}
        </h2>
      </header>
      <Player line={line} />
      <KeyValue
        rows={[
          {
            name: t('calls.inbox.number'),
            value: line.number ? phone(line.number) : (line.numberText ?? t('voicemail.withheld')),
          },
        ]}
      />
      {!line.patient && line.candidates.length > 0 && (
        <fieldset className={css.choices}>
          <legend>{t('voicemail.whose')}</legend>
          {line.candidates.map(one => (
            <Button
              key={one.patient}
              small
              command={linkVoicemail.name}
              onPress={() => void tie(one.patient, one.name)}
            >
              {t('voicemail.link', { name: one.name })}
            </Button>
          ))}
        </fieldset>
      )}
      {line.patient && (
        <Button small look="quiet" command={linkVoicemail.name} onPress={() => void tie(null, '')}>
          {t('voicemail.unlink')}
        </Button>
      )}
      <FormError error={settle.error ?? link.error ?? reopen.error} />
      {open ? (
        <>
          <TextField label={t('voicemail.word')} value={word} onChange={setWord} />
          <div className={css.choices}>
            {line.number && (
              <Button look="main" keyHint="r" onPress={callBack}>
                {t('voicemail.callBack')}
              </Button>
            )}
            {hows.map((how, n) => (
              <Button
                key={how}
                keyHint={String(n + 1)}
                busy={settle.busy}
                command={settleVoicemail.name}
                onPress={() => void end(how)}
              >
                {t(`voicemail.how.${how}`)}
              </Button>
            ))}
          </div>
        </>
      ) : (
        <Button command={reopenVoicemail.name} onPress={() => void again()}>
          {t('voicemail.reopen')}
        </Button>
      )}
      <h3>{t('voicemail.happened')}</h3>
      <ul className={css.steps}>
        {line.steps.map(step => (
          <li key={`${step.kind}${step.at}${step.by}`}>
            {[
              moment(step.at),
              step.how
                ? t('voicemail.settled', { how: t(`voicemail.how.${step.how}`) })
                : t(`voicemail.steps.${step.kind}`),
              step.by,
              step.text,
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </article>
  )
}
