import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import css from './tabs.module.css'

/** Faces of one thing. For screens use routes. */
export function Tabs<Id extends string>(props: {
  label: string
  tabs: readonly { id: Id; label: string; body: () => ReactNode }[]
  value: Id
  onChange: (id: Id) => void
}) {
  return (
    <AriaTabs
      className={css.tabs!}
      selectedKey={props.value}
      onSelectionChange={key => props.onChange(String(key) as Id)}
    >
      <TabList aria-label={props.label} className={css.list!}>
        {props.tabs.map(tab => (
          <Tab key={tab.id} id={tab.id} className={css.tab!}>
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {props.tabs.map(tab => (
        <TabPanel key={tab.id} id={tab.id} className={css.panel!}>
          {tab.body()}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
