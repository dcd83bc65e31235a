import { moment } from '../../../web/kit/format.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import type { MessageLine } from './call-words.ts'
import css from './messages.module.css'

/** What happened to a message, in order. */
export function MessageSteps({ message }: { message: MessageLine }) {
  return (
    <section className={pane.facts}>
      <h3>{t('calls.inbox.steps')}</h3>
      <ol>
        {message.steps.map(step => (
          <li key={`${step.at} ${step.kind}`}>
            <time dateTime={step.at}>{moment(step.at)}</time>
            <span>
              {t(`calls.inbox.step.${step.kind}`, {
                by: step.by ?? t('calls.inbox.nobodyKnown'),
                to: step.to ?? '',
              })}
              {step.finishedAs && step.finishedAs !== 'done' && `: ${t(`calls.messages.finish.${step.finishedAs}`)}`}
              {step.result && `: ${t(`calls.inbox.results.${step.result}`)}`}
              {step.kind === 'letter-sent' && step.text ? (
                <details>
                  <summary>{t('calls.messages.letterSaid')}</summary>
                  <p className={css.text}>{step.text}</p>
                </details>
              ) : (
                step.kind !== 'left' && step.text && <q>{step.text}</q>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
