import { Component, type ReactNode } from 'react'
import { ErrorState } from './ErrorState.tsx'

interface FailureBoundaryProps {
  readonly children: ReactNode
}

/** Keeps a failure in its place: the rest of the page goes on working. */
export class FailureBoundary extends Component<FailureBoundaryProps, { readonly error: unknown }> {
  override state = { error: undefined as unknown } // unknown: anything can be thrown

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    return <ErrorState error={this.state.error} onRetry={() => this.setState({ error: undefined })} />
  }
}
