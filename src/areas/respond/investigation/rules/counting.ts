/** Which incidents belong in numbers about what really happened. */
import type { Finding } from '../contract/causes.ts'

/** Why an incident is left out of the numbers; undefined when it counts. Its mode goes before any mark. */
export function leftOutAs(
  mode: 'real' | 'exercise' | 'near_miss',
  counting: Finding['counting'],
): 'exercise' | 'near_miss' | 'test' | 'entered_afterwards' | undefined {
  if (mode !== 'real') return mode
  return counting === 'none' ? undefined : counting
}
