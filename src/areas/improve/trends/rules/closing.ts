/** When a closing asks how a control did. Plain data in, plain data out. */
import type { Severity } from '../../../../base/incident-words.ts'

interface Closing {
  readonly disposition: 'resolved' | 'false_alarm' | 'duplicate' | 'cancelled'
  readonly severity: Severity
  readonly mode: 'real' | 'exercise' | 'near_miss'
  /** Whether a person leads it or is about to close it; else only programs opened it and close it. */
  readonly isLed: boolean
}

/**
 * Only of what really happened and mattered: a false alarm, a rehearsal, a near miss and a minor case ask nothing. A
 * case that only programs led is closed by them as ever: no tool is held up by what it cannot know.
 */
export function asksForGrade({ disposition, severity, mode, isLed }: Closing): boolean {
  return disposition === 'resolved' && mode === 'real' && isLed && severity !== 'S4'
}
