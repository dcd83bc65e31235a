import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import { useMay } from '../../../../web/app/session.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { money } from '../../../../web/kit/format.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { act } from '../../../../web/kit/wire.ts'
import { t } from '../../../../web/words/say.ts'
import { type missedPolicy, setMissedPolicy } from '../../contract.ts'
import { orSay } from './hours-deeds.ts'
import { moneyTyped, writeMoney } from './money-typed.ts'

type Policy = OutputOf<typeof missedPolicy>
const words = 'schedule.deeds.missed'

/** What the policy means, in one sentence each, as the desk will tell it. */
function said(policy: Policy): string {
  if (!policy.active) return t(`${words}.said.off`)
  const late =
    policy.lateCents > 0
      ? t(`${words}.said.late`, { hours: policy.lateHours, fee: money(policy.lateCents) })
      : t(`${words}.said.lateFree`)
  const missed =
    policy.noShowCents > 0
      ? t(`${words}.said.noShow`, { fee: money(policy.noShowCents) })
      : t(`${words}.said.noShowFree`)
  return [late, missed, policy.firstFree ? t(`${words}.said.first`) : ''].filter(Boolean).join(' ')
}

/** The fees for visits cancelled late and missed. */
export function MissedPolicy({ present }: { present: Policy }) {
  const may = useMay()(setMissedPolicy)
  const deed = useAct(setMissedPolicy)
  const [active, setActive] = useState(present.active)
  const [firstFree, setFirstFree] = useState(present.firstFree)
  const [hours, setHours] = useState(String(present.lateHours))
  const [late, setLate] = useState(writeMoney(present.lateCents))
  const [noShow, setNoShow] = useState(writeMoney(present.noShowCents))
  const lateCents = moneyTyped(late)
  const noShowCents = moneyTyped(noShow)
  const lateHours = /^\d{1,3}$/.test(hours.trim()) && Number(hours) <= 720 ? Number(hours) : null
  const whole = lateHours !== null && lateCents !== null && noShowCents !== null
  const policy = whole ? { active, lateHours, lateCents, noShowCents, firstFree } : null
  const changed = policy === null || JSON.stringify(policy) !== JSON.stringify(present)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!policy || !(await deed.attempt(policy))) return
    toast(t(`${words}.saved`), { undo: () => void orSay(() => act(setMissedPolicy, present)) })
  }
  const oddMoney = (cents: number | null) => (cents === null ? t(`${words}.oddMoney`) : undefined)
  return (
    <Panel title={t(`${words}.fees`)} hint={t(`${words}.feesHint`)}>
      <form className={css.form} onSubmit={submit}>
        <Checkbox checked={active} onChange={setActive} disabled={!may}>
          {t(`${words}.active`)}
        </Checkbox>
        {active && (
          <>
            <div className={css.pair}>
              <TextField
                label={t(`${words}.hours`)}
                hint={t(`${words}.hoursHint`)}
                value={hours}
                onChange={setHours}
                inputMode="numeric"
                disabled={!may}
                error={lateHours === null ? t(`${words}.oddHours`) : undefined}
              />
              <span />
              <TextField
                label={t(`${words}.late`)}
                value={late}
                onChange={setLate}
                inputMode="decimal"
                disabled={!may}
                error={oddMoney(lateCents)}
              />
              <TextField
                label={t(`${words}.noShow`)}
                value={noShow}
                onChange={setNoShow}
                inputMode="decimal"
                disabled={!may}
                error={oddMoney(noShowCents)}
              />
            </div>
            <Checkbox checked={firstFree} onChange={setFirstFree} disabled={!may} hint={t(`${words}.firstHint`)}>
              {t(`${words}.first`)}
            </Checkbox>
          </>
        )}
        <p role="status">{policy && said(policy)}</p>
        <FormError error={deed.error} />
        {may && (
          <Button
            look="main"
            type="submit"
            busy={deed.busy}
            disabled={!policy || !changed}
            command={setMissedPolicy.name}
          >
            {t(`${words}.save`)}
          </Button>
        )}
      </form>
    </Panel>
  )
}
