import * as copies from '../../areas/prepare/backups/actions/manage-copies.ts'
import * as functions from '../../areas/register/assets/actions/manage-functions.ts'
import * as assets from '../../areas/register/assets/actions/manage-assets.ts'
import * as policies from '../../areas/register/insurance/actions/manage-policies.ts'
import * as retainers from '../../areas/register/insurance/actions/manage-retainers.ts'
import * as contracts from '../../areas/register/vendors/actions/manage-contracts.ts'
import * as vendors from '../../areas/register/vendors/actions/manage-vendors.ts'
import type { Diary } from './diary.ts'
import { controls, writeControls } from './controls.ts'
import { writePrivacy } from './privacy.ts'
import { writeRisks } from './risks.ts'
import * as shelf from './shelf.ts'

/** Ids by the names under which the demo company keeps its things; filled as it lives. */
export interface Kept {
  readonly assets: Map<string, string>
  readonly functions: Map<string, string>
}

/**
 * What the demo company has written down about itself: in good order where the stories need it, and with a few gaps
 * (a contact that nobody tried, a restore that is long ago, a policy near its end), since without them there is
 * nothing to see under "what would fail today".
 */
export function writeRegister(diary: Diary, kept: Kept): void {
  const idsOf = (names: readonly string[]) => names.flatMap((name) => kept.assets.get(name) ?? [])
  for (const { owner, ...asset } of shelf.assets)
    diary.on(500, async (act) => {
      const wanted = { ...asset, dataKinds: [...asset.dataKinds], ownerId: diary.idOf(owner) }
      kept.assets.set(asset.name, (await act(assets.add, wanted)).id)
    })
  for (const { owner, needs, ...work } of shelf.functions)
    diary.on(490, async (act) => {
      const said = { ownerId: diary.idOf(owner), acceptanceTests: [...work.acceptanceTests] }
      const added = await act(functions.add, { ...work, ...said, assetIds: idsOf(needs) })
      kept.functions.set(work.name, added.id)
    })
  for (const vendor of shelf.vendors) writeVendor(diary, vendor, idsOf)
  writeCover(diary)
  for (const backup of shelf.backups) writeBackup(diary, backup, idsOf)
  writeRisks(diary)
  writePrivacy(diary)
  writeControls(diary)
}

function writeVendor(
  diary: Diary,
  { contact, contract, needs, ...vendor }: (typeof shelf.vendors)[number],
  idsOf: (names: readonly string[]) => string[],
): void {
  const { confirmedDaysAgo, ...reach } = contact
  let id = ''
  let reachId = ''
  diary.on(480, async (act) => {
    const wanted = { ...vendor, ownerId: diary.idOf('Ben Novak'), assetIds: idsOf(needs) }
    id = (await act(vendors.add, wanted)).id
    reachId = (await act(vendors.addContact, { id, ...reach })).contacts[0]?.id ?? ''
  })
  diary.on(470, async (act) => {
    const { startedDaysAgo, endsInDays, ...terms } = contract
    const span = { startsOn: diary.day(-startedDaysAgo), endsOn: diary.day(endsInDays) }
    return act(contracts.addContract, { ...terms, ...span, vendorId: id })
  })
  if (confirmedDaysAgo !== undefined)
    diary.on(confirmedDaysAgo, (act) => act(vendors.confirmContact, { id, contact: reachId, how: 'called' }))
}

/** The policy near its end, one statement proved and one not, and the firm on call. */
function writeCover(diary: Diary): void {
  const { attested, endsInDays, ...cover } = shelf.policy
  const { day } = diary
  let id = ''
  diary.on(300, async (act) => {
    const lists = { exclusions: [...cover.exclusions], panel: [...cover.panel] }
    const span = { startsOn: day(endsInDays - 365), endsOn: day(endsInDays) }
    id = (await act(policies.add, { ...cover, ...lists, ...span })).id
  })
  for (const { proof, ...statement } of attested) {
    let attestation = ''
    diary.on(300, async (act) => {
      const { attestations } = await act(policies.attest, { id, ...statement })
      attestation = attestations.find((one) => one.statement === statement.statement)?.id ?? ''
    })
    const key = proof === undefined ? 'restore_tested' : 'second_factor'
    diary.on(170, (act) => act(controls.tie, { kind: 'attestation', thingId: attestation, key }))
    if (proof !== undefined)
      diary.on(40, (act) =>
        act(policies.prove, {
          ...{ id, attestation, checkedOn: day(-40), validUntil: day(320), words: proof },
        }),
      )
  }
  const { endsInDays: retainerEnds, owner, ...firm } = shelf.retainer
  diary.on(290, (act) =>
    act(retainers.addRetainer, {
      ...firm,
      ownerId: diary.idOf(owner),
      startsOn: day(-290),
      endsOn: day(retainerEnds),
    }),
  )
}

function writeBackup(
  diary: Diary,
  { copies: names, custodian, sightedDaysAgo, test, ...backup }: (typeof shelf.backups)[number],
  idsOf: (names: readonly string[]) => string[],
): void {
  let id = ''
  diary.on(460, async (act) => {
    const wanted = { ...backup, assetIds: idsOf(names), custodianId: diary.idOf(custodian) }
    id = (await act(copies.add, wanted)).id
  })
  if (sightedDaysAgo !== undefined)
    diary.on(sightedDaysAgo, (act) => act(copies.sight, { id, where: 'Fire safe in the flour store' }))
  if (test === undefined) return
  const { daysAgo, ...shown } = test
  const testedAt = diary.at(daysAgo).toISOString()
  diary.on(daysAgo, (act) => act(copies.test, { id, testedAt, succeeded: true, ...shown }))
}
