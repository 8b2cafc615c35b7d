// One quiet line in the rail where a newer version is known. It leads to Settings, and does
// nothing by itself; what goes wrong with looking shows there alone.
import { useAsk } from '../hooks/useAsk'
import { KNOWN_UPDATE } from '../questions'
import { useRouter } from './router'

export function UpdateLine() {
  const router = useRouter()
  const { data } = useAsk(...KNOWN_UPDATE)
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
