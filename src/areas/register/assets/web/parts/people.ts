import { useQuery } from '@tanstack/react-query'
import { answerKey, everyItem } from '../../../../../ui/answers.ts'
import { listMembers } from '../../../people/contract/people.ts'

export interface People {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly nameOf: (id: string | null) => string | undefined
  /** E-mail address, which names one person alone; '' for nobody. */
  readonly addressOf: (id: string | null) => string
}

/** The people of the organisation. */
export function usePeople(): People {
  const { data = [] } = useQuery({
    queryKey: [...answerKey(listMembers), 'everyone'],
    queryFn: ({ signal }) => everyItem(listMembers, {}, undefined, signal),
    staleTime: 60_000,
  })
  const find = (id: string | null) => data.find((member) => member.id === id)
  return {
    options: data
      .filter(({ status }) => status === 'active')
      .map(({ id, name }) => ({ value: id, label: name })),
    nameOf: (id) => find(id)?.name,
    addressOf: (id) => find(id)?.email ?? '',
  }
}
