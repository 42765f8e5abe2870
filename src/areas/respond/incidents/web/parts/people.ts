import { useWhole } from '../../../../../ui/whole.ts'
import { listMembers, type Member } from '../../../../register/people/contract/people.ts'

export interface People {
  /** Those who can be given something to do. */
  readonly active: readonly Member[]
  /** undefined while the list is on its way, or for somebody who has left. */
  readonly nameOf: (id: string | null) => string | undefined
}

/**
 * The people of the organisation.
 * @param met those whom a guest meets in a case, who may not read the list
 */
export function usePeople(met: readonly { id: string; name: string }[] = []): People {
  const members = useWhole(listMembers, {})
  return {
    active: members.filter((member) => member.status === 'active'),
    nameOf: (id) => [...members, ...met].find((person) => person.id === id)?.name,
  }
}
