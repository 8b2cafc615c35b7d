// Leads whoever saved a form with gaps to the first of them, once they are marked.
import type { RefObject } from 'react'

const OFF = '[aria-invalid="true"], [data-invalid] button'

export function focusFirstError(form: RefObject<HTMLElement | null>): void {
  requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(OFF)?.focus())
}
