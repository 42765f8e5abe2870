import { useQuery } from '@tanstack/react-query'
import { answerKey, everyItem } from '../../../../../ui/answers.ts'
import { useMay } from '../../../../../ui/session.ts'
import { listMembers, type Member } from '../../../../register/people/contract/people.ts'

export interface People {
  /** Those who can be given something to do. */
  readonly active: readonly Member[]
  /** undefined while the list is on its way, or for somebody who has left. */
  readonly nameOf: (id: string | null) => string | undefined
}

/** The people of the organisation, read once for all parts of a page. */
export function usePeople(): People {
  // A guest sees the one case and nobody's telephone number.
  const enabled = useMay('member.read')
  const { data = [] } = useQuery({
    enabled,
    queryKey: [...answerKey(listMembers), 'everyone'],
    queryFn: ({ signal }) => everyItem(listMembers, {}, undefined, signal),
    staleTime: 60_000,
  })
  return {
    active: data.filter((member) => member.status === 'active'),
    nameOf: (id) => data.find((member) => member.id === id)?.name,
  }
}
