// Parts of the page that are loaded after its first paint. Where a part is loaded already, it is
// drawn at once; where it is not, it suspends, and the screen before it stays in sight. A part that
// does not load throws, so that the fault page around it says so.
import { type ComponentType, use } from 'react'

export interface Late<P> {
  (props: P): React.JSX.Element
  /** Loads it without drawing it; where that fails, drawing it tries once more. */
  readonly preload: () => Promise<void>
}

const all: (() => void)[] = []

/** Lets what could not be loaded be tried anew. */
export function loadAgain(): void {
  for (const forget of all) forget()
}

export function late<P extends object>(load: () => Promise<ComponentType<P>>): Late<P> {
  let loading: Promise<ComponentType<P>> | null = null
  let isLoaded = false
  const begin = () => {
    if (loading) return loading
    const begun = load()
    loading = begun
    begun.then(
      (value) => {
        isLoaded = true
        // So `use` knows it at once, without waiting for another turn.
        Object.assign(begun, { status: 'fulfilled', value })
      },
      () => {},
    )
    return begun
  }
  const forget = () => {
    if (!isLoaded) loading = null
  }
  all.push(forget)
  function Part(props: P) {
    const Found = use(begin())
    return <Found {...props} />
  }
  return Object.assign(Part, { preload: () => begin().then(() => {}, forget) })
}
