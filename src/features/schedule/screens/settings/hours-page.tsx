import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../../web/kit/api.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { Answered, EmptyState } from '../../../../web/kit/states.tsx'
import { t } from '../../../../web/words/say.ts'
import { overview } from '../../../practice/contract.ts'
import { listVisitTypes, weeklyTemplates } from '../../contract.ts'
import { ClosuresPanel } from './closures-panel.tsx'
import { ExceptionsPanel } from './exceptions-panel.tsx'
import own from './hours.module.css'
import { OutsideVisits } from './outside-visits.tsx'
import type { Ground } from './setting-ground.ts'
import { WeekPanel } from './week-panel.tsx'

const keptProvider = 'anteroom.hours-of'

/** When providers work: the week, what differs from it, and when the practice is closed. */
export function HoursPage() {
  const practice = useAsk(overview, {})
  const hours = useAsk(weeklyTemplates, {})
  const types = useAsk(listVisitTypes, {})
  return (
    <Answered answer={practice} lines={8}>
      {({ providers, locations }) => (
        <Answered answer={hours} lines={8}>
          {all => (
            <Hours
              ground={{
                all,
                providers: providers
                  .filter(one => !one.leftAt)
                  .map(one => ({
                    id: one.id,
                    name: [one.given, one.family, one.credential].filter(Boolean).join(' '),
                    location: one.location,
                  }))
                  .sort((a, b) => a.name.localeCompare(b.name)),
                visitTypes: types.data?.visitTypes ?? [],
                locations: locations.filter(one => !one.closedAt).map(one => ({ id: one.id, name: one.name })),
                nameOf: id => locations.find(one => one.id === id)?.name ?? '',
              }}
            />
          )}
        </Answered>
      )}
    </Answered>
  )
}

function Hours({ ground }: { ground: Ground }) {
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(keptProvider))
  const provider = ground.providers.find(one => one.id === chosen) ?? ground.providers[0]
  return (
    <div className={css.column}>
      <OutsideVisits />
      {provider ? (
        <>
          <div className={own.top}>
            <Select
              label={t('schedule.setup.hours.provider')}
              choices={ground.providers.map(one => ({ id: one.id, label: one.name }))}
              value={provider.id}
              onChange={id => {
                sessionStorage.setItem(keptProvider, id)
                setChosen(id)
              }}
            />
          </div>
          <WeekPanel key={`week ${provider.id}`} ground={ground} provider={provider} />
          <ExceptionsPanel key={provider.id} ground={ground} provider={provider} />
        </>
      ) : (
        <Panel>
          <EmptyState
            icon="person"
            title={t('schedule.setup.hours.noProvider')}
            hint={t('schedule.setup.hours.noProviderHint')}
          >
            <Link to="/settings/practice" className={own.link}>
              {t('schedule.setup.hours.toPractice')}
            </Link>
          </EmptyState>
        </Panel>
      )}
      <ClosuresPanel ground={ground} />
    </div>
  )
}
