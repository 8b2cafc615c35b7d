// The lines for the system's own scheduler, each to be copied: this system's first.
import { useState } from 'react'
import type { SchedulerLines as Lines } from '../../bindings'
import { copyText } from '../../clipboard'
import { Button } from '../../components/Button'

export interface SchedulerLinesProps {
  readonly lines: Lines
  /** `windows`, `macos` or `linux`. */
  readonly system: string
}

interface One {
  readonly system: string
  readonly title: string
  readonly help: string
  readonly text: string
}

function all(lines: Lines): readonly One[] {
  return [
    {
      system: 'windows',
      title: 'Windows: Task Scheduler',
      help: 'Paste it into a command prompt, once.',
      text: lines.task_scheduler,
    },
    {
      system: 'macos',
      title: 'macOS: launchd',
      help: `Save it as ~/Library/LaunchAgents/app.accord.automatic.plist, then run: ${lines.launchd_load}`,
      text: lines.launchd,
    },
    { system: 'linux', title: 'Linux: cron', help: 'Add it with crontab -e.', text: lines.cron },
  ]
}

export function SchedulerLines({ lines, system }: SchedulerLinesProps) {
  const ways = all(lines)
  const own = ways.filter((one) => one.system === system)
  const others = ways.filter((one) => one.system !== system)
  return (
    <div className="Stack Fit">
      {own.map((one) => (
        <Line key={one.system} one={one} />
      ))}
      <details>
        <summary>Other systems</summary>
        <div className="Stack Automatic-others">
          {others.map((one) => (
            <Line key={one.system} one={one} />
          ))}
        </div>
      </details>
    </div>
  )
}

function Line({ one }: { readonly one: One }) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await copyText(one.text)
      setSaid('Copied')
    } catch {
      setSaid('Select the text and copy it by hand')
    }
  }
  return (
    <div className="Stack" data-gap="s">
      <p>
        <b>{one.title}</b> <span className="Faint">{one.help}</span>
      </p>
      <pre className="Automatic-line Selectable" role="region" tabIndex={0} aria-label={one.title}>
        {one.text}
      </pre>
      <div className="Row">
        <Button size="s" aria-label={`Copy: ${one.title}`} onPress={() => void copy()}>
          Copy
        </Button>
        <span className="Faint" role="status">
          {said}
        </span>
      </div>
    </div>
  )
}
