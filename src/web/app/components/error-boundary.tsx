// A screen that breaks takes only itself along: the frame stays, and says what can be done.
import { Component, type ComponentChildren } from 'preact'

export class ErrorBoundary extends Component<{ fallback: ComponentChildren; children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false }

  override componentDidCatch(error: unknown): void {
    this.setState({ broken: true })
    reportError(error)
  }

  override render() {
    return this.state.broken ? this.props.fallback : this.props.children
  }
}
