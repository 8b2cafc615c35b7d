// Parts of the page that are loaded once the first ones stand: a window shows something useful
// sooner, and by the time somebody goes elsewhere the rest is there.
import { type ComponentType, use } from 'react'

type Late<P> = ComponentType<P> & { readonly load: () => Promise<unknown> }

const parts: Array<() => Promise<unknown>> = []

/** A component whose code comes later; until it is there, the `Suspense` around it stands in. */
export function late<P extends object>(load: () => Promise<ComponentType<P>>): Late<P> {
  let Part: ComponentType<P> | undefined
  let loading: Promise<ComponentType<P>> | undefined
  const start = () => {
    loading ??= load().then((loaded) => {
      Part = loaded
      return loaded
    })
    return loading
  }
  function LatePart(props: P) {
    const Content = Part ?? use(start())
    return <Content {...props} />
  }
  parts.push(start)
  return Object.assign(LatePart, { load: start })
}

/** Loads all of them, one after the other. What cannot be loaded says so where it is shown. */
export async function loadTheRest(): Promise<void> {
  for (const load of parts) await load().catch(() => {})
}
