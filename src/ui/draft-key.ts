import { draftKey } from './drafts.ts'
import { useSession } from './session.ts'

/** Where this person's words for this organisation are kept under a name until they are sent. */
export function useDraftKey(name: string): string {
  const { tenant, person } = useSession()
  return draftKey({ tenant: tenant.slug, person: person.email }, name)
}
