// Parts of one page, one in sight at a time.
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import './Tabs.css'

export interface TabItem<K extends string> {
  readonly id: K
  readonly label: string
  /** Stands behind the label, such as how many there are. */
  readonly count?: string
  readonly content: ReactNode
}

export interface TabsProps<K extends string> {
  readonly label: string
  readonly items: ReadonlyArray<TabItem<K>>
  readonly selected: K
  readonly onSelect: (id: K) => void
}

export function Tabs<K extends string>({ label, items, selected, onSelect }: TabsProps<K>) {
  return (
    <AriaTabs
      className="Tabs"
      selectedKey={selected}
      onSelectionChange={(key) => {
        const found = items.find((item) => item.id === key)
        if (found) onSelect(found.id)
      }}
    >
      <TabList aria-label={label} className="Tabs-list">
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className="Tabs-tab">
            <span className="Tabs-label">{item.label}</span>
            {item.count ? <span className="Tabs-count">{item.count}</span> : null}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="Tabs-panel">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
