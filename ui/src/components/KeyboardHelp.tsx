// The list of keys that work right now, by what they belong to. It reads what is registered, so
// it never promises a key that does nothing.
import { X } from 'lucide-react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { type KeyBinding, keyNames, knownKeys } from '../hooks/useKeys'
import { IconButton } from './Button'
import './Dialog.css'
import './KeyboardHelp.css'

export interface KeyboardHelpProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

const EVERYWHERE: readonly KeyBinding[] = [
  { keys: 'ArrowDown', label: 'Open a dropdown, next row', group: 'Lists and tables' },
  { keys: 'Home End', label: 'First and last row', group: 'Lists and tables' },
  { keys: 'Enter', label: 'Take or open the row', group: 'Lists and tables' },
  { keys: 'Space', label: 'Select the row', group: 'Lists and tables' },
  { keys: 'Escape', label: 'Close without taking anything', group: 'Lists and tables' },
]

const SYMBOLS: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  Escape: 'Esc',
}

export function KeyboardHelp({ isOpen, onClose }: KeyboardHelpProps) {
  return (
    <ModalOverlay
      className="Dialog-veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose()
      }}
    >
      <Modal className="Dialog" data-wide="">
        <AriaDialog className="Dialog-body KeyboardHelp">
          <header className="KeyboardHelp-head">
            <Heading slot="title" level={2}>
              Keys
            </Heading>
            <IconButton label="Close" icon={X} onPress={onClose} />
          </header>
          <div className="KeyboardHelp-groups">
            {groups([...knownKeys(), ...EVERYWHERE]).map(([group, list]) => (
              <section key={group}>
                <h3>{group}</h3>
                <dl>
                  {lines(list).map(([label, keys]) => (
                    <KeyLine key={label + keys.join()} label={label} keys={keys} />
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function KeyLine({ label, keys }: { readonly label: string; readonly keys: readonly string[] }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {keys.map((one, index) => (
          <span key={one}>
            {index > 0 ? <span className="KeyboardHelp-or">or</span> : null}
            {keyNames(one).map((name) => (
              <kbd key={name}>{SYMBOLS[name] ?? name}</kbd>
            ))}
          </span>
        ))}
      </dd>
    </div>
  )
}

/** Each thing once, with every key that does it. */
function lines(list: readonly KeyBinding[]): ReadonlyArray<readonly [string, readonly string[]]> {
  const found = new Map<string, string[]>()
  for (const { label, keys } of list) found.set(label, [...(found.get(label) ?? []), keys])
  return [...found]
}

function groups(list: readonly KeyBinding[]): ReadonlyArray<readonly [string, readonly KeyBinding[]]> {
  const found = new Map<string, KeyBinding[]>()
  for (const binding of list) {
    const group = binding.group ?? 'This screen'
    found.set(group, [...(found.get(group) ?? []), binding])
  }
  // What only this screen knows comes first, what holds everywhere after it.
  return [...found].sort(([one], [other]) => Number(isEverywhere(one)) - Number(isEverywhere(other)))
}

const ELSEWHERE: ReadonlySet<string> = new Set([
  ...EVERYWHERE.map(({ group }) => group ?? ''),
  'Everywhere',
  'Screens',
])

function isEverywhere(group: string): boolean {
  return ELSEWHERE.has(group)
}
