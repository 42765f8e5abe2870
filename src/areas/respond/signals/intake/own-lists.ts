/** The lists that placeholders of rules may name, from the register and from what people keep. */
import type { Context } from '../../../../platform/action.ts'
import { listAssetsInUse } from '../../../register/assets/public.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import { allLists } from '../rules/sigma/needs.ts'
import { listSigmaLists } from '../store/sigma-lists.ts'
import { ownDomainsOf } from './recipient.ts'

/** Accounts as logs write them: the address, and what stands before its @. */
const accountsOf = (emails: readonly string[]) =>
  emails.flatMap((email) => [email, email.slice(0, email.indexOf('@'))])

export async function listsFor(context: Context): Promise<ReadonlyMap<string, readonly string[]>> {
  const people = (await listActiveMembers(context)).filter(({ role }) => role !== 'guest')
  const emails = people.map(({ email }) => email)
  const admins = people.filter(({ role }) => role === 'owner' || role === 'lead').map(({ email }) => email)
  const systems = await listAssetsInUse(context)
  const named = (kind: string) => systems.filter((each) => each.kind === kind).map(({ name }) => name)
  return allLists(
    {
      admins: accountsOf(admins),
      people: accountsOf(emails),
      own_domains: ownDomainsOf(emails),
      servers: named('server'),
      workstations: named('computer'),
    },
    await listSigmaLists(context),
  )
}
