/** Who takes part where nobody chose: those who lead, since a rehearsal without them rehearses nobody who decides. */
import type { Form, PlayerRole } from '../contract/words.ts'

export interface UsualPlayer {
  readonly memberId: string
  readonly name: string
  readonly seat: 'player'
  readonly role: PlayerRole
  readonly isAbsent: false
}

/** The first of the leads leads here, everybody else who leads takes their part; whoever plays alone plays alone. */
export function usualPlayers(
  members: readonly { readonly id: string; readonly name: string; readonly role: string | null }[],
  { form, isRetest = false }: { readonly form: Form; readonly isRetest?: boolean },
): UsualPlayer[] {
  if (isRetest || form === 'solo' || form === 'drill') return []
  const leaders = members.filter(({ role }) => role === 'owner' || role === 'lead')
  const first = leaders.find(({ role }) => role === 'lead') ?? leaders[0]
  return leaders.map((one) => ({
    ...{ memberId: one.id, name: '', seat: 'player', isAbsent: false },
    role: one === first ? 'lead' : one.role === 'owner' ? 'owner' : 'everyone',
  }))
}
