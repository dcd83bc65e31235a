import type { OutputOf } from '../../../core/contract.ts'
import css from '../../../web/app/settings/settings.module.css'
import { day, dayOf, time } from '../../../web/kit/format.ts'
import { EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { deedWords } from '../../../web/words/deed-words.ts'
import { t } from '../../../web/words/say.ts'
import type { auditLines } from '../contract.ts'

type Line = OutputOf<typeof auditLines>['lines'][number]

/** Lines of the audit trail. */
export function AuditTable({ lines }: { lines: Line[] }) {
  return (
    <Table
      label={t('privacy.audit.title')}
      rows={lines}
      rowKey={row => row.id}
      empty={<EmptyState small title={t('privacy.audit.none')} hint={t('privacy.audit.noneHint')} />}
      columns={[
        {
          id: 'at',
          title: t('privacy.audit.when'),
          cell: row => (
            <time className={css.two} dateTime={row.at}>
              <span>{time(row.at)}</span>
              <small>{day(dayOf(row.at), 'short')}</small>
            </time>
          ),
        },
        {
          id: 'who',
          title: t('privacy.audit.who'),
          heads: true,
          cell: row => (
            <span className={css.two}>
              <span>{row.person?.name ?? t(`privacy.kinds.${row.kind}`)}</span>
              {row.person && row.kind !== 'staff' && <small>{t(`privacy.kinds.${row.kind}`)}</small>}
            </span>
          ),
        },
        {
          id: 'deed',
          title: t('privacy.audit.deed'),
          cell: row => (
            <span className={css.two}>
              <span>{deedWords(row.deed)}</span>
              <small>{row.why ? t('privacy.audit.because', { why: row.why }) : row.deed}</small>
            </span>
          ),
        },
        {
          id: 'patients',
          title: t('privacy.audit.records'),
          end: true,
          cell: row => (row.patients.length ? row.patients.length : ''),
        },
        {
          id: 'outcome',
          title: t('privacy.audit.outcome'),
          end: true,
          cell: row =>
            row.outcome === 'refused' ? (
              <Tag look="bad">{t('privacy.audit.outcomes.refused')}</Tag>
            ) : (
              <Tag look="ok">{t('privacy.audit.outcomes.done')}</Tag>
            ),
        },
      ]}
    />
  )
}
