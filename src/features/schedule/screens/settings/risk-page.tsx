import type { OutputOf } from '../../../../core/contract.ts'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { day, dayOf, moment } from '../../../../web/kit/format.ts'
import { KeyValue } from '../../../../web/kit/key-value.tsx'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Answered, EmptyState, FormError } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { t } from '../../../../web/words/say.ts'
import { fitNoShowModel, noShowModel, switchNoShowMarks } from '../../contract.ts'
import { camel } from '../say-schedule.ts'
import css from './risk-page.module.css'

type Model = NonNullable<OutputOf<typeof noShowModel>['model']>
type Evaluation = NonNullable<Model['evaluation']>

const percent = (share: number) => Math.round(share * 100)
const short = (value: number, digits: number) => value.toFixed(digits)

/** What the practice's own history says about missed visits, with the honest figures of its trial. */
export function RiskPage() {
  const answer = useAsk(noShowModel, {})
  const fit = useAct(fitNoShowModel)
  const marks = useAct(switchNoShowMarks)
  const refetch = () => void answer.refetch()
  const run = () => void fit.attempt({}).then(refetch)
  const fitNow = (
    <Button busy={fit.busy} command="schedule.fit-no-show-model" onPress={run}>
      {t('schedule.views.risk.fit')}
    </Button>
  )
  return (
    <Panel title={t('schedule.views.risk.title')} hint={t('schedule.views.risk.hint')} deeds={fitNow}>
      <FormError error={fit.error ?? marks.error} />
      <Answered answer={answer}>
        {({ model }) =>
          model ? (
            <>
              <Standing
                model={model}
                busy={marks.busy}
                onSwitch={() => void marks.attempt({ on: !model.wanted }).then(refetch)}
              />
              {model.evaluation && <Trial evaluation={model.evaluation} />}
              {model.visits > 0 && model.evaluation && <Weights model={model} />}
            </>
          ) : (
            <EmptyState title={t('schedule.views.risk.none')} icon="calendar" small />
          )
        }
      </Answered>
    </Panel>
  )
}

function Standing({ model, busy, onSwitch }: { model: Model; busy: boolean; onSwitch: () => void }) {
  const shown = model.useful && model.wanted
  return (
    <div className={css.standing}>
      <p>
        <Tag look={shown ? 'ok' : 'still'}>
          {shown
            ? t('schedule.views.risk.used')
            : model.useful
              ? t('schedule.views.risk.hidden')
              : t('schedule.views.risk.off')}
        </Tag>{' '}
        {t('schedule.views.risk.fitted', {
          when: moment(model.fittedAt),
          visits: model.visits,
          missed: model.missed,
        })}
      </p>
      {model.whyNot && <p>{t(`schedule.views.risk.whyNot.${camel(model.whyNot) as 'weak'}`)}</p>}
      {shown && <p>{t('schedule.views.risk.marked', { n: model.marked })}</p>}
      {model.useful && (
        <Button small busy={busy} command="schedule.switch-no-show-marks" onPress={onSwitch}>
          {model.wanted ? t('schedule.views.risk.hide') : t('schedule.views.risk.show')}
        </Button>
      )}
    </div>
  )
}

function Trial({ evaluation }: { evaluation: Evaluation }) {
  return (
    <>
      <p className={css.tried}>
        {t('schedule.views.risk.tried', {
          day: day(dayOf(evaluation.testFrom), 'full'),
          visits: evaluation.testVisits,
          missed: evaluation.testMissed,
        })}
      </p>
      <KeyValue
        rows={[
          {
            name: t('schedule.views.risk.auc'),
            value: t('schedule.views.risk.aucHint', { percent: percent(evaluation.auc) }),
          },
          {
            name: t('schedule.views.risk.brier'),
            value: t('schedule.views.risk.brierHint', {
              ours: short(evaluation.brier, 3),
              usual: short(evaluation.brierUsual, 3),
            }),
          },
          {
            name: t('schedule.views.risk.ece'),
            value: t('schedule.views.risk.eceHint', { points: short(evaluation.ece * 100, 1) }),
          },
        ]}
      />
      <h3 className={css.heading}>{t('schedule.views.risk.table')}</h3>
      <Table
        label={t('schedule.views.risk.table')}
        rowKey={row => row.id}
        rows={evaluation.bins.map((bin, n) => ({ ...bin, id: String(n + 1) }))}
        columns={[
          { id: 'group', title: t('schedule.views.risk.group'), cell: row => row.id, heads: true },
          { id: 'told', title: t('schedule.views.risk.told'), cell: row => `${percent(row.told)} %`, end: true },
          {
            id: 'missed',
            title: t('schedule.views.risk.happened'),
            cell: row => `${percent(row.missed)} %`,
            end: true,
          },
          { id: 'visits', title: t('schedule.views.risk.visits'), cell: row => row.visits, end: true },
        ]}
      />
    </>
  )
}

function Weights({ model }: { model: Model }) {
  return (
    <>
      <h3 className={css.heading}>{t('schedule.views.risk.weights')}</h3>
      <Table
        label={t('schedule.views.risk.weights')}
        rowKey={row => row.feature}
        rows={model.weights}
        columns={[
          {
            id: 'feature',
            title: t('schedule.views.risk.feature'),
            heads: true,
            cell: row => t(`schedule.views.risk.features.${camel(row.feature) as 'confirmed'}`),
          },
          {
            id: 'odds',
            title: t('schedule.views.risk.odds'),
            end: true,
            cell: row => t('schedule.views.risk.times', { n: short(row.odds, 2) }),
          },
        ]}
      />
    </>
  )
}
