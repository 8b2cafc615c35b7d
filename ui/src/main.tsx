// Where the window's page begins.
import './styles/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startListening } from './backend'
import { App } from './shell/App'
import { ahead } from './shell/ahead'
import { showAppearance } from './shell/appearance'
import { reportUncaught } from './shell/faults'

showAppearance()
reportUncaught()
ahead()
const root = document.getElementById('root')
if (root) {
  void startListening()
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
