import { createContext, use } from 'react'
import type { BrandColour } from '../base/brand.ts'
import type { MemberRole, Permission } from '../base/permissions.ts'

/** Who looks at this page, in which organisation. Filled by the application from the room of people. */
export interface Session {
  readonly person: { readonly name: string; readonly email: string }
  readonly tenant: {
    readonly slug: string
    readonly name: string
    readonly timeZone: string
    readonly colour: BrandColour
    readonly mark: string
  }
  /** Every organisation this person belongs to, the current one included. */
  readonly tenants: readonly { readonly slug: string; readonly name: string; readonly role: MemberRole }[]
  /** What the server says this person may do here. */
  readonly can: Readonly<Partial<Record<Permission, boolean>>>
}

const SessionContext = createContext<Session | undefined>(undefined)
export const SessionProvider = SessionContext

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('There is no session around this component')
  return session
}

/** The session where there may be none, as in a page that anyone may open. */
export function useOptionalSession(): Session | undefined {
  return use(SessionContext)
}

/** Whether the person may do this here. The server decides; this only keeps useless buttons away. */
export function useMay(permission: Permission): boolean {
  return use(SessionContext)?.can[permission] === true
}
