import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { Button } from '../../../web/kit/button.tsx'
import { moment } from '../../../web/kit/format.ts'
import { List } from '../../../web/kit/list.tsx'
import { useAskPages } from '../../../web/kit/pages.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t, wordAt } from '../../../web/words/say.ts'
import { sentMessages } from '../contract.ts'
import { OneSent } from './one-sent.tsx'
import css from './sent.module.css'
import { StateTag } from './state-tag.tsx'

type Line = OutputOf<typeof sentMessages>['messages'][number]

/** Everything that was told patients by message, and what did not arrive. */
export function SentScreen() {
  const [only, setOnly] = useState<'all' | 'work'>('all')
  const [wanted, setWanted] = useState<string | null>(null)
  const answer = useAskPages(sentMessages, { only })
  const [first] = answer.data ?? []
  const work = first?.work ?? 0
  return (
    <div className={css.screen}>
      <div className={css.head}>
        <Segmented
          label={t('outreach.view')}
          choices={[
            { id: 'all', label: t('outreach.all') },
            { id: 'work', label: t('outreach.work', { n: work }) },
          ]}
          value={only}
          onChange={setOnly}
        />
        {first?.mail === 'folder' && <span className={css.folder}>{t('outreach.folder')}</span>}
      </div>
      <Answered answer={answer} lines={6}>
        {pages => {
          const lines = pages.flatMap(page => page.messages)
          const present = lines.find(one => one.id === wanted) ?? lines[0]
          if (!present) {
            return only === 'all' ? (
              <EmptyState icon="message" title={t('outreach.none')} hint={t('outreach.noneHint')} />
            ) : (
              <EmptyState icon="check" title={t('outreach.noWork')} hint={t('outreach.noWorkHint')} />
            )
          }
          return (
            <div className={pane.desk}>
              <div className={pane.list}>
                <List
                  label={t('outreach.list')}
                  rows={lines}
                  rowKey={one => one.id}
                  text={one => `${one.patientName}, ${one.subject}`}
                  current={present.id}
                  onOpen={one => {
                    setWanted(one.id)
                    takeInHand(one.patient)
                  }}
                  onFocus={one => one && setWanted(one.id)}
                >
                  {one => <SentRow line={one} />}
                </List>
                {answer.hasMore && (
                  <div className={css.more}>
                    <Button busy={answer.loadingMore} onPress={answer.more}>
                      {t('outreach.more')}
                    </Button>
                  </div>
                )}
              </div>
              <OneSent key={present.id} message={present.id} />
            </div>
          )
        }}
      </Answered>
    </div>
  )
}

function SentRow({ line }: { line: Line }) {
  return (
    <div className={pane.row} data-mark="none">
      <div>
        <b>{line.patientName}</b>
        <p>{line.subject}</p>
        <p>
          {t(`outreach.channel.${line.channel}`)} · {wordAt(`outreach.purpose.${line.purpose}`) ?? line.purpose}
        </p>
      </div>
      <span className={pane.end}>
        <StateTag line={line} />
        <span>{moment(line.queuedAt)}</span>
      </span>
    </div>
  )
}
