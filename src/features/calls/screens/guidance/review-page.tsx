import { useState } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import settings from '../../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { moment, time } from '../../../../web/kit/format.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Segmented } from '../../../../web/kit/segmented.tsx'
import { Answered, EmptyState, FormError } from '../../../../web/kit/states.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { t } from '../../../../web/words/say.ts'
import { redFlagFirings, reviewFiring } from '../../contract.ts'
import css from './guidance.module.css'

type Firing = OutputOf<typeof redFlagFirings>['firings'][number]

/** Every red flag that showed: what was typed, what was done and when, for the clinician in charge to look at. */
export function ReviewPage() {
  const [only, setOnly] = useState<'unreviewed' | 'all'>('unreviewed')
  const [limit, setLimit] = useState(50)
  const answer = useAsk(redFlagFirings, { only, limit }, { keepPrevious: true })
  return (
    <div className={settings.column}>
      <Panel
        title={t('guidance.review.title')}
        hint={t('guidance.review.hint')}
        flush
        deeds={
          <Segmented
            label={t('guidance.review.which')}
            choices={(['unreviewed', 'all'] as const).map(id => ({ id, label: t(`guidance.review.${id}`) }))}
            value={only}
            onChange={setOnly}
          />
        }
      >
        <Answered answer={answer}>
          {data =>
            data.firings.length === 0 ? (
              <EmptyState icon="check" title={t('guidance.review.none')} hint={t('guidance.review.noneHint')} />
            ) : (
              <>
                {data.firings.map(firing => (
                  <OneFiring key={firing.firing} firing={firing} />
                ))}
                {data.more && limit < 200 && (
                  <div className={settings.foot}>
                    <Button onPress={() => setLimit(now => Math.min(200, now + 50))}>
                      {t('guidance.review.more')}
                    </Button>
                  </div>
                )}
              </>
            )
          }
        </Answered>
      </Panel>
    </div>
  )
}

function OneFiring({ firing }: { firing: Firing }) {
  const [note, setNote] = useState('')
  const review = useAct(reviewFiring, () => toast(t('guidance.review.reviewed', { name: firing.flagName })))
  return (
    <article
      className={css.review}
      aria-label={`${firing.flagName}, ${firing.patient?.name ?? t('guidance.review.unknown')}`}
    >
      <header className={css.reviewHead}>
        <b>{firing.flagName}</b>
        {firing.absent && <Tag>{t('guidance.flags.absent', { names: firing.flagName })}</Tag>}
        {!firing.shownAt && <Tag look="warn">{t('guidance.review.notShown')}</Tag>}
        {firing.reviewedAt && <Tag look="ok">{t('guidance.review.noted')}</Tag>}
        <span className={css.found}>
          {moment(firing.noticedAt)} · {firing.patient?.name ?? t('guidance.review.unknown')}
          {firing.takenBy && ` · ${t('guidance.review.takenBy', { name: firing.takenBy })}`}
        </span>
      </header>
      {firing.note && <blockquote className={css.quote}>{firing.note}</blockquote>}
      <p className={css.found}>{t('guidance.flags.found', { words: firing.words.join(', ') })}</p>
      <ul className={css.facts}>
        {firing.facts.map((fact, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts are only added
          <li key={n}>
            <time>{time(fact.at)}</time>{' '}
            {t(`guidance.review.facts.${fact.kind}`, {
              by: fact.by ?? '',
              step: (fact.step ?? 0) + 1,
              text: fact.text,
            })}
            {fact.text && fact.kind !== 'alerted' && `: ${fact.text}`}
          </li>
        ))}
      </ul>
      {!firing.reviewedAt && (
        <form
          className={css.pair}
          data-command={reviewFiring.name}
          onSubmit={event => {
            event.preventDefault()
            void review.attempt({ firing: firing.firing, note })
          }}
        >
          <TextField label={t('guidance.review.note')} value={note} onChange={setNote} maxLength={2_000} optional />
          <Button look="main" type="submit" busy={review.busy}>
            {t('guidance.review.done')}
          </Button>
        </form>
      )}
      <FormError error={review.error} />
    </article>
  )
}
