// A next invoice whose date is over, said where its agreement is looked at. It is no error: it may
// still be made, and only a person knows.
import type { Agreement } from '../../bindings'
import { Status } from '../../components/Tag'
import { overdueWords } from './words'

export function Overdue({ agreement }: { readonly agreement: Agreement }) {
  const words = overdueWords(agreement)
  return words === null ? null : (
    <p className="Overdue">
      <Status kind="warn">{words}</Status>
    </p>
  )
}
