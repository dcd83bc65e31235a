import { useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { type Clocked, flowFacts, setWaitTargets, type Target } from '../contract.ts'

const words = {
  expected: 'arrivals.kiosks.stages.expected',
  arrived: 'arrivals.kiosks.stages.arrived',
  roomed: 'arrivals.kiosks.stages.roomed',
  'with-provider': 'arrivals.kiosks.stages.withProvider',
  checkout: 'arrivals.kiosks.stages.checkout',
} as const satisfies Record<Clocked, string>

/** When the clocks of the flow board are marked, and marked as too long. */
export function TargetsPanel() {
  const answer = useAsk(flowFacts, {})
  const may = useMay()(setWaitTargets)
  const deed = useAct(setWaitTargets, () => toast(t('arrivals.kiosks.saved')))
  const [typed, setTyped] = useState<Record<string, string>>({})
  const value = (row: Target, what: 'warnMinutes' | 'lateMinutes') => typed[`${row.stage} ${what}`] ?? String(row[what])
  const save = (targets: Target[]) =>
    deed.attempt({
      targets: targets.map(row => ({
        stage: row.stage,
        warnMinutes: Number(value(row, 'warnMinutes')),
        lateMinutes: Number(value(row, 'lateMinutes')),
      })),
    })
  return (
    <Panel
      title={t('arrivals.kiosks.clocks')}
      hint={t('arrivals.kiosks.clocksHint')}
      flush
      deeds={
        may && (
          <Button
            busy={deed.busy}
            command={setWaitTargets.name}
            disabled={!answer.data || Object.keys(typed).length === 0}
            onPress={() => answer.data && void save(answer.data.targets).then(done => done && setTyped({}))}
          >
            {t('kit.save')}
          </Button>
        )
      }
    >
      <Answered answer={answer}>
        {({ targets }) => {
          const cell = (row: Target, what: 'warnMinutes' | 'lateMinutes', title: string) =>
            may ? (
              <TextField
                hideLabel
                label={t('arrivals.kiosks.minutesOf', { stage: t(words[row.stage]), what: title })}
                inputMode="numeric"
                maxLength={3}
                value={value(row, what)}
                onChange={text => setTyped(now => ({ ...now, [`${row.stage} ${what}`]: text.replace(/\D/g, '') }))}
              />
            ) : (
              row[what]
            )
          return (
            <Table
              label={t('arrivals.kiosks.clocks')}
              rows={targets}
              rowKey={row => row.stage}
              columns={[
                { id: 'stage', title: t('arrivals.kiosks.stage'), heads: true, cell: row => t(words[row.stage]) },
                {
                  id: 'warn',
                  title: t('arrivals.kiosks.warn'),
                  width: '130px',
                  cell: row => cell(row, 'warnMinutes', t('arrivals.kiosks.warn')),
                },
                {
                  id: 'late',
                  title: t('arrivals.kiosks.late'),
                  width: '130px',
                  cell: row => cell(row, 'lateMinutes', t('arrivals.kiosks.late')),
                },
              ]}
            />
          )
        }}
      </Answered>
      <FormError error={deed.error} />
    </Panel>
  )
}
