import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { changeIdentityRules, identityRules, veils } from '../contract.ts'
import css from './call-log.module.css'

type Rules = OutputOf<typeof identityRules>

/** How callers are checked here: how many identifiers, and when the card is veiled until then. */
export function IdentityRulesPage() {
  const answer = useAsk(identityRules, {}, { fresh_ms: 0 })
  return <Answered answer={answer}>{present => <RulesForm key={JSON.stringify(present)} present={present} />}</Answered>
}

function RulesForm({ present }: { present: Rules }) {
  const change = useAct(changeIdentityRules, () => toast(t('calls.pop.rules.saved')))
  const [needed, setNeeded] = useState(String(present.needed))
  const [veil, setVeil] = useState(present.veil)
  return (
    <Panel title={t('calls.pop.rules.title')} hint={t('calls.pop.rules.hint')}>
      <form
        className={css.addendum}
        onSubmit={event => {
          event.preventDefault()
          void change.attempt({ needed: Number(needed), veil })
        }}
      >
        <Select
          label={t('calls.pop.rules.needed')}
          choices={['1', '2', '3', '4'].map(id => ({ id, label: id }))}
          value={needed}
          onChange={setNeeded}
        />
        <Select
          label={t('calls.pop.rules.veil')}
          choices={veils.map(id => ({ id, label: t(`calls.pop.rules.veils.${id}`) }))}
          value={veil}
          onChange={setVeil}
        />
        <FormError error={change.error} />
        <div>
          <Button look="main" type="submit" busy={change.busy} command={changeIdentityRules.name}>
            {t('calls.pop.rules.save')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
