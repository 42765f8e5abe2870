/** People of a provider in a client's organisation: here by an agreement, no longer than it lasts. */
import { refuse } from '../../../../base/refusal.ts'
import type { MemberRole } from '../../../../base/permissions.ts'
import type { Context } from '../../../../platform/action.ts'
import {
  findMemberByEmail,
  findMemberOfUser,
  insertMember,
  listCarerRows,
  lockCarers,
  listMembersWithUsers,
  updateMember,
} from '../store/members.ts'

type InTenant = Pick<Context, 'tx' | 'now' | 'newId'>

/** Somebody of a provider, as their own organisation knows them. */
export interface Carer {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly nightPhone: string
}

/** Active people of this organisation who have an account and are its own, by id. */
export async function staffWithAccounts(
  context: Pick<Context, 'tx'>,
): Promise<ReadonlyMap<string, Carer & { readonly role: MemberRole }>> {
  const rows = await listMembersWithUsers(context)
  return new Map(rows.map(({ id, ...person }) => [id, person]))
}

/** Who is here by each of these agreements. */
export async function carersOf(
  context: Pick<Context, 'tx'>,
  careIds: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string; readonly careId: string }[]> {
  const rows = await listCarerRows(context, careIds)
  return rows.flatMap(({ id, name, careId }) => (careId === null ? [] : [{ id, name, careId }]))
}

/** The member that this user is here by this agreement; undefined for anybody else. */
export async function findCarer(
  context: Pick<Context, 'tx'>,
  { careId, userId }: { readonly careId: string; readonly userId: string },
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const row = await findMemberOfUser(context, userId)
  return row?.careId === careId && row.suspendedAt === null ? { id: row.id, name: row.name } : undefined
}

/**
 * Lets exactly these people of the provider in, and the others of them out.
 * @returns who came and who went, for the record
 * @throws Refusal `conflict` for somebody who belongs to the organisation in another way
 */
export async function setCarers(
  context: InTenant,
  {
    careId,
    role,
    provider,
    people,
  }: {
    readonly careId: string
    readonly role: MemberRole
    readonly provider: string
    readonly people: readonly Carer[]
  },
): Promise<{ readonly came: readonly CarerLine[]; readonly went: readonly CarerLine[] }> {
  const known = await lockCarers(context, careId)
  const came: CarerLine[] = []
  for (const person of people) {
    const before = known.find(({ userId }) => userId === person.userId)
    if (before !== undefined && before.suspendedAt === null && before.role === role) continue
    const name = `${person.name} (${provider})`.slice(0, 120)
    if (before !== undefined && before.careBarredAt !== null) refuseBarred(person.name)
    if (before === undefined) came.push({ id: await addCarer(context, { careId, role, name, person }), name })
    else {
      // An entry from before opens nothing: they come in anew.
      const joinedAt = before.suspendedAt === null ? before.joinedAt : context.now
      await updateMember(context, before.id, { suspendedAt: null, joinedAt, role, name })
      came.push({ id: before.id, name })
    }
  }
  const wanted = new Set(people.map(({ userId }) => userId))
  const went = known.filter(
    ({ userId, suspendedAt }) => suspendedAt === null && (userId === null || !wanted.has(userId)),
  )
  for (const { id } of went) await updateMember(context, id, { suspendedAt: context.now })
  return { came, went: went.map(({ id, name }) => ({ id, name })) }
}

export interface CarerLine {
  readonly id: string
  readonly name: string
}

async function addCarer(
  context: InTenant,
  wanted: {
    readonly careId: string
    readonly role: MemberRole
    readonly name: string
    readonly person: Carer
  },
): Promise<string> {
  const { careId, role, name, person } = wanted
  const taken =
    (await findMemberOfUser(context, person.userId)) ?? (await findMemberByEmail(context, person.email))
  const isFormer = taken?.userId === person.userId && taken.careId !== null && taken.suspendedAt !== null
  if (taken !== undefined && isFormer) return takeAgain(context, taken, wanted)
  if (taken !== undefined)
    refuse(
      'conflict',
      `${person.name} belongs to this organisation already, in another way. Leave this person out.`,
      { reason: 'email_taken' },
    )
  const id = context.newId()
  const { userId, email, phone } = person
  const since = { invitedAt: context.now, joinedAt: context.now, suspendedAt: null, careBarredAt: null }
  // A private number for the night belongs to their own organisation alone.
  const isNew = await insertMember(context, {
    id,
    userId,
    name,
    email,
    role,
    phone,
    nightPhone: '',
    careId,
    ...since,
  })
  if (!isNew) refuse('conflict', `${person.name} has just been invited here. Leave this person out.`)
  return id
}

/** Somebody who was here by an agreement that is over comes back by the one that follows it. */
async function takeAgain(
  context: InTenant,
  { id, careBarredAt }: { readonly id: string; readonly careBarredAt: Date | null },
  { careId, role, name, person }: Parameters<typeof addCarer>[1],
): Promise<string> {
  if (careBarredAt !== null) refuseBarred(person.name)
  await updateMember(context, id, { careId, role, name, suspendedAt: null, joinedAt: context.now })
  return id
}

function refuseBarred(name: string): never {
  const message = `${name} was suspended by the client itself. Leave this person out, or ask the client.`
  return refuse('conflict', message, { reason: 'barred' })
}
