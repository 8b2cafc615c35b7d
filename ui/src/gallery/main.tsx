// The gallery: every component in every state, for pictures. Not part of the window.
// `gallery.html?theme=dark&practice#/messages` chooses what is shown.
import '../styles/index.css'
import './gallery.css'
import { Blocks, MessageSquare, Search, Table2, TableProperties } from 'lucide-react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { CommandPalette, type Hit } from '../components/CommandPalette'
import { KeyboardHelp } from '../components/KeyboardHelp'
import { ToastRegion } from '../components/Toasts'
import { useKeys } from '../hooks/useKeys'
import { Frame } from '../shell/Frame'
import { RouterProvider, useRouter } from '../shell/router'
import type { Screen } from '../shell/screens'
import { Controls } from './Controls'
import { Messages } from './Messages'
import { findCompanies } from './samples'
import { Combos, LongTable, Tables } from './Tables'

const SHEETS: readonly [Screen, ...Screen[]] = [
  { path: 'controls', title: 'Controls', icon: Blocks, letter: 'c', content: Controls },
  { path: 'messages', title: 'Messages', icon: MessageSquare, letter: 'm', content: Messages },
  { path: 'combos', title: 'Dropdown', icon: Search, letter: 'd', content: Combos },
  { path: 'tables', title: 'Tables', icon: TableProperties, letter: 't', content: Tables },
  { path: 'long', title: 'Subscription history', icon: Table2, letter: 'h', content: LongTable },
]

const asked = new URLSearchParams(window.location.search)
document.documentElement.dataset.theme = asked.get('theme') ?? 'light'

async function searchHits(text: string) {
  const { rows, total } = findCompanies(text)
  const hits: Hit[] = rows.slice(0, 20).map((row) => ({
    id: String(row.id),
    label: row.name,
    secondary: `${row.identifier} · ${row.city}`,
    group: 'Company',
    run: () => {},
  }))
  return { rows: hits, total }
}

function Gallery() {
  const router = useRouter()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  useKeys([
    { keys: 'mod+k', label: 'Go to anything', group: 'Everywhere', run: () => setOpen('palette') },
    { keys: '?', label: 'This list', group: 'Everywhere', run: () => setOpen('keys') },
    ...SHEETS.map(({ path, title }, index) => ({
      keys: `alt+${index + 1}`,
      label: title,
      group: 'Screens',
      run: () => void router.navigate(path),
    })),
  ])
  const sheet = SHEETS.find(({ path }) => path === router.path) ?? SHEETS[0]
  const Content = sheet.content
  return (
    <>
      <Frame
        screens={SHEETS}
        current={sheet.path}
        onGo={(path) => void router.navigate(path)}
        onConnections={() => {}}
        connections={[
          { name: 'C3', kind: 'good', text: 'Read 3 hours ago' },
          { name: 'ConnectWise', kind: 'bad', text: 'Does not answer' },
        ]}
        practice={asked.has('practice') ? { onLeave: () => {} } : undefined}
      >
        <Content key={sheet.path} />
      </Frame>
      <ToastRegion />
      <CommandPalette isOpen={open === 'palette'} onClose={() => setOpen(null)} search={searchHits} />
      <KeyboardHelp isOpen={open === 'keys'} onClose={() => setOpen(null)} />
    </>
  )
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <RouterProvider first="controls">
      <Gallery />
    </RouterProvider>,
  )
}
