// A support bundle: first everything that would be in it, to be read; then the place to save it.
// What is saved is what was shown. It also works where the database does not.
import { useState } from 'react'
import { backend } from '../../backend'
import type { BundlePart } from '../../bindings'
import { Button } from '../../components/Button'
import { FailureNotice, Notice } from '../../components/Notice'
import { PathField } from '../../components/PathField'
import { formatCount } from '../../format/decimal'
import { today } from '../../format/time'
import { useWork } from '../../hooks/useWork'
import './support.css'

const linesOf = (text: string) => text.trimEnd().split('\n').length

export function BundlePanel() {
  const [parts, setParts] = useState<readonly BundlePart[] | null>(null)
  const looking = useWork(async () => setParts(await backend.supportBundle()))
  return (
    <div className="Stack" data-gap="s">
      <div className="Row">
        <Button isPending={looking.isBusy} onPress={() => void looking.start()}>
          {parts ? 'Look again' : 'See what is in it'}
        </Button>
      </div>
      {looking.error ? (
        <FailureNotice failure={looking.error} title="The support bundle could not be made." />
      ) : null}
      {parts ? <Parts parts={parts} /> : null}
      {parts ? <Save /> : null}
    </div>
  )
}

function Parts({ parts }: { readonly parts: readonly BundlePart[] }) {
  return (
    <div className="Bundle" role="group" aria-label="What is in the support bundle">
      {parts.map(({ title, text }) => (
        <details key={title} className="Bundle-part" open={!title.startsWith('Log ')}>
          <summary>
            {title} <span className="Faint">· {countOf(linesOf(text))}</span>
          </summary>
          <pre className="Selectable" role="region" tabIndex={0} aria-label={title}>
            {text}
          </pre>
        </details>
      ))}
    </div>
  )
}

const countOf = (lines: number) => (lines === 1 ? '1 line' : `${formatCount(lines)} lines`)

function Save() {
  const [path, setPath] = useState('')
  const [done, setDone] = useState<string | null>(null)
  const saving = useWork(async () => {
    setDone(null)
    const file = path.trim()
    await backend.saveSupportBundle(file)
    setDone(file)
    setPath('')
  })
  return (
    <form
      className="Stack"
      data-gap="s"
      onSubmit={(event) => {
        event.preventDefault()
        if (path.trim() !== '') void saving.start()
      }}
    >
      <PathField
        label="Support bundle"
        value={path}
        saveAs={`accord-support-${today()}.txt`}
        onChange={setPath}
      />
      <div className="Row">
        <Button type="submit" look="primary" isPending={saving.isBusy} isDisabled={path.trim() === ''}>
          Save as shown
        </Button>
      </div>
      {saving.error ? (
        <FailureNotice failure={saving.error} title="The support bundle could not be saved." />
      ) : null}
      {done ? (
        <Notice kind="success" title="The support bundle is saved. Nothing was sent">
          <span className="Data-folder Selectable">{done}</span>
        </Notice>
      ) : null}
    </form>
  )
}
