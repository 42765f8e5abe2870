import { refuse } from '../../../../base/refusal.ts'
import { doorAction, type House } from '../../../../platform/action.ts'
import * as contract from '../contract/setup.ts'
import { createOrganisation } from '../public/organisation.ts'
import { isClaimed } from '../store/organisation.ts'

export const readSetup = doorAction(contract.readSetup, async ({ house, address }) => {
  const open = !(await isClaimed(house))
  return { open, tokenNeeded: open && house.services.setup.needsToken(address) }
})

/**
 * The sign-in tables are another login's, so the account is made inside the transaction that took the installation:
 * a crash before its commit leaves the installation open, and an account that the next try takes over.
 */
export const firstRun = doorAction(contract.firstRun, async (door, { token, organisation, owner }) => {
  const { house, address, now } = door
  if (await isClaimed(house)) refuse('not_found', 'There is nothing here.')
  house.services.setup.admit({ address, token, now })
  const { slug } = await createOrganisation(house, {
    organisation,
    owner: { name: owner.name, email: owner.email },
    turn: 'first',
    account: (person) => accountOf(house, { ...person, password: owner.password }),
  })
  return { slug }
})

/** As long as nobody has the installation, an account can only be the rest of a first run that did not end. */
async function accountOf(
  { services: { sessions } }: House,
  owner: { name: string; email: string; password: string },
): Promise<{ userId: string }> {
  const left = await sessions.findUserByEmail(owner.email)
  if (left === undefined) return sessions.createUser(owner)
  await sessions.setPassword(left.userId, owner.password)
  await sessions.resetSecondFactor(left.userId)
  return { userId: left.userId }
}
