import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { moment, phone, time } from '../../../web/kit/format.ts'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { toast } from '../../../web/kit/toast.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { t, wordAt } from '../../../web/words/say.ts'
import { dealWith, sendAgain, sentMessage } from '../contract.ts'
import css from './sent.module.css'
import { StateTag } from './state-tag.tsx'

const sayWhy = (why: string): string => wordAt(`outreach.why.${why}`) ?? why

/** One message: what it says, to whom, what became of it, and what can still be done. */
export function OneSent({ message }: { message: string }) {
  const may = useMay()
  const answer = useAsk(sentMessage, { message })
  const again = useAct(sendAgain)
  const dealt = useAct(dealWith)
  const one = answer.data
  const open = one !== undefined && (one.state === 'failed' || one.state === 'unknown') && one.dealtAt === null
  const sendIt = async () => {
    if (await again.attempt({ message })) toast(t('outreach.done.again'))
  }
  const leaveIt = async () => {
    if (await dealt.attempt({ message })) toast(t('outreach.done.dealt'))
  }
  useKeys(t('outreach.scope'), {
    r: open && may(sendAgain) ? { does: t('outreach.key.again'), run: () => void sendIt() } : undefined,
    f: open && may(dealWith) ? { does: t('outreach.key.dealt'), run: () => void leaveIt() } : undefined,
  })
  return (
    <Answered answer={answer}>
      {sent => (
        <article className={pane.detail} aria-label={sent.subject}>
          <h2>{sent.subject}</h2>
          <div className={pane.deeds}>
            <StateTag line={sent} />
            <Button small look="quiet" onPress={() => takeInHand(sent.patient)}>
              {sent.patientName}
            </Button>
          </div>
          {sent.why && <p className={css.why}>{sayWhy(sent.why)}</p>}
          {sent.nextAt && sent.tries > 0 && <p>{t('outreach.next', { time: time(sent.nextAt) })}</p>}
          {open && (
            <div className={pane.deeds}>
              {may(sendAgain) && (
                <Button
                  look="main"
                  keyHint="r"
                  busy={again.busy}
                  command={sendAgain.name}
                  onPress={() => void sendIt()}
                >
                  {t('outreach.key.again')}
                </Button>
              )}
              {may(dealWith) && (
                <Button keyHint="f" busy={dealt.busy} command={dealWith.name} onPress={() => void leaveIt()}>
                  {t('outreach.key.dealt')}
                </Button>
              )}
            </div>
          )}
          <FormError error={again.error ?? dealt.error} />
          <p className={css.body}>{sent.body}</p>
          {sent.hasLink && <p>{t('outreach.link')}</p>}
          <KeyValue
            rows={[
              {
                name: t('outreach.to'),
                value: `${t(`outreach.channel.${sent.channel}`)} ${sent.address.startsWith('+') ? phone(sent.address) : sent.address}`,
              },
              { name: t('outreach.language'), value: t(`outreach.languages.${sent.language}`) },
              { name: t('outreach.by'), value: sent.by },
            ]}
          />
          <ol className={pane.facts}>
            {sent.facts.map((fact, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: facts are only added at the end
              <li key={at}>
                <time dateTime={fact.at}>{moment(fact.at)}</time>
                <span>
                  {wordAt(`outreach.fact.${fact.what}`) ?? fact.what}
                  {fact.why && ` · ${sayWhy(fact.why)}`}
                </span>
              </li>
            ))}
          </ol>
        </article>
      )}
    </Answered>
  )
}
