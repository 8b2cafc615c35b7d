// The currency in which C3 bills a customer, for a cell of a long table: asked once per customer, and
// only when the row has stayed in sight for a moment, so that scrolling asks for nothing.
import { useEffect, useState } from 'react'
import { backend, onChange } from '../../backend'

const WAIT = 60
const known = new Map<string, string | null>()
// Practice mode and the real books have customers of their own.
onChange(() => known.clear())

async function read(customer: string): Promise<string | null> {
  const { rows } = await backend.searchCustomers({ text: customer, offset: 0, limit: 20 })
  const currency = rows.find(({ id }) => id === customer)?.currency ?? null
  known.set(customer, currency)
  return currency
}

/** `null` where it is not known, or not known yet. */
export function useCurrency(customer: string): string | null {
  const [answer, setRead] = useState<{ customer: string; currency: string | null } | null>(null)
  const isKnown = known.has(customer)
  useEffect(() => {
    if (isKnown) return
    let isStale = false
    const timer = window.setTimeout(() => {
      // Without it the figure stands alone, as it would without a currency.
      read(customer).then(
        (currency) => {
          if (!isStale) setRead({ customer, currency })
        },
        () => {},
      )
    }, WAIT)
    return () => {
      isStale = true
      window.clearTimeout(timer)
    }
  }, [customer, isKnown])
  return known.get(customer) ?? (answer?.customer === customer ? answer.currency : null)
}
