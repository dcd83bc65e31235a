import { useState } from 'react'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { day, dayOf, moment } from '../../../../web/kit/format.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { Answered, EmptyState, FormError } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { t } from '../../../../web/words/say.ts'
import { overview } from '../../../practice/contract.ts'
import { calendarFeeds, closeCalendarFeed, type FeedLevel, openCalendarFeed } from '../../contract.ts'
import css from './feeds-page.module.css'

const levels: readonly FeedLevel[] = ['busy', 'type', 'initials', 'full']

/** Calendar addresses: opening one, shown once, and closing it. */
export function FeedsPage() {
  const answer = useAsk(calendarFeeds, {})
  const close = useAct(closeCalendarFeed)
  return (
    <Panel title={t('schedule.views.feeds.title')} hint={t('schedule.views.feeds.hint')}>
      <OpenFeed onOpened={() => void answer.refetch()} />
      <FormError error={close.error} />
      <Answered answer={answer}>
        {({ feeds }) => (
          <Table
            label={t('schedule.views.feeds.title')}
            rows={feeds}
            rowKey={feed => feed.id}
            empty={<EmptyState title={t('schedule.views.feeds.none')} small />}
            columns={[
              {
                id: 'provider',
                title: t('schedule.views.feeds.provider'),
                heads: true,
                cell: feed => feed.providerName,
              },
              {
                id: 'level',
                title: t('schedule.views.feeds.level'),
                cell: feed => t(`schedule.views.feeds.levels.${feed.level}`),
              },
              {
                id: 'since',
                title: t('schedule.views.feeds.since'),
                cell: feed =>
                  t('schedule.views.feeds.by', { day: day(dayOf(feed.createdAt), 'full'), name: feed.createdBy }),
              },
              {
                id: 'read',
                title: t('schedule.views.feeds.read'),
                cell: feed => (feed.readAt ? moment(feed.readAt) : t('schedule.views.feeds.never')),
              },
              {
                id: 'close',
                title: '',
                end: true,
                cell: feed => (
                  <Button
                    small
                    look="bad"
                    command="schedule.close-calendar-feed"
                    onPress={() =>
                      void close.attempt({ feed: feed.id }).then(done => {
                        if (!done) return
                        toast(t('schedule.views.feeds.closed', { name: feed.providerName }))
                        void answer.refetch()
                      })
                    }
                  >
                    {t('schedule.views.feeds.close')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Answered>
    </Panel>
  )
}

function OpenFeed({ onOpened }: { onOpened: () => void }) {
  const house = useAsk(overview, {}, { fresh_ms: 60_000 })
  const providers = (house.data?.providers ?? []).filter(provider => !provider.leftAt)
  const [chosen, setChosen] = useState<string | null>(null)
  const [level, setLevel] = useState<FeedLevel>('busy')
  const [address, setAddress] = useState<string | null>(null)
  const deed = useAct(openCalendarFeed)
  const provider = chosen ?? providers[0]?.id
  if (!provider) return null
  const open = async () => {
    const feed = await deed.attempt({ provider: provider as never, level })
    if (!feed) return
    setAddress(`${location.origin}${feed.path}`)
    onOpened()
  }
  return (
    <>
      <div className={css.open}>
        <Select
          label={t('schedule.views.feeds.provider')}
          choices={providers.map(each => ({
            id: each.id as string,
            label: [each.given, each.family].filter(Boolean).join(' '),
          }))}
          value={provider}
          onChange={setChosen}
        />
        <Select
          label={t('schedule.views.feeds.level')}
          choices={levels.map(id => ({
            id,
            label: t(`schedule.views.feeds.levels.${id}`),
            ...(id === 'full' ? { detail: t('schedule.views.feeds.namesHint') } : {}),
          }))}
          value={level}
          onChange={setLevel}
        />
        <Button look="main" busy={deed.busy} command="schedule.open-calendar-feed" onPress={() => void open()}>
          {t('schedule.views.feeds.open')}
        </Button>
      </div>
      <FormError error={deed.error} />
      {address && (
        <div className={css.opened} role="status">
          <p>{t('schedule.views.feeds.opened')}</p>
          <code>{address}</code>
          <Button
            small
            onPress={() =>
              void navigator.clipboard.writeText(address).then(() => toast(t('schedule.views.feeds.copied')))
            }
          >
            {t('schedule.views.feeds.copy')}
          </Button>
        </div>
      )}
    </>
  )
}
