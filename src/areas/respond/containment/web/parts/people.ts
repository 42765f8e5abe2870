import { useQuery } from '@tanstack/react-query'
import { answerKey, everyItem } from '../../../../../ui/answers.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'

export interface People {
  /** Those who can be given something, as a field offers them. */
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly nameOf: (id: string | null) => string | undefined
}

/** The people of the organisation, read once for all parts of a page. */
export function usePeople(): People {
  const { data = [] } = useQuery({
    queryKey: [...answerKey(listMembers), 'everyone'],
    queryFn: ({ signal }) => everyItem(listMembers, {}, undefined, signal),
    staleTime: 60_000,
  })
  return {
    options: data
      .filter(({ status }) => status === 'active')
      .map(({ id, name }) => ({ value: id, label: name })),
    nameOf: (id) => data.find((member) => member.id === id)?.name,
  }
}
