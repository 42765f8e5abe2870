import { randomBytes } from 'node:crypto'
import type { KeyScope } from '../../../../base/permissions.ts'
import { uuidv7 } from '../../../../base/ids.ts'
import { refuse } from '../../../../base/refusal.ts'
import { asSystem, type Context, type House } from '../../../../platform/action.ts'
import { startLog } from '../../../../platform/ledger/start.ts'
import { addressOf, slugCandidate } from '../rules.ts'
import { insertInvitation } from '../store/invitations.ts'
import { insertMember } from '../store/members.ts'
import {
  claimInstallation,
  getOrganisation,
  insertOrganisation,
  updateOrganisation,
  type OrganisationRow,
} from '../store/organisation.ts'
import { createApiKeyFor } from './keys.ts'
import { invitationUrl } from './links.ts'

export interface NewOrganisation {
  readonly organisation: Pick<OrganisationRow, 'name' | 'country' | 'timeZone' | 'size' | 'sector'>
  readonly demo?: boolean
  readonly owner: {
    readonly name: string
    readonly email: string
    readonly phone?: string
    readonly nightPhone?: string
  }
  /** `first` is refused on an installation that has an organisation; `further` is for the host's command line. */
  readonly turn: 'first' | 'further'
  /**
   * Makes or finds the owner's account. Called once nobody else can take the installation; what it throws takes
   * everything back. Absent: the owner is invited.
   */
  readonly account?: (owner: { name: string; email: string }) => Promise<{ userId: string }>
  /** Who on this installation sets it up for its owner; the host unless said. */
  readonly by?: { readonly actor: string; readonly by: string }
  readonly apiKey?: { readonly name: string; readonly scopes: readonly KeyScope[] }
}

export interface MadeOrganisation {
  readonly tenantId: string
  readonly slug: string
  readonly ownerId: string
  /** Only when the owner was invited; shown once. */
  readonly inviteUrl?: string
  /** Only when a key was wanted; shown once. */
  readonly apiKey?: string
}

/**
 * An organisation with its ledger and its first owner, all or nothing. Time is the house's clock.
 * @throws Refusal `conflict` with reason `claimed` when it is not the first, `invalid` for the owner's address
 */
export async function createOrganisation(house: House, wanted: NewOrganisation): Promise<MadeOrganisation> {
  const email = addressOf(wanted.owner.email, 'owner.email')
  const tenantId = uuidv7(house.now().getTime(), randomBytes(10))
  return asSystem(house, tenantId, 'Muster on its host', async (context) => {
    await claim(context, wanted.turn)
    const { slug } = await makeTenant(context, wanted)
    const { userId } = (await wanted.account?.({ name: wanted.owner.name, email })) ?? {}
    const ownerId = context.newId()
    const by: By = userId === undefined ? { ...wanted.by } : { actor: `u:${ownerId}`, by: wanted.owner.name }
    recordStart(context, wanted, by)
    const inviteUrl = await addOwner(context, { ...wanted.owner, id: ownerId, email, userId, by })
    const key = wanted.apiKey && (await createApiKeyFor(context, wanted.apiKey))
    return { tenantId, slug, ownerId, inviteUrl, apiKey: key?.secret }
  })
}

/** A further organisation takes the installation too: whoever has one must not find the first run open. */
async function claim(context: Context, turn: NewOrganisation['turn']): Promise<void> {
  const isFirst = await claimInstallation(context)
  if (turn === 'first' && !isFirst)
    refuse(
      'conflict',
      'This installation has an organisation already. Sign in, or add another one on the host with "muster tenant add".',
      { reason: 'claimed' },
    )
}

async function makeTenant(
  context: Context,
  { organisation, demo }: NewOrganisation,
): Promise<OrganisationRow> {
  for (let n = 1; n <= 100; n++) {
    const slug = slugCandidate(organisation.name, n)
    const row = await insertOrganisation(context, {
      ...organisation,
      tenantId: context.tenantId,
      slug,
      demo: demo ?? false,
      createdAt: context.now,
    })
    if (row === undefined) continue
    const log = { id: context.newId(), auditStream: context.newId(), intakeStream: context.newId() }
    await startLog(context.tx.$client, log, context.now)
    return row
  }
  return refuse('conflict', 'A hundred organisations have this name. Give this one another name.')
}

/** Names who did it, when that is the new owner and not the host. */
type By = Readonly<Record<string, string>>

function recordStart(context: Context, { organisation, demo }: NewOrganisation, by: By): void {
  const { name, country, timeZone, size, sector } = organisation
  context.record({ stream: 'audit', kind: 'log.start', fields: by })
  context.record({
    stream: 'audit',
    kind: 'tenant.create',
    fields: { name, country, timeZone, size, sector, demo: demo === true ? 'yes' : 'no', ...by },
  })
}

/** @returns the invitation link, unless the owner has joined already */
async function addOwner(
  context: Context,
  owner: NewOrganisation['owner'] & { id: string; userId: string | undefined; by: By },
): Promise<string | undefined> {
  const { id, name, email, userId, phone = '', nightPhone = '' } = owner
  await insertMember(context, {
    id,
    userId: userId ?? null,
    name,
    email,
    role: 'owner',
    phone,
    nightPhone,
    invitedAt: context.now,
    joinedAt: userId === undefined ? null : context.now,
    suspendedAt: null,
  })
  const fields = { member: id, role: 'owner', ...owner.by }
  context.record({ stream: 'audit', kind: userId === undefined ? 'member.invite' : 'member.join', fields })
  if (userId !== undefined) return undefined
  return invitationUrl(context, await insertInvitation(context, { memberId: id, purpose: 'join' }))
}

/** From now on its people find their clients in the rail. */
export async function becomeProvider(context: Pick<Context, 'tx' | 'tenantId'>): Promise<void> {
  await updateOrganisation(context, context.tenantId, { isProvider: true })
}

/** The host says whether an organisation may set up new ones here. */
export async function allowClients(
  context: Pick<Context, 'tx' | 'tenantId' | 'record'>,
  mayAddClients: boolean,
): Promise<void> {
  await updateOrganisation(context, context.tenantId, {
    mayAddClients,
    ...(mayAddClients && { isProvider: true }),
  })
  const fields = { clients: mayAddClients ? 'may be set up' : 'may not be set up' }
  context.record({ stream: 'audit', kind: 'tenant.change', fields })
}

/** Whether the host lets this organisation set up new ones. */
export async function maySetUpClients(context: Pick<Context, 'tx'>): Promise<boolean> {
  return (await getOrganisation(context)).mayAddClients
}
