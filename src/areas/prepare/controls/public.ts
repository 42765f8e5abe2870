import type { DueDate } from '../../../base/due-date.ts'
import type { LastChange } from '../../../base/last-change.ts'
import type { Context } from '../../../platform/action.ts'
import { listActiveMembers, todayOf } from '../../register/people/public/people.ts'
import { playbooksInUse } from '../playbooks/public.ts'
import type { NetworkStanding, PastCase, PastKind } from './contract.ts'
import { gapsOf, lookMonths, pastKinds } from './rules.ts'
import { findWatch, heldControls, listSigns } from './store.ts'

export { heldControls }

/** What a later room fills; `app/areas-ready.ts` plugs it in. */
export interface ControlPorts {
  /** Real cases that were resolved and that whoever asks may see, the newest first; at most thirty. */
  readonly pastCases: (context: Context) => Promise<readonly PastCase[]>
}

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

/** The day on which somebody looks at it again. */
export async function controlDates(context: Pick<Context, 'tx'>): Promise<DueDate[]> {
  const watch = await findWatch(context)
  if (watch === undefined) return []
  const { nextLookOn: day, ownerId } = watch
  const title = 'Network'
  return [
    {
      kind: 'network_look',
      key: 'network',
      title,
      day,
      ownerId,
      path: '/network-watch',
      everyMonths: lookMonths,
    },
  ]
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

/** What became of watching the network since then; undefined while nobody has written it down. */
export async function lastChangeOfWatch(
  context: Pick<Context, 'tx'>,
  since: Date,
): Promise<LastChange | undefined> {
  const watch = await findWatch(context)
  if (watch === undefined) return undefined
  const { number, savedAt: at, savedBy: by } = watch
  const hasChanged = at > since
  const newest = { name: `${number}`, at, by, readers: null }
  return { name: 'Network', path: '/network-watch', hasChanged, versions: hasChanged ? [newest] : [] }
}
