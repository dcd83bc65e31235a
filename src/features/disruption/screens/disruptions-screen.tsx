import { useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { openDisruptions, reportDisruption } from '../contract.ts'
import { DisruptionList } from './disruption-list.tsx'
import css from './disruptions.module.css'
import { openList, useListInSight } from './list-in-sight.ts'
import { Progress } from './progress.tsx'
import { ReportDialog } from './report-dialog.tsx'
import { saySpan } from './say-span.ts'

/** What has gone wrong on the left, the list that puts it right beside it. */
export function DisruptionsScreen() {
  const may = useMay()
  const answer = useAsk(openDisruptions, {}, { keepPrevious: true })
  const wanted = useListInSight()
  const [reporting, setReporting] = useState(false)
  const all = answer.data?.disruptions ?? []
  const present = all.find(one => one.id === wanted) ?? all[0]
  const next = () => {
    const at = all.findIndex(one => one.id === present?.id)
    openList(all[(at + 1) % Math.max(1, all.length)]?.id ?? null)
  }
  useKeys(t('disruption.key.scope'), {
    r: may(reportDisruption) ? { does: t('disruption.report'), run: () => setReporting(true) } : undefined,
    l: { does: t('disruption.key.other'), run: next },
  })
  const report = may(reportDisruption) && (
    <Button look="main" keyHint="r" command={reportDisruption.name} onPress={() => setReporting(true)}>
      {t('disruption.report')}
    </Button>
  )
  return (
    <>
      <Answered answer={answer} lines={6}>
        {({ disruptions }) =>
          disruptions.length === 0 || !present ? (
            <EmptyState title={t('disruption.none')} hint={t('disruption.noneHint')}>
              {report}
            </EmptyState>
          ) : (
            <div className={css.screen}>
              <div className={css.head}>
                <h2>{t('disruption.all')}</h2>
                {report}
              </div>
              {disruptions.length > 1 && (
                <div className={css.reports}>
                  {disruptions.map(one => (
                    <button
                      key={one.id}
                      type="button"
                      className={css.report}
                      aria-pressed={one.id === present.id}
                      onClick={() => openList(one.id)}
                    >
                      <b>{t(`disruption.is.${one.kind}`, { what: one.what })}</b>
                      <small>{saySpan(one)}</small>
                      <Progress total={one.total} settled={one.settled} />
                      <small>
                        {one.endedHow
                          ? t(`disruption.ended.${one.endedHow}`)
                          : t('disruption.progress', { done: one.settled, n: one.total })}
                      </small>
                    </button>
                  ))}
                </div>
              )}
              <DisruptionList key={present.id} disruption={present} />
            </div>
          )
        }
      </Answered>
      {reporting && <ReportDialog onClose={() => setReporting(false)} onReported={openList} />}
    </>
  )
}
