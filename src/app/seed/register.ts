import * as copies from '../../areas/prepare/backups/actions/manage-copies.ts'
import * as functions from '../../areas/register/assets/actions/manage-functions.ts'
import * as assets from '../../areas/register/assets/actions/manage-assets.ts'
import * as policies from '../../areas/register/insurance/actions/manage-policies.ts'
import * as retainers from '../../areas/register/insurance/actions/manage-retainers.ts'
import * as contracts from '../../areas/register/vendors/actions/manage-contracts.ts'
import * as vendors from '../../areas/register/vendors/actions/manage-vendors.ts'
import { nobody } from '../../base/access.ts'
import { dayAfter, dayIn } from '../../base/calendar-day.ts'
import type { House } from '../../platform/action.ts'
import { seedRisks } from './risks.ts'
import { acting, daysBefore, type Act } from './acting.ts'
import * as shelf from './shelf.ts'
import type { Cast } from './tell-story.ts'

/**
 * What the demo company has written down about itself: in good order where the stories need it, and with a few gaps
 * (a contact that nobody tried, a restore that is long ago, a policy near its end), since without them there is
 * nothing to see under "what would fail today".
 */
export async function seedRegister(house: House, cast: Cast, today: Date): Promise<void> {
  const owner = [...cast.values()].find(({ actor }) => actor.kind === 'member' && actor.role === 'owner')
  const by = owner?.actor ?? nobody
  const idOf = (name: string | undefined) => (name === undefined ? null : (cast.get(name)?.id ?? null))
  const day = (days: number) => dayAfter(dayIn(today, 'Europe/London'), days)
  const act = acting(house, by, today)

  const assetIds = new Map<string, string>()
  for (const { owner: name, ...asset } of shelf.assets)
    assetIds.set(
      asset.name,
      (await act(500, assets.add, { ...asset, dataKinds: [...asset.dataKinds], ownerId: idOf(name) })).id,
    )
  const idsOf = (names: readonly string[]) => names.flatMap((name) => assetIds.get(name) ?? [])

  for (const { owner: name, needs, ...work } of shelf.functions)
    await act(490, functions.add, {
      ...work,
      acceptanceTests: [...work.acceptanceTests],
      ownerId: idOf(name),
      assetIds: idsOf(needs),
    })

  for (const { contact, contract, needs, ...vendor } of shelf.vendors) {
    const { id } = await act(480, vendors.add, {
      ...vendor,
      ownerId: idOf('Ben Novak'),
      assetIds: idsOf(needs),
    })
    const { confirmedDaysAgo, ...reach } = contact
    const [made] = (await act(480, vendors.addContact, { id, ...reach })).contacts
    if (made !== undefined && confirmedDaysAgo !== undefined)
      await act(confirmedDaysAgo, vendors.confirmContact, { id, contact: made.id, how: 'called' })
    const { startedDaysAgo, endsInDays, ...terms } = contract
    await act(470, contracts.addContract, {
      ...terms,
      vendorId: id,
      startsOn: day(-startedDaysAgo),
      endsOn: day(endsInDays),
    })
  }

  await seedCover(act, day)

  for (const { copies: names, custodian, sightedDaysAgo, test, ...backup } of shelf.backups) {
    const { id } = await act(460, copies.add, {
      ...backup,
      assetIds: idsOf(names),
      custodianId: idOf(custodian),
    })
    if (sightedDaysAgo !== undefined)
      await act(sightedDaysAgo, copies.sight, { id, where: 'Fire safe in the flour store' })
    if (test !== undefined) {
      const { daysAgo, ...shown } = test
      const testedAt = daysBefore(today, daysAgo).toISOString()
      await act(daysAgo, copies.test, { id, testedAt, succeeded: true, ...shown })
    }
  }
  await seedRisks(act, idOf('Ben Novak'))
}

/** The policy near its end, one statement proved and one not, and the firm on call. */
async function seedCover(act: Act, day: (days: number) => string): Promise<void> {
  const { attested, endsInDays, ...cover } = shelf.policy
  const policy = await act(300, policies.add, {
    ...cover,
    exclusions: [...cover.exclusions],
    panel: [...cover.panel],
    startsOn: day(endsInDays - 365),
    endsOn: day(endsInDays),
  })
  for (const { proof, ...statement } of attested) {
    const { attestations } = await act(300, policies.attest, { id: policy.id, ...statement })
    const made = attestations.find((one) => one.statement === statement.statement)
    if (made !== undefined && proof !== undefined)
      await act(40, policies.prove, {
        id: policy.id,
        attestation: made.id,
        checkedOn: day(-40),
        validUntil: day(320),
        words: proof,
      })
  }
  const { endsInDays: retainerEnds, ...firm } = shelf.retainer
  await act(290, retainers.addRetainer, { ...firm, startsOn: day(-290), endsOn: day(retainerEnds) })
}
