// Upload: the mapped customers and the records, one record with its findings and its plan, or an
// agreement that is taken over. What
// may be validated or uploaded is the backend's to say.
import { useRouter } from '../shell/router'
import { TakeOverPage } from './takeover/TakeOverPage'
import { placeOf } from './upload/place'
import { RecordPage } from './upload/RecordPage'
import { UploadHome } from './upload/UploadHome'
import { useUploadRuns } from './upload/useUploadRuns'
import './upload/upload.css'

export function UploadScreen() {
  const router = useRouter()
  const place = placeOf(router.params)
  const runs = useUploadRuns()
  const { takeOver } = place
  if (takeOver !== null) return <TakeOverPage key={takeOver} agreement={takeOver} runs={runs} />
  if (place.job !== null) return <RecordPage key={place.job} job={place.job} place={place} runs={runs} />
  return <UploadHome place={place} runs={runs} />
}
