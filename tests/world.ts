import { randomUUID } from 'node:crypto'
import { joinMember } from '../src/areas/register/people/public/people.ts'
import { createOrganisation } from '../src/areas/register/people/public/organisation.ts'
import { recordSessionEvent } from '../src/areas/register/people/public/session-events.ts'
import { nobody, type Actor } from '../src/base/access.ts'
import { memberRoles, type MemberRole } from '../src/base/permissions.ts'
import type { OutputOf, SentInputOf } from '../src/base/endpoint.ts'
import {
  asSystem,
  perform,
  type Action,
  type AnyEndpoint,
  type Asked,
  type Download,
  type House,
} from '../src/platform/action.ts'
import { readStream, tenantStreams, type ReadLeaf } from '../src/platform/ledger/read.ts'
import { openTestHouse, type TestHouse } from './house.ts'

export type MemberActor = Extract<Actor, { kind: 'member' }>
type Answer<E> = E extends { kind: 'download' } ? Download : OutputOf<E>

/** Performs an action as an actor: input as it is sent, answer as it is given. Rejects with a Refusal. */
export type Perform = <E extends AnyEndpoint>(
  action: Action<E>,
  actor: Actor,
  input: SentInputOf<E>,
  asked?: Partial<Asked>,
) => Promise<Answer<E>>

/** A small company with one person of each role, and a second one whose owner is the stranger. */
export interface World extends TestHouse, Readonly<Record<MemberRole, MemberActor>> {
  readonly tenantId: string
  readonly slug: string
  /** Owner of the second company. */
  readonly stranger: MemberActor
  readonly strangerSlug: string
  readonly nobody: Actor
  readonly perform: Perform
  /** Leaves of a stream (the audit stream unless said), oldest first. */
  leaves(options?: { stream?: string; tenantId?: string }): Promise<ReadLeaf[]>
}

/** Performs in this house, where no organisation needs to be. */
export function performIn(house: House): Perform {
  return async (action, actor, input, asked) => perform(house, action, actor, { ...asked, input })
}

/** Its people have joined without accounts: who signs in is for the tests of sign-in. */
export async function world(
  environment: Record<string, string> = {},
  options: Parameters<typeof openTestHouse>[1] = {},
): Promise<World> {
  const opened = await openTestHouse(environment, { onSessionEvent: recordSessionEvent, ...options })
  const { house } = opened
  const home = await company(house, 'Harbour Bakery', 'first')
  const away = await company(house, 'Faraway Foods', 'further')
  const others = await Promise.all(
    memberRoles
      .filter((role) => role !== 'owner')
      .map(async (role) => [role, await addMember(house, home.owner.tenantId, role)] as const),
  )
  return {
    ...opened,
    ...(Object.fromEntries(others) as Record<MemberRole, MemberActor>), // one for each role, the owner next
    owner: home.owner,
    tenantId: home.owner.tenantId,
    slug: home.slug,
    stranger: away.owner,
    strangerSlug: away.slug,
    nobody,
    perform: performIn(house),
    leaves: ({ stream, tenantId = home.owner.tenantId } = {}) =>
      house.wall.inTenant(tenantId, async ({ $client }) => {
        const { audit } = await tenantStreams($client)
        return readStream($client, { stream: stream ?? audit, limit: 10_000, order: 'oldest' })
      }),
  }
}

/** One more person of this organisation, active and without an account. */
export async function addMember(house: House, tenantId: string, role: MemberRole): Promise<MemberActor> {
  const userId = randomUUID()
  const name = `${role.charAt(0).toUpperCase()}${role.slice(1)} ${userId.slice(0, 4)}`
  const { memberId } = await asSystem(house, tenantId, 'Test', (context) =>
    joinMember(context, { name, email: `${role}-${userId}@example.org`, role, userId }),
  )
  return actorFor({ tenantId, memberId, userId, name, role })
}

async function company(house: House, name: string, turn: 'first' | 'further') {
  const userId = randomUUID()
  const made = await createOrganisation(house, {
    organisation: { name, country: 'AT', timeZone: 'Europe/Vienna', size: '10-49', sector: 'retail' },
    owner: { name: `Owner of ${name}`, email: `owner-${userId}@example.org` },
    turn,
    account: async () => ({ userId }),
  })
  const { tenantId, ownerId: memberId, slug } = made
  return { slug, owner: actorFor({ tenantId, memberId, userId, name: `Owner of ${name}`, role: 'owner' }) }
}

function actorFor(
  person: Pick<MemberActor, 'tenantId' | 'memberId' | 'userId' | 'name' | 'role'>,
): MemberActor {
  return { kind: 'member', ref: `u:${person.memberId}`, sessionId: randomUUID(), ...person }
}
