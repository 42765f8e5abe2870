import { dayAfter } from '../../../../base/calendar-day.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { listAssetsInUse, refuseUnknownAssets } from '../../../register/assets/public.ts'
import { getMember, namesOf, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/network.ts'
import { networkPast, networkStanding } from './network-standing.ts'
import type { ControlPorts } from './ports.ts'
import { lookMonths } from '../rules/network.ts'
import { addWatch, findWatch, keepSign } from '../store/network.ts'

/** @param rooms what happened here, as whoever asks may see it */
export function controlsWith(rooms: ControlPorts) {
  const read = action(contract.readNetworkWatch, async (context) => shown(context, rooms))

  const save = action(
    contract.saveNetworkWatch,
    async (context, { basedOn, ownerId, segments, nextLookOn, reason }) => {
      const before = await findWatch(context)
      if ((before?.number ?? 0) !== basedOn) refuseOutdated(before?.savedBy)
      const today = await todayOf(context)
      refuseFaults(segments, { today, nextLookOn })
      if (ownerId !== null) await getMember(context, ownerId)
      await refuseUnknownAssets(
        context,
        segments.flatMap(({ assetId }) => assetId ?? []),
      )
      const row = {
        ...{ ownerId, segments, reason },
        number: basedOn + 1,
        nextLookOn: nextLookOn ?? dayAfter(today, lookMonths, 'months'),
        savedAt: context.now,
        savedBy: context.actor.name,
      }
      if ((await addWatch(context, row)) === undefined) refuseOutdated()
      const { savedAt: _at, savedBy: _by, segments: parts, ...fields } = row
      const covered = parts.map(({ name, watched, how }) => `${name}: ${watched} ${how}`.trim())
      const leaf = leafFields({ ...fields, segments: covered.join('\n').slice(0, 20_000) })
      context.record({ stream: 'audit', kind: 'network_watch.change', fields: leaf })
      return shown(context, rooms)
    },
  )

  const judge = action(contract.judgeEarlySign, async (context, { kind, incidentId, sign, verdict, how }) => {
    const past = await networkPast(context, rooms)
    const found = past.find((one) => one.kind === kind)
    const isKnown =
      incidentId === null
        ? found?.signs.some((one) => one.sign === sign)
        : found?.cases.some((one) => one.id === incidentId && one.sign === sign)
    refuseUnless(isKnown === true, 'not_found', 'There is no such early sign here. Read the page again.')
    const judged = { judgedAt: context.now, judgedBy: context.actor.name }
    await keepSign(context, { id: context.newId(), kind, incidentId, sign, verdict, how, ...judged })
    // What a case was noticed by belongs to its own record, which only those who see the case can read.
    const stream = incidentId ?? 'audit'
    context.record({ stream, kind: 'early_sign.judge', fields: leafFields({ kind, sign, verdict, how }) })
    return shown(context, rooms)
  })
  return { read, save, judge }
}

function refuseOutdated(by = 'Somebody'): never {
  refuse('conflict', `${by} has changed this in the meantime. Compare, then save.`, { reason: 'outdated' })
}

function refuseFaults(
  segments: readonly contract.Segment[],
  { today, nextLookOn }: { readonly today: string; readonly nextLookOn: string | null },
): void {
  const names = segments.map(({ name }) => name.toLowerCase())
  const faults = segments.flatMap(({ name, checkedOn }, place) => [
    ...(names.indexOf(name.toLowerCase()) === place
      ? []
      : [{ path: `segments.${place}.name`, message: `"${name}" stands here twice. Leave one out.` }]),
    ...(checkedOn === null || checkedOn <= today
      ? []
      : [
          {
            path: `segments.${place}.checkedOn`,
            message: `"${name}": nobody can have looked on a day to come.`,
          },
        ]),
  ])
  if (nextLookOn !== null && nextLookOn <= today)
    faults.push({ path: 'nextLookOn', message: 'Write a day to come on which somebody looks again.' })
  const [first] = faults
  if (first !== undefined) refuse('invalid', first.message, { faults })
}

async function shown(context: Context, rooms: ControlPorts): Promise<contract.NetworkWatch> {
  const watch = await findWatch(context)
  const past = await networkPast(context, rooms)
  const { network } = await networkStanding(context, rooms, past)
  const networks = (await listAssetsInUse(context)).filter(({ kind }) => kind === 'network')
  const named = new Set(watch?.segments.map(({ assetId }) => assetId))
  const owners = await namesOf(context, watch?.ownerId ? [watch.ownerId] : [])
  return {
    version: watch?.number ?? 0,
    ownerId: watch?.ownerId ?? null,
    owner: owners.get(watch?.ownerId ?? '') ?? '',
    segments: watch?.segments ?? [],
    nextLookOn: watch?.nextLookOn ?? null,
    reason: watch?.reason ?? '',
    savedAt: watch?.savedAt.toISOString() ?? null,
    savedBy: watch?.savedBy ?? '',
    gaps: [...network.gaps],
    past,
    missing: networks.filter(({ id }) => !named.has(id)).map(({ id, name }) => ({ id, name })),
    can: { manage: context.can('control.manage') },
  }
}
