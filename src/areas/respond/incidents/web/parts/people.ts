import { useWhole } from '../../../../../ui/whole.ts'
import { listMembers, type Member } from '../../../../register/people/contract/people.ts'

export interface People {
  /** Those who can be given something to do. */
  readonly active: readonly Member[]
  /** undefined while the list is on its way, or for somebody who has left. */
  readonly nameOf: (id: string | null) => string | undefined
}

/** The people of the organisation. */
export function usePeople(): People {
  const members = useWhole(listMembers, {})
  return {
    active: members.filter((member) => member.status === 'active'),
    nameOf: (id) => members.find((member) => member.id === id)?.name,
  }
}
