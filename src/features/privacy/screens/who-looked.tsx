import type { Id } from '../../../core/id.ts'
import css from '../../../web/app/settings/settings.module.css'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { day, dayOf, time } from '../../../web/kit/format.ts'
import { useAskPages } from '../../../web/kit/pages.ts'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { deedWords } from '../../../web/words/deed-words.ts'
import { t } from '../../../web/words/say.ts'
import { whoLooked } from '../contract.ts'

/** Who opened or changed this patient's record, when and why. A dialog to be opened from the patient card. */
export function WhoLooked(props: { patient: Id<'patient'>; name: string; onClose: () => void }) {
  const answer = useAskPages(whoLooked, { patient: props.patient })
  return (
    <Dialog title={t('privacy.looked.title', { name: props.name })} onClose={props.onClose} width="wide">
      <Answered answer={answer}>
        {pages => (
          <Table
            label={t('privacy.looked.title', { name: props.name })}
            rows={pages.flatMap(page => page.looks).map((look, at) => ({ ...look, at_: at }))}
            rowKey={row => String(row.at_)}
            empty={<EmptyState small title={t('privacy.looked.none')} />}
            columns={[
              {
                id: 'when',
                title: t('privacy.audit.when'),
                cell: row => (
                  <time dateTime={row.at}>
                    {day(dayOf(row.at), 'full')}, {time(row.at)}
                  </time>
                ),
              },
              {
                id: 'who',
                title: t('privacy.audit.who'),
                heads: true,
                cell: row => row.person?.name ?? t(`privacy.kinds.${row.kind}`),
              },
              {
                id: 'deed',
                title: t('privacy.audit.deed'),
                cell: row => (
                  <span className={css.two}>
                    <span>{deedWords(row.deed)}</span>
                    {row.why && <small>{t('privacy.audit.because', { why: row.why })}</small>}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Answered>
      {answer.hasMore && (
        <div className={css.foot}>
          <Button onPress={answer.more} busy={answer.loadingMore}>
            {t('kit.more')}
          </Button>
        </div>
      )}
    </Dialog>
  )
}
