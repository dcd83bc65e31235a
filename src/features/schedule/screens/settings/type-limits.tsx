import { useState } from 'react'
import { useMay } from '../../../../web/app/session.ts'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { Answered, EmptyState, FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { act } from '../../../../web/kit/wire.ts'
import { t } from '../../../../web/words/say.ts'
import { overview } from '../../../practice/contract.ts'
import { addVisitLimit, listVisitLimits, removeVisitLimit } from '../../contract.ts'
import { orSay } from './hours-deeds.ts'
import own from './type-parts.module.css'
import type { VisitTypeRow } from './visit-type-row.ts'

const words = 'schedule.setup.types.limit'
const each = 'each'

/** How many of a visit type a session or a day takes, with a warning or a refusal. Limits for all visit types stand here too. */
export function TypeLimits({ visitType }: { visitType: VisitTypeRow }) {
  const answer = useAsk(listVisitLimits, { visitType: visitType.id })
  const practice = useAsk(overview, {})
  const providers = (practice.data?.providers ?? []).filter(one => !one.leftAt)
  const nameOf = (id: string | null) => {
    const one = providers.find(each => each.id === id)
    return one ? [one.given, one.family].filter(Boolean).join(' ') : t(`${words}.each`)
  }
  const may = useMay()(addVisitLimit)
  const add = useAct(addVisitLimit)
  const [most, setMost] = useState('')
  const [per, setPer] = useState<'session' | 'day'>('day')
  const [kind, setKind] = useState<'warn' | 'refuse'>('warn')
  const [provider, setProvider] = useState<string>(each)
  const [checked, setChecked] = useState(false)
  const wrong = !/^\d{1,3}$/.test(most.trim()) || Number(most) > 500
  const submit = async () => {
    setChecked(true)
    if (wrong) return
    const chosen = providers.find(one => one.id === provider)
    const done = await add.attempt({
      visitType: visitType.id,
      ...(chosen ? { provider: chosen.id } : {}),
      per,
      kind,
      most: Number(most),
    })
    if (!done) return
    setMost('')
    setChecked(false)
  }
  return (
    <div className={own.rows}>
      <p className={own.hint}>{t(`${words}.hint`)}</p>
      <Answered answer={answer} lines={2}>
        {({ limits }) =>
          limits.length === 0 ? (
            <EmptyState small title={t(`${words}.none`)} />
          ) : (
            <ul className={own.list}>
              {limits.map(limit => {
                const said = t(`${words}.said.${limit.per}`, { n: limit.most })
                const whom = limit.visitType
                  ? nameOf(limit.provider)
                  : t(`${words}.allTypes`, { name: nameOf(limit.provider) })
                const { id, visitType: of, provider: who, ...rest } = limit
                const remove = () =>
                  orSay(async () => {
                    await act(removeVisitLimit, { limit: id })
                    toast(t(`${words}.removed`, { what: said }), {
                      undo: () =>
                        void orSay(() =>
                          act(addVisitLimit, {
                            ...(of ? { visitType: of } : {}),
                            ...(who ? { provider: who } : {}),
                            ...rest,
                          }),
                        ),
                    })
                  })
                return (
                  <li key={id} className={own.limit}>
                    <span>
                      <b>{said}</b> <small>{whom}</small>
                    </span>
                    <span>{t(`${words}.kinds.${limit.kind}`)}</span>
                    {may && (
                      <Button
                        small
                        label={t(`${words}.removeThis`, { what: `${said}, ${whom}` })}
                        onPress={() => void remove()}
                      >
                        {t('schedule.setup.exceptions.remove')}
                      </Button>
                    )}
                  </li>
                )
              })}
            </ul>
          )
        }
      </Answered>
      {may && (
        <div className={own.newLimit}>
          <TextField
            label={t(`${words}.most`)}
            inputMode="numeric"
            maxLength={3}
            value={most}
            onChange={setMost}
            error={checked && wrong ? t('schedule.setup.types.wrongNumber', { least: 0, most: 500 }) : undefined}
          />
          <Select
            label={t(`${words}.per`)}
            choices={(['day', 'session'] as const).map(id => ({ id, label: t(`${words}.pers.${id}`) }))}
            value={per}
            onChange={setPer}
          />
          <Select
            label={t(`${words}.whom`)}
            choices={[
              { id: each, label: t(`${words}.each`) },
              ...providers.map(one => ({ id: one.id as string, label: nameOf(one.id) })),
            ]}
            value={provider}
            onChange={setProvider}
          />
          <Select
            label={t(`${words}.kind`)}
            choices={(['warn', 'refuse'] as const).map(id => ({ id, label: t(`${words}.kinds.${id}`) }))}
            value={kind}
            onChange={setKind}
          />
        </div>
      )}
      <FormError error={add.error} />
      {may && (
        <Button look="main" busy={add.busy} command={addVisitLimit.name} onPress={() => void submit()}>
          {t(`${words}.add`)}
        </Button>
      )}
    </div>
  )
}
