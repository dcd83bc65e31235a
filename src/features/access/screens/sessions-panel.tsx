import css from '../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { ago } from '../../../web/kit/format.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { listSessions, revokeSession } from '../contract.ts'
import { agentWords } from './agent-words.ts'

/** Browsers that are signed in as oneself, and the way to end each. */
export function SessionsPanel() {
  const answer = useAsk(listSessions, {})
  const revoke = useAct(revokeSession)
  const end = async (session: Parameters<typeof revoke.run>[0]['session']) => {
    try {
      await revoke.run({ session })
      await answer.refetch()
    } catch (error) {
      toast(sayError(error), { look: 'bad' })
    }
  }
  return (
    <Panel title={t('access.sessions.title')} hint={t('access.sessions.hint')} flush>
      <Answered answer={answer} lines={2}>
        {({ sessions }) => (
          <Table
            label={t('access.sessions.title')}
            rows={sessions}
            rowKey={row => row.id}
            columns={[
              {
                id: 'where',
                title: t('access.sessions.where'),
                heads: true,
                cell: row => {
                  const words = agentWords(row.agent)
                  return (
                    <span className={css.two}>
                      <span>{words ? t('access.sessions.agent', words) : t('access.sessions.unknown')}</span>
                      <small>{row.address}</small>
                    </span>
                  )
                },
              },
              {
                id: 'seen',
                title: t('access.sessions.seen'),
                cell: row =>
                  row.current ? (
                    <Tag look="ok">{t('access.sessions.here')}</Tag>
                  ) : (
                    <time>{ago(row.seenAt, Date.now())}</time>
                  ),
              },
              {
                id: 'since',
                title: t('access.sessions.since'),
                cell: row => <time>{ago(row.createdAt, Date.now())}</time>,
              },
              {
                id: 'end',
                title: t('access.sessions.end'),
                hideTitle: true,
                end: true,
                cell: row =>
                  !row.current && (
                    <Button small onPress={() => void end(row.id)}>
                      {t('access.sessions.end')}
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
