import { everyItem } from '../../../../../ui/answers.ts'
import { useWhole } from '../../../../../ui/whole.ts'
import { listMembers } from '../../../people/contract/people.ts'

export interface People {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly nameOf: (id: string | null) => string | undefined
}

/** The people of the organisation. */
export function usePeople(): People {
  const members = useWhole(listMembers, {})
  return {
    options: members
      .filter(({ status }) => status === 'active')
      .map(({ id, name }) => ({ value: id, label: name })),
    nameOf: (id) => members.find((member) => member.id === id)?.name,
  }
}

/**
 * Everybody's e-mail address, which names one person alone, for a list that is given out. Read there and then: a
 * column that is empty because nothing was loaded would take the owners away when the list comes back.
 * @throws CallError where the people cannot be read
 */
export async function ownerAddresses(): Promise<(id: string | null) => string> {
  const members = await everyItem(listMembers, {})
  const byId = new Map(members.map(({ id, email }) => [id, email]))
  return (id) => {
    if (id === null) return ''
    const address = byId.get(id)
    if (address === undefined) throw new Error('An owner is not among the people')
    return address
  }
}
