// Catches what a screen could not draw, so that a fault of one screen never blanks the window. It
// says so, and lets the screen be drawn anew.
import { Component, type ReactNode } from 'react'
import { Notice } from '../components/Notice'

export interface FaultBoundaryProps {
  readonly children: ReactNode
}

interface State {
  readonly fault: string | null
}

export class FaultBoundary extends Component<FaultBoundaryProps, State> {
  override state: State = { fault: null }

  static getDerivedStateFromError(thrown: unknown): State {
    return { fault: thrown instanceof Error ? `${thrown.message}\n${thrown.stack ?? ''}` : String(thrown) }
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children
    return (
      <div className="Fault">
        <Notice
          kind="error"
          title="This page could not be shown"
          details={this.state.fault}
          action={{ label: 'Show it again', onPress: () => this.setState({ fault: null }) }}
        >
          It is a fault of Accord’s own. Nothing was changed by it, and what is under way goes on. The other
          pages work; if this one stays so, restart Accord.
        </Notice>
      </div>
    )
  }
}
