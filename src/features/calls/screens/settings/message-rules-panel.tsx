import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import { useMay } from '../../../../web/app/session.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { ComboBox } from '../../../../web/kit/combo-box.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { useForm } from '../../../../web/kit/form.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Segmented } from '../../../../web/kit/segmented.tsx'
import { Answered, FormError } from '../../../../web/kit/states.tsx'
import { Table } from '../../../../web/kit/table.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { sayTime, TimeField, timeTyped } from '../../../schedule/screens/index.tsx'
import { changeMessageRule, messageAddresses, messageRules, priorities } from '../../contract.ts'
import { addressChoice } from '../address-choice.ts'

type Rule = OutputOf<typeof messageRules>['rules'][number]
const words = 'calls.messages.settings'

/** When each kind of message is due, and to whom it also goes when it is overdue. */
export function MessageRulesPanel() {
  const answer = useAsk(messageRules, {})
  const may = useMay()
  const [open, setOpen] = useState<Rule | null>(null)
  return (
    <Panel title={t(`${words}.rules`)} hint={t(`${words}.rulesHint`)} flush>
      <Answered answer={answer}>
        {({ rules }) => (
          <Table
            label={t(`${words}.rules`)}
            rows={rules}
            rowKey={row => row.kind}
            columns={[
              {
                id: 'kind',
                title: t('calls.messages.kind'),
                heads: true,
                cell: row => t(`calls.messages.kinds.${row.kind}`),
              },
              {
                id: 'due',
                title: t('calls.inbox.dueAt'),
                cell: row =>
                  t(`${words}.dueSaid`, {
                    urgent: row.urgentMinutes,
                    today: sayTime(row.todayBy),
                    normal: sayTime(row.normalBy),
                  }),
              },
              {
                id: 'also',
                title: t(`${words}.escalateTo`),
                cell: row =>
                  row.escalateTo ? (
                    t(`${words}.afterMinutes`, { name: row.escalateTo.name, n: row.escalateAfterMinutes ?? 0 })
                  ) : (
                    <span className={css.quiet}>{t(`${words}.never`)}</span>
                  ),
              },
              {
                id: 'change',
                title: t('practice.change'),
                hideTitle: true,
                end: true,
                cell: row =>
                  may(changeMessageRule) && (
                    <Button
                      small
                      label={t('practice.changeTitle', { name: t(`calls.messages.kinds.${row.kind}`) })}
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
      {open && <RuleDialog rule={open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function RuleDialog({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const addresses = useAsk(messageAddresses, {}).data?.addresses ?? []
  const change = useAct(changeMessageRule, onClose)
  const form = useForm(
    {
      priority: rule.priority,
      urgentMinutes: String(rule.urgentMinutes),
      todayBy: sayTime(rule.todayBy),
      normalDays: String(rule.normalDays),
      normalBy: sayTime(rule.normalBy),
      escalateAfterMinutes: rule.escalateAfterMinutes === null ? '' : String(rule.escalateAfterMinutes),
      escalateAgainMinutes: String(rule.escalateAgainMinutes),
      escalateMost: String(rule.escalateMost),
      escalateTo: rule.escalateTo?.id ?? (null as string | null),
      tries: String(rule.tries),
      tryDays: String(rule.tryDays),
      tryHoursApart: String(rule.tryHoursApart),
    },
    change.error,
  )
  const [unread, setUnread] = useState(false)
  const noTime = (typed: string) => (unread && !timeTyped(typed) ? t('kit.fields.noTime') : undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { escalateTo, escalateAfterMinutes, priority, ...counts } = form.values
    const [todayBy, normalBy] = [timeTyped(counts.todayBy), timeTyped(counts.normalBy)]
    setUnread(true)
    if (!todayBy || !normalBy) return
    const also = addresses.find(one => one.id === escalateTo)
    const after = escalateAfterMinutes.trim() === '' ? null : Number(escalateAfterMinutes)
    await change.attempt({
      kind: rule.kind,
      priority,
      todayBy,
      normalBy,
      urgentMinutes: Number(counts.urgentMinutes),
      normalDays: Number(counts.normalDays),
      escalateAfterMinutes: after,
      escalateAgainMinutes: Number(counts.escalateAgainMinutes),
      escalateMost: Number(counts.escalateMost),
      tries: Number(counts.tries),
      tryDays: Number(counts.tryDays),
      tryHoursApart: Number(counts.tryHoursApart),
      ...(after === null || !also
        ? {}
        : also.kind === 'pool'
          ? { escalateToPool: also.id }
          : also.kind === 'role'
            ? { escalateToRole: also.id }
            : { escalateTo: also.id }),
    })
  }
  const number = (
    name:
      | 'urgentMinutes'
      | 'normalDays'
      | 'escalateAgainMinutes'
      | 'escalateMost'
      | 'tries'
      | 'tryDays'
      | 'tryHoursApart',
    label: string,
  ) => <TextField label={label} inputMode="numeric" maxLength={5} {...form.field(name)} />
  const clock = (name: 'todayBy' | 'normalBy', label: string) => {
    const { error, ...field } = form.field(name)
    return <TimeField label={label} {...field} error={noTime(form.values[name]) ?? error} />
  }
  return (
    <Dialog title={t(`${words}.rule`, { kind: t(`calls.messages.kinds.${rule.kind}`) })} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={changeMessageRule.name}>
        <Segmented
          label={t(`${words}.priority`)}
          choices={priorities.toReversed().map(id => ({ id, label: t(`calls.message.priorities.${id}`) }))}
          value={form.values.priority}
          onChange={priority => form.set('priority', priority)}
        />
        <div className={css.pair}>
          {number('urgentMinutes', t(`${words}.urgent`))}
          {clock('todayBy', t(`${words}.todayBy`))}
          {number('normalDays', t(`${words}.normalDays`))}
          {clock('normalBy', t(`${words}.normalBy`))}
        </div>
        <TextField
          label={t(`${words}.escalateAfter`)}
          hint={t(`${words}.escalateAfterHint`)}
          inputMode="numeric"
          optional
          {...form.field('escalateAfterMinutes')}
        />
        {form.values.escalateAfterMinutes.trim() !== '' && (
          <>
            <ComboBox
              label={t(`${words}.escalateTo`)}
              choices={addresses.map(addressChoice)}
              {...form.field('escalateTo')}
            />
            <div className={css.pair}>
              {number('escalateAgainMinutes', t(`${words}.escalateAgain`))}
              {number('escalateMost', t(`${words}.escalateMost`))}
            </div>
          </>
        )}
        {rule.kind === 'call-back' && (
          <div className={css.pair}>
            {number('tries', t(`${words}.tries`))}
            {number('tryDays', t(`${words}.tryDays`))}
            {number('tryHoursApart', t(`${words}.tryHours`))}
          </div>
        )}
        <FormError error={change.error} />
        <Button look="main" type="submit" busy={change.busy}>
          {t('kit.save')}
        </Button>
      </form>
    </Dialog>
  )
}
