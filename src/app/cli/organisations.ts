import { keyScopes } from '../../base/permissions.ts'
import { refuse } from '../../base/refusal.ts'
import { firstRun } from '../../areas/register/people/contract/setup.ts'
import {
  allowClients,
  createOrganisation,
  type MadeOrganisation,
} from '../../areas/register/people/public/organisation.ts'
import { recoverOwner } from '../../areas/register/people/public/recovery.ts'
import { ensureBackupRecipient } from '../../platform/backup/recipient.ts'
import { asSystem, faultsOf } from '../../platform/action.ts'
import { announceRecovery } from '../areas.ts'
import { printSecret } from '../backups.ts'
import type { OpenHouse } from '../open-house.ts'
import { tenantOf, withHouse } from './house.ts'

interface OrganisationOptions {
  readonly organisation: string
  readonly ownerEmail: string
  readonly ownerName?: string
  readonly country: string
  readonly timeZone: string
  readonly size: string
  readonly sector: string
  readonly json?: boolean
}

export async function initialise(options: OrganisationOptions): Promise<void> {
  await withHouse(async (opened) => {
    const { rows } = await opened.house.services.door.query<{ claimed: boolean }>(
      'select wall.is_claimed() as claimed',
    )
    if (rows[0]?.claimed === true)
      refuse(
        'conflict',
        'This installation has an organisation already. Add another one with: muster tenant add',
      )
    print(options, await make(opened, options, 'first'))
    // For machines the first backup shows it: what a script throws away nobody can open a backup with.
    if (options.json === true) return
    const { identity } = await ensureBackupRecipient(opened.house.services.config.keysFolder)
    if (identity !== undefined) printSecret(identity)
  })
}

export async function addTenant(options: OrganisationOptions): Promise<void> {
  await withHouse(async (opened) => print(options, await make(opened, options, 'further')))
}

/** The host's word: whether an organisation may set up new ones for its clients. */
export async function nameProvider(slug: string, options: { readonly not?: boolean }): Promise<void> {
  await withHouse(async (opened) => {
    const tenantId = await tenantOf(opened, slug)
    const may = options.not !== true
    await asSystem(opened.house, tenantId, 'Muster on its host', (context) => allowClients(context, may))
    process.stdout.write(
      may
        ? `${slug} may set up organisations for its clients, under Clients. Each owner is invited and can end it.\n`
        : `${slug} may set up no further organisations. Its agreements go on.\n`,
    )
  })
}

async function make(
  { house }: OpenHouse,
  options: OrganisationOptions,
  turn: 'first' | 'further',
): Promise<MadeOrganisation> {
  const { country, timeZone, size, sector, ownerEmail } = options
  const parsed = firstRun.input.shape.organisation.safeParse({
    name: options.organisation,
    country,
    timeZone,
    size,
    sector,
  })
  if (!parsed.success)
    refuse('invalid', 'The organisation cannot be made like this.', { faults: faultsOf(parsed.error) })
  const name = options.ownerName ?? ownerEmail.split('@')[0] ?? ownerEmail
  const apiKey = { name: 'Made at the console', scopes: keyScopes }
  return createOrganisation(house, {
    organisation: parsed.data,
    owner: { name, email: ownerEmail },
    turn,
    apiKey,
  })
}

/** The key and the link are shown here and nowhere else. */
function print(options: OrganisationOptions, made: MadeOrganisation): void {
  const { tenantId, slug, ownerId, apiKey, inviteUrl } = made
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ tenantId, slug, ownerId, apiKey, inviteUrl })}\n`)
    return
  }
  process.stdout.write(`${options.organisation} is ready.\n\n`)
  process.stdout.write(`The owner opens this link once, within seven days:\n  ${inviteUrl ?? ''}\n\n`)
  process.stdout.write(`API key, shown once:\n  ${apiKey ?? ''}\n`)
}

export async function letOwnerIn(options: { tenant: string; email: string }): Promise<void> {
  await withHouse(async (opened) => {
    const tenantId = await tenantOf(opened, options.tenant)
    const { url } = await recoverOwner(opened.house, {
      tenantId,
      email: options.email,
      announce: announceRecovery,
    })
    process.stdout.write(`All owners are told. The owner opens this link once, within a day:\n  ${url}\n`)
  })
}
