// One quiet line in the rail where a newer version is known. It leads to Settings, and does
// nothing by itself; what goes wrong with looking shows there alone.
import { backend } from '../backend'
import { useAsk } from '../hooks/useAsk'
import { useRouter } from './router'

export function UpdateLine() {
  const router = useRouter()
  const { data } = useAsk('known-update', () => backend.knownUpdate())
  if (!data) return null
  return (
    <button
      type="button"
      className="Rail-update"
      onClick={() => void router.navigate('settings', { section: 'updates' })}
    >
      Accord {data.version} is there
    </button>
  )
}
