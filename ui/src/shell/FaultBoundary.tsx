// Catches what a screen could not draw, so that a fault of one screen never blanks the window. It
// says so and logs it, and lets the screen be drawn anew.
import { Component, type ReactNode } from 'react'
import { Button } from '../components/Button'
import { Notice } from '../components/Notice'
import { BundlePanel } from '../screens/support/BundlePanel'
import { reportFault } from './faults'
import { loadAgain } from './late'

export interface FaultBoundaryProps {
  readonly children: ReactNode
  /** Which screen it is, for the log. */
  readonly screen?: string
}

interface State {
  readonly fault: string | null
  /** Under which it is in the log. */
  readonly reference: string | null
  readonly isBundleOpen: boolean
}

const NONE: State = { fault: null, reference: null, isBundleOpen: false }

export class FaultBoundary extends Component<FaultBoundaryProps, State> {
  override state: State = NONE

  static getDerivedStateFromError(thrown: unknown): Partial<State> {
    return { fault: thrown instanceof Error ? `${thrown.message}\n${thrown.stack ?? ''}` : String(thrown) }
  }

  override componentDidCatch(thrown: unknown): void {
    void reportFault(this.props.screen ?? 'window', thrown).then((reference) => this.setState({ reference }))
  }

  private readonly show = () => {
    loadAgain()
    this.setState(NONE)
  }

  override render(): ReactNode {
    const { fault, reference, isBundleOpen } = this.state
    if (fault === null) return this.props.children
    return (
      <div className="Fault">
        <div className="Stack Fit">
          <Notice
            kind="error"
            title="This page could not be shown"
            details={fault}
            reference={reference ?? undefined}
            action={{ label: 'Show it again', onPress: this.show }}
          >
            It is a fault of Accord’s own. Nothing was changed by it, and what is under way goes on. The other
            pages work; if this one stays so, reload, and send a support bundle to whoever helps you.
          </Notice>
          <div className="Row">
            <Button onPress={() => window.location.reload()}>Reload</Button>
            <Button look="quiet" onPress={() => this.setState({ isBundleOpen: true })}>
              Save a support bundle…
            </Button>
          </div>
          {isBundleOpen ? <BundlePanel /> : null}
        </div>
      </div>
    )
  }
}
