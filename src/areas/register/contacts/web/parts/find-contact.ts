import { call } from '../../../../../ui/client.ts'
import type { Found } from '../../../../../ui/register/Finder.tsx'
import { listContacts } from '../../contract/contacts.ts'

/** The first of those who fit, for a choice. */
export async function findContact(q: string, signal: AbortSignal): Promise<readonly Found[]> {
  const { items } = await call(listContacts, { limit: 12, ...(q && { q }) }, { signal })
  return items.map(({ id, name, organisation, job }) => ({
    id,
    name,
    more: [organisation, job].filter(Boolean).join(' · '),
  }))
}
