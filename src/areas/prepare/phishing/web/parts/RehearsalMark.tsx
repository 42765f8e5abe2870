import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Rehearsal } from '../../contract/words.ts'

const tones: Record<Rehearsal['state'], Tone> = {
  planned: 'unknown',
  running: 'active',
  ended: 'good',
  declined: 'quiet',
  stopped: 'quiet',
}

export function RehearsalMark({ rehearsal }: { readonly rehearsal: Pick<Rehearsal, 'state' | 'pausedWhy'> }) {
  const text = useText('phishing')
  const { state, pausedWhy } = rehearsal
  return pausedWhy === null ? (
    <StateMark tone={tones[state]} word={text(`state.${state}`)} />
  ) : (
    <StateMark tone="warn" word={text('paused.short')} />
  )
}
