import type { Session } from '../../ui/session.ts'
import type { readAccount, readMe } from '../../areas/register/people/contract/account.ts'
import type * as z from 'zod'

type Account = z.output<typeof readAccount.output>
type Me = z.output<typeof readMe.output>

/** Who looks at a page of an organisation; undefined for someone who holds no role in it. */
export function sessionOf(account: Account, me: Me): Session | undefined {
  if (me.role === null) return undefined
  const { slug, name, timeZone } = me.organisation
  return {
    person: { name: me.name, email: account.email },
    tenant: { slug, name, timeZone, role: me.role },
    tenants: account.organisations,
  }
}
