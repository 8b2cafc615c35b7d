// Light, dark, or as the system has it: kept in this window's own storage and set on the page's
// root. It is a matter of this computer, so the backend does not know it.

export type Appearance = 'system' | 'light' | 'dark'

const KEY = 'accord.appearance'

export function appearance(): Appearance {
  const kept = window.localStorage.getItem(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** Keeps the choice and shows it at once. */
export function setAppearance(choice: Appearance): void {
  if (choice === 'system') window.localStorage.removeItem(KEY)
  else window.localStorage.setItem(KEY, choice)
  showAppearance()
}

/** Sets what was kept; called before anything is drawn. */
export function showAppearance(): void {
  const choice = appearance()
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
}
