import { useState } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { ago, day, dayOf } from '../../../web/kit/format.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { listTokens, revokeSession } from '../contract.ts'
import { CreateToken } from './create-token.tsx'

/** Tokens with which other programs work here in somebody's name. */
export function TokensPanel() {
  const answer = useAsk(listTokens, {})
  const revoke = useAct(revokeSession)
  const [making, setMaking] = useState(false)
  const end = async (session: Parameters<typeof revoke.run>[0]['session']) => {
    try {
      await revoke.run({ session })
      await answer.refetch()
    } catch (error) {
      toast(sayError(error), { look: 'bad' })
    }
  }
  return (
    <Panel
      title={t('access.tokens.title')}
      hint={t('access.tokens.hint')}
      flush
      deeds={<Button onPress={() => setMaking(true)}>{t('access.tokens.create')}</Button>}
    >
      <Answered answer={answer} lines={2}>
        {({ tokens }) => (
          <Table
            label={t('access.tokens.title')}
            rows={tokens}
            rowKey={row => row.id}
            empty={<EmptyState small title={t('access.tokens.none')} />}
            columns={[
              {
                id: 'label',
                title: t('access.tokens.label'),
                heads: true,
                cell: row => (
                  <span className={css.two}>
                    <span>{row.label}</span>
                    <small>{row.person.name}</small>
                  </span>
                ),
              },
              {
                id: 'scope',
                title: t('access.tokens.scope'),
                cell: row => row.scope?.join(', ') ?? t('access.tokens.all'),
              },
              { id: 'seen', title: t('access.sessions.seen'), cell: row => <time>{ago(row.seenAt, Date.now())}</time> },
              {
                id: 'until',
                title: t('access.tokens.until'),
                cell: row => <time>{day(dayOf(row.expiresAt), 'full')}</time>,
              },
              {
                id: 'end',
                title: t('access.tokens.end'),
                hideTitle: true,
                end: true,
                cell: row => (
                  <Button small onPress={() => void end(row.id)}>
                    {t('access.tokens.end')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Answered>
      {making && (
        <CreateToken
          onClose={() => {
            setMaking(false)
            void answer.refetch()
          }}
        />
      )}
    </Panel>
  )
}
