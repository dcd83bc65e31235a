import css from '../../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../../web/kit/api.ts'
import { Answered } from '../../../../web/kit/states.tsx'
import { listCancelReasons, missedPolicy } from '../../contract.ts'
import { CancelReasons } from './cancel-reasons.tsx'
import { MissedPolicy } from './missed-policy-form.tsx'

/** What missing a visit costs here, and the reasons a cancellation can have. */
export function MissedPage() {
  const policy = useAsk(missedPolicy, {})
  const reasons = useAsk(listCancelReasons, {})
  return (
    <div className={css.column}>
      <Answered answer={policy}>{present => <MissedPolicy key={JSON.stringify(present)} present={present} />}</Answered>
      <Answered answer={reasons}>
        {present => <CancelReasons key={JSON.stringify(present)} present={present} />}
      </Answered>
    </div>
  )
}
