import { call } from '../../../../../ui/client.ts'
import type { Found } from '../../../../../ui/register/Finder.tsx'
import { listContacts } from '../../../contacts/contract/contacts.ts'

/** The first of those on the list of contacts who fit. */
export async function findPerson(q: string, signal: AbortSignal): Promise<readonly Found[]> {
  const { items } = await call(listContacts, { limit: 12, ...(q && { q }) }, { signal })
  return items.map(({ id, name, organisation, job }) => ({
    ...{ id, name, more: [organisation, job].filter(Boolean).join(' · ') },
  }))
}
