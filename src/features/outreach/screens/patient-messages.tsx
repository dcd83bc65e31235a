import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import { Button } from '../../../web/kit/button.tsx'
import { moment, phone } from '../../../web/kit/format.ts'
import { useAskPages } from '../../../web/kit/pages.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { t, wordAt } from '../../../web/words/say.ts'
import { sentMessage, sentMessages } from '../contract.ts'
import { OneSent } from './one-sent.tsx'
import { StateTag } from './state-tag.tsx'

type Line = OutputOf<typeof sentMessages>['messages'][number]

const sayAddress = (address: string) => (address.startsWith('+') ? phone(address) : address)

/** What this patient was told by message: when, how, what, and what became of it; one at a time opens with its whole text. */
export function PatientMessages({ patient }: { patient: string }) {
  const may = useMay()
  const answer = useAskPages(sentMessages, { patient: patient as Line['patient'] })
  const [open, setOpen] = useState<string | null>(null)
  return (
    <>
      <Panel flush title={t('outreach.record.title')} hint={t('outreach.record.hint')}>
        <Answered answer={answer} lines={4}>
          {pages => (
            <Table
              label={t('outreach.record.title')}
              rows={pages.flatMap(page => page.messages)}
              rowKey={one => one.id}
              empty={<EmptyState icon="message" title={t('outreach.none')} hint={t('outreach.noneHint')} />}
              columns={[
                {
                  id: 'when',
                  title: t('outreach.record.when'),
                  width: '150px',
                  cell: one => moment(one.sentAt ?? one.queuedAt),
                },
                {
                  id: 'what',
                  title: t('outreach.record.what'),
                  heads: true,
                  cell: one => one.subject || (wordAt(`outreach.purpose.${one.purpose}`) ?? one.purpose),
                },
                {
                  id: 'how',
                  title: t('outreach.record.how'),
                  cell: one => `${t(`outreach.channel.${one.channel}`)} ${sayAddress(one.address)}`,
                },
                { id: 'state', title: t('outreach.record.state'), cell: one => <StateTag line={one} /> },
                {
                  id: 'text',
                  title: t('outreach.record.text'),
                  hideTitle: true,
                  end: true,
                  cell: one =>
                    may(sentMessage) && (
                      <Button
                        small
                        pressed={open === one.id}
                        label={t('outreach.record.read', { subject: one.subject })}
                        onPress={() => setOpen(open === one.id ? null : one.id)}
                      >
                        {t('outreach.record.text')}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Answered>
      </Panel>
      {answer.hasMore && (
        <div>
          <Button busy={answer.loadingMore} onPress={answer.more}>
            {t('outreach.more')}
          </Button>
        </div>
      )}
      {open && (
        <Panel flush>
          <OneSent key={open} message={open} />
        </Panel>
      )}
    </>
  )
}
