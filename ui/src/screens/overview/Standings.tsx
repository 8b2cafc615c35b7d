// How many customers there are and where they stand; each count leads to the list that it counts.
import type { Overview } from '../../bindings'
import { formatCount } from '../../format/decimal'
import { useRouter } from '../../shell/router'
import type { Way } from './needs'

interface Figure {
  readonly label: string
  readonly count: number
  readonly way: Way
}

function figuresOf(overview: Overview): readonly Figure[] {
  const upload = (standing: string): Way => ({ path: 'upload', params: { standing } })
  return [
    { label: 'C3 customers', count: overview.customers, way: { path: 'mapping', params: {} } },
    { label: 'Mapped', count: overview.mapped, way: { path: 'upload', params: {} } },
    { label: 'Up to date', count: overview.up_to_date, way: upload('up-to-date') },
    { label: 'To upload', count: overview.pending, way: upload('pending') },
    { label: 'With errors', count: overview.with_errors, way: upload('errors') },
    { label: 'Not validated', count: overview.not_validated, way: upload('not-validated') },
  ]
}

export function Standings({ overview }: { readonly overview: Overview }) {
  const router = useRouter()
  return (
    <ul className="Standings" aria-label="Customers">
      {figuresOf(overview).map(({ label, count, way }) => (
        <li key={label}>
          <button
            type="button"
            data-zero={count === 0 ? '' : undefined}
            onClick={() => void router.navigate(way.path, way.params)}
          >
            <span className="Standings-label">{label}</span>
            <span className="Standings-count">{formatCount(count)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
