import { useState } from 'react'
import type { Id } from '../../../core/id.ts'
import { useMay } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { ComboBox } from '../../../web/kit/combo-box.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { useAskPages } from '../../../web/kit/pages.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { Answered } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { listPeopleToMessage } from '../../practice/contract.ts'
import { auditLines, verifyAudit } from '../contract.ts'
import { AuditTable } from './audit-table.tsx'
import { dayAfter, startOfDay } from './day-edges.ts'
import filters from './filters.module.css'
import { SealPanel } from './seal-panel.tsx'

type Outcome = 'any' | 'done' | 'refused'
const outcomes: Outcome[] = ['any', 'done', 'refused']

/** Who did what, and what was refused: the trail, newest first, narrowed by day, person and outcome. */
export function AuditPage() {
  const may = useMay()
  const people = useAsk(listPeopleToMessage, {})
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [person, setPerson] = useState<Id<'staff'> | null>(null)
  const [outcome, setOutcome] = useState<Outcome>('any')
  const answer = useAskPages(auditLines, {
    ...(from ? { from: startOfDay(from) } : {}),
    ...(to ? { to: startOfDay(dayAfter(to)) } : {}),
    ...(person ? { person } : {}),
    ...(outcome === 'any' ? {} : { outcome }),
  })
  return (
    <div className={css.column}>
      {may(verifyAudit) && <SealPanel />}
      <Panel title={t('privacy.audit.title')} hint={t('privacy.audit.hint')} flush>
        <div className={filters.bar}>
          <DateField label={t('privacy.audit.from')} value={from} onChange={setFrom} />
          <DateField label={t('privacy.audit.to')} value={to} onChange={setTo} />
          <ComboBox
            label={t('privacy.audit.person')}
            choices={(people.data?.people ?? []).map(one => ({ id: one.id, label: one.name }))}
            value={person}
            onChange={setPerson}
            placeholder={t('privacy.audit.anybody')}
          />
          <Select
            label={t('privacy.audit.outcome')}
            choices={outcomes.map(id => ({ id, label: t(`privacy.audit.outcomes.${id}`) }))}
            value={outcome}
            onChange={setOutcome}
          />
        </div>
        <Answered answer={answer}>{pages => <AuditTable lines={pages.flatMap(page => page.lines)} />}</Answered>
        {answer.hasMore && (
          <div className={css.foot}>
            <Button onPress={answer.more} busy={answer.loadingMore}>
              {t('kit.more')}
            </Button>
          </div>
        )}
      </Panel>
    </div>
  )
}
