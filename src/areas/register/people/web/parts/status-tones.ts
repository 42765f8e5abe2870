import type { Tone } from '../../../../../ui/marks/StateMark.tsx'
import type { Member } from '../../contract/people.ts'

export const statusTones: Record<Member['status'], Tone> = {
  invited: 'active',
  active: 'good',
  suspended: 'warn',
}
