// Why a row could not be read, in words for whoever keeps the books. The reader's own words stay one
// click away, beside the row.
import { sentence } from '../../format/words'

/** C3's names of a row's values, as a person calls them. */
const NAMES: Readonly<Record<string, string>> = {
  CustomerID: 'customer’s id',
  CustomerName: 'customer’s name',
  TenantID: 'tenant’s id',
  SubscriptionID: 'subscription’s id',
  ProductName: 'product’s name',
  OldQuantity: 'quantity before',
  NewQuantity: 'quantity after',
  OldPrice: 'price before',
  NewPrice: 'price after',
  OldStatus: 'status before',
  NewStatus: 'status after',
  DateofChange: 'date of the change',
}

const NO_RECORD = /^it is not a readable record\b/i

export interface Reason {
  readonly text: string
  /** What the reader said, where the text says it in other words. */
  readonly said: string | null
}

export function reasonOf(reason: string): Reason {
  if (NO_RECORD.test(reason)) {
    return { text: 'It is no row of the history: it holds no names with their values.', said: reason }
  }
  const [, name = '', rest = ''] = /^([A-Za-z]+):? (.+)$/s.exec(reason) ?? []
  const known = NAMES[name]
  if (known === undefined)
    return { text: sentence(reason.charAt(0).toUpperCase() + reason.slice(1)), said: null }
  return { text: sentence(`The ${known}: ${rest}`), said: reason }
}
