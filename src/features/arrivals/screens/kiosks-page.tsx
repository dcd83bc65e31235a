import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { moment } from '../../../web/kit/format.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { addKiosk, listKiosks, revokeKiosk } from '../contract.ts'
import { KioskDialog } from './kiosk-dialog.tsx'
import { KioskMade, type Made } from './kiosk-made.tsx'
import { TargetsPanel } from './targets-panel.tsx'

type Kiosk = OutputOf<typeof listKiosks>['kiosks'][number]

/** Arrivals in the settings: kiosks, and when the clocks of the flow board warn. */
export function KiosksPage() {
  const answer = useAsk(listKiosks, {})
  const may = useMay()
  const end = useAct(revokeKiosk)
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  const endIt = (kiosk: Kiosk) =>
    end.run({ kiosk: kiosk.id }).then(
      () => toast(t('arrivals.kiosks.endedNow', { name: kiosk.name })),
      error => toast(sayError(error), { look: 'bad' }),
    )
  return (
    <div className={css.column}>
      <Panel
        title={t('arrivals.kiosks.panel')}
        hint={t('arrivals.kiosks.hint')}
        flush
        deeds={
          may(addKiosk) && (
            <Button look="main" command={addKiosk.name} onPress={() => setAdding(true)}>
              {t('arrivals.kiosks.add')}
            </Button>
          )
        }
      >
        <Answered answer={answer}>
          {({ kiosks }) => (
            <Table
              label={t('arrivals.kiosks.panel')}
              rows={kiosks}
              rowKey={row => row.id}
              empty={<EmptyState small title={t('arrivals.kiosks.none')} hint={t('arrivals.kiosks.noneHint')} />}
              columns={[
                {
                  id: 'name',
                  title: t('arrivals.kiosks.name'),
                  heads: true,
                  cell: row => (
                    <span className={css.two}>
                      <span>{row.name}</span>
                      <small>{row.locationName}</small>
                    </span>
                  ),
                },
                {
                  id: 'made',
                  title: t('arrivals.kiosks.made'),
                  cell: row => (
                    <span className={css.two}>
                      <span>{row.madeBy}</span>
                      <small>
                        {t('arrivals.kiosks.window', { before: row.beforeMinutes, after: row.afterMinutes })}
                      </small>
                    </span>
                  ),
                },
                {
                  id: 'used',
                  title: t('arrivals.kiosks.used'),
                  cell: row => (row.usedAt ? moment(row.usedAt) : t('arrivals.kiosks.never')),
                },
                {
                  id: 'state',
                  title: t('arrivals.kiosks.state'),
                  cell: row =>
                    row.revokedAt ? (
                      <Tag>{t('arrivals.kiosks.ended')}</Tag>
                    ) : row.restingUntil ? (
                      <Tag look="bad">{t('arrivals.kiosks.resting')}</Tag>
                    ) : (
                      <Tag look="ok">{t('arrivals.kiosks.inUse')}</Tag>
                    ),
                },
                {
                  id: 'end',
                  title: t('arrivals.kiosks.end'),
                  hideTitle: true,
                  end: true,
                  cell: row =>
                    !row.revokedAt &&
                    may(revokeKiosk) && (
                      <Button
                        small
                        look="bad"
                        command={revokeKiosk.name}
                        label={t('arrivals.kiosks.endOf', { name: row.name })}
                        onPress={() => void endIt(row)}
                      >
                        {t('arrivals.kiosks.end')}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Answered>
      </Panel>
      <TargetsPanel />
      {adding && (
        <KioskDialog
          onClose={() => setAdding(false)}
          onMade={kiosk => {
            setAdding(false)
            setMade(kiosk)
          }}
        />
      )}
      {made && <KioskMade made={made} onClose={() => setMade(null)} />}
    </div>
  )
}
