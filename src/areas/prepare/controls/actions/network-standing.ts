import type { Context } from '../../../../platform/action.ts'
import { listActiveMembers, todayOf } from '../../../register/people/public/people.ts'
import { playbooksInUse } from '../../playbooks/public.ts'
import type { NetworkStanding, PastKind } from '../contract/network.ts'
import { gapsOf, pastKinds } from '../rules/network.ts'
import { findWatch, listSigns } from '../store/network.ts'
import type { ControlPorts } from './ports.ts'

/** Kinds of what has happened here, with their early signs. */
export async function networkPast(context: Context, rooms: ControlPorts): Promise<PastKind[]> {
  const cases = await rooms.pastCases(context)
  if (cases.length === 0) return []
  const playbooks = new Map((await playbooksInUse(context)).map(({ key, playbook }) => [key, playbook]))
  return pastKinds(
    cases,
    await listSigns(context),
    (kind) => playbooks.get(kind === 'other' ? 'something-odd' : kind)?.learnMore.earlySigns ?? [],
  )
}

/** What of the network nobody would notice; nothing while nobody has begun to write it down. */
export async function networkStanding(
  context: Context,
  rooms: ControlPorts,
  known?: readonly PastKind[],
): Promise<NetworkStanding> {
  const watch = await findWatch(context)
  if (watch === undefined) return { network: { gaps: [] } }
  const today = await todayOf(context)
  const here = new Set((await listActiveMembers(context)).map(({ id }) => id))
  const past = known ?? (await networkPast(context, rooms))
  return { network: { gaps: gapsOf(watch, { today, here, past }) } }
}

/** Early signs of a kind, those of the playbook in use and those that people judged, each with who or what would see it; '' where nobody said. */
export async function signsOfKind(
  context: Pick<Context, 'tx'>,
  { kind, incidentId }: { readonly kind: PastKind['kind']; readonly incidentId: string },
): Promise<{ readonly sign: string; readonly how: string }[]> {
  const key = kind === 'other' ? 'something-odd' : kind
  const known = (await playbooksInUse(context)).find((one) => one.key === key)?.playbook.learnMore.earlySigns
  const judged = (await listSigns(context)).filter(
    (one) => one.incidentId === incidentId || (one.incidentId === null && one.kind === kind),
  )
  const hows = new Map(judged.map(({ sign, how }) => [sign, how]))
  const signs = [...(known ?? []).map(({ sign }) => sign), ...hows.keys()]
  return [...new Set(signs)].map((sign) => ({ sign, how: hows.get(sign) ?? '' }))
}
