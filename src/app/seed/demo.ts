import { randomBytes } from 'node:crypto'
import { loadDemo } from '../../areas/register/people/contract/account.ts'
import { refuse } from '../../base/refusal.ts'
import { createOrganisation, type MadeOrganisation } from '../../areas/register/people/public/organisation.ts'
import { recoverOwner } from '../../areas/register/people/public/recovery.ts'
import { asSystem, doorAction, type House } from '../../platform/action.ts'
import { oneAtATime } from '../../platform/database/one-at-a-time.ts'
import { seedCompany } from './company.ts'
import { seedProvider } from './provider.ts'

/** A second organisation beside one's own: nothing in the demo can be taken for the real thing, and it can be left alone. */
export const makeDemo = doorAction(loadDemo, async ({ actor, house }) => {
  if (actor.kind !== 'member') refuse('forbidden', 'Sign in as a person to make a demo company.')
  const once = { what: `demo of ${actor.userId}`, sentence: underWay }
  return oneAtATime(house.services.door, once, async (client) => {
    const { rows } = await client.query<{ slug: string; name: string }>(
      'select slug, name from wall.memberships($1)',
      [actor.userId],
    )
    const known = rows.find((row) => row.name === demoName)
    if (known !== undefined) return { slug: known.slug }
    const { slug } = await furnish(house, { userId: actor.userId, name: actor.name, turn: 'further' })
    await asSystem(house, actor.tenantId, actor.name, async (context) =>
      context.record({ stream: 'audit', kind: 'demo.load', fields: { actor: actor.ref, slug } }),
    )
    return { slug }
  })
})

const ownerEmail = 'you@harbour-bakery.example'
const demoName = 'Harbour Bakery (demo)'
const underWay = 'The demo company is being made already. Look again in half a minute.'

/** For an installation that is still empty: the demo alone, and a link with which its owner sets a password. */
export async function demoOnEmpty(house: House): Promise<{ inviteUrl: string }> {
  const name = 'Anna Berg'
  const { userId } = await accountOf(house, name)
  const { tenantId } = await furnish(house, { userId, name, turn: 'first' })
  const { url } = await recoverOwner(house, { tenantId, email: ownerEmail, announce: async () => {} })
  return { inviteUrl: url }
}

/**
 * The owner belongs to the company from its first day, as its call tree and its roles name them; nobody knows this
 * password. One that is there is the rest of a start that did not end.
 */
async function accountOf({ services: { sessions } }: House, name: string): Promise<{ userId: string }> {
  const left = await sessions.findUserByEmail(ownerEmail)
  const password = randomBytes(32).toString('base64url')
  return left ?? sessions.createUser({ email: ownerEmail, name, password })
}

async function furnish(
  house: House,
  owner: { readonly name: string; readonly userId: string; readonly turn: 'first' | 'further' },
): Promise<MadeOrganisation> {
  const { name, turn, userId } = owner
  const made = await createOrganisation(
    { ...house, now: () => new Date(house.now().getTime() - 730 * 86_400_000) },
    {
      organisation: {
        name: demoName,
        country: 'GB',
        timeZone: 'Europe/London',
        size: '10-49',
        sector: 'retail',
      },
      demo: true,
      owner: {
        name,
        email: ownerEmail,
        phone: '+44 20 7946 0101',
        nightPhone: '+44 7700 900101',
      },
      turn,
      account: async () => ({ userId }),
    },
  )
  const { tenantId, ownerId } = made
  await seedCompany(house, { tenantId, ownerId, ownerName: name, userId })
  await seedProvider(house, { tenantId, ownerId, name, userId })
  return made
}
