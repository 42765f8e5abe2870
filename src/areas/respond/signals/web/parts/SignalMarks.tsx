import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { SignalSeverity } from '../../contract/severities.ts'
import type { Signal, SignalState, SignalStatus } from '../../contract/signals.ts'

const severityTones: Record<SignalSeverity, Tone> = {
  critical: 'bad',
  high: 'warn',
  medium: 'active',
  low: 'quiet',
  unknown: 'unknown',
}
const stateTones: Record<SignalState, Tone> = { firing: 'warn', resolved: 'good', report: 'active' }
const statusTones: Record<SignalStatus, Tone> = { new: 'active', dismissed: 'quiet', linked: 'good' }

/** How bad the sender calls it; shape, colour and word. */
export function SeverityOf({ signal }: { readonly signal: Pick<Signal, 'severity'> }) {
  const text = useText('signals')
  return <StateMark tone={severityTones[signal.severity]} word={text(`severity.${signal.severity}`)} />
}

/** Whether it is still going on, or was said by a person. */
export function StateOf({ signal }: { readonly signal: Pick<Signal, 'state'> }) {
  const text = useText('signals')
  return <StateMark tone={stateTones[signal.state]} word={text(`state.${signal.state}`)} />
}

/** What somebody here made of it. */
export function StatusOf({ signal }: { readonly signal: Pick<Signal, 'status' | 'incidentNumber'> }) {
  const text = useText('signals')
  const word =
    signal.incidentNumber === null
      ? text(`status.${signal.status}`)
      : text('status.linkedTo', { number: signal.incidentNumber })
  return <StateMark tone={statusTones[signal.status]} word={word} />
}
