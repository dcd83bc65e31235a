import { useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Answered, EmptyState } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { t } from '../../../../web/words/say.ts'
import { addRecallRule, changeRecallRule, letterWording, listRules } from '../../contract.ts'
import { LetterForm } from './letter-form.tsx'
import { type Rule, RuleDialog } from './rule-dialog.tsx'
import { SettingsForm } from './settings-form.tsx'

const sayAges = ({ ageFrom, ageTo }: Rule): string => {
  if (ageFrom !== null && ageTo !== null) return t('worklists.rules.agesBoth', { from: ageFrom, to: ageTo })
  if (ageFrom !== null) return t('worklists.rules.agesFrom', { from: ageFrom })
  return ageTo !== null ? t('worklists.rules.agesTo', { to: ageTo }) : t('worklists.rules.allAges')
}

/** Who is called in by rule, and how the lists work. */
export function RulesPage() {
  const answer = useAsk(listRules, {})
  const wording = useAsk(letterWording, { letter: 'recall' })
  const callBack = useAsk(letterWording, { letter: 'call-back' })
  const [open, setOpen] = useState<Rule | 'new' | null>(null)
  return (
    <div className={css.column}>
      <Panel
        title={t('worklists.rules.title')}
        hint={t('worklists.rules.hint')}
        flush
        deeds={
          <Button look="main" command={addRecallRule.name} onPress={() => setOpen('new')}>
            {t('worklists.rules.add')}
          </Button>
        }
      >
        <Answered answer={answer}>
          {({ rules }) => (
            <Table
              label={t('worklists.rules.title')}
              rows={rules}
              rowKey={row => row.id}
              empty={<EmptyState title={t('worklists.rules.none')} hint={t('worklists.rules.noneHint')} />}
              columns={[
                {
                  id: 'name',
                  title: t('worklists.rules.name'),
                  heads: true,
                  cell: row => (
                    <>
                      {row.name} {row.retired && <Tag>{t('worklists.rules.retired')}</Tag>}
                    </>
                  ),
                },
                {
                  id: 'recall',
                  title: t('worklists.rules.recall'),
                  cell: row => (
                    <span className={css.two}>
                      <span>{row.recallName}</span>
                      <small>{t('worklists.rules.when', { n: row.months, type: row.afterName })}</small>
                    </span>
                  ),
                },
                { id: 'ages', title: t('worklists.rules.ages'), cell: sayAges },
                {
                  id: 'change',
                  title: t('practice.change'),
                  hideTitle: true,
                  end: true,
                  cell: row => (
                    <Button
                      small
                      command={changeRecallRule.name}
                      label={t('practice.changeTitle', { name: row.name })}
                      onPress={() => setOpen(row)}
                    >
                      {t('practice.change')}
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </Answered>
      </Panel>
      {answer.data && <SettingsForm settings={answer.data.settings} />}
      {wording.data && <LetterForm letter="recall" wording={wording.data} />}
      {callBack.data && <LetterForm letter="call-back" wording={callBack.data} />}
      {open && <RuleDialog rule={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </div>
  )
}
