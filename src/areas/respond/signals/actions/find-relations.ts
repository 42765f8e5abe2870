import type * as z from 'zod'
import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { findAssetsNamed } from '../../../register/assets/public.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import { askedAbout } from './ask-about-accounts.ts'
import * as contract from '../contract/relations.ts'
import { personOfAccount, rankShared, shownThing } from '../rules/relations.ts'
import { findGroups } from '../store/groups.ts'
import { signalsNaming, thingsNamed, type RelatedSignal } from '../store/relations.ts'
import { getSignal } from '../store/signals.ts'

const thingsAtMost = 40
const othersAtMost = 200
const shownAtMost = 10

export const relations = action(contract.findRelations, async (context, { signalId, alertGroupId }) => {
  const { things: all, signalIds } = await thingsNamed(
    context,
    await subject(context, signalId, alertGroupId),
  )
  const things = all.slice(0, thingsAtMost)
  const own = new Set(signalIds)
  const found = await signalsNaming(context, { things, atMost: othersAtMost + own.size })
  const others = rankShared(
    things,
    found.filter(({ id }) => !own.has(id)),
  )
  return {
    traces: await tracesOf(context, things, others),
    signals: others.slice(0, shownAtMost).map(({ id, title, status, lastAt, incidentNumber, shares }) => ({
      id,
      title,
      status,
      lastAt: lastAt.toISOString(),
      incidentNumber,
      shares,
    })),
    questions: await askedAbout(context, signalId === undefined ? signalIds : [signalId]),
    incidents: incidentsOf(others),
  }
})

async function subject(context: Context, signalId: string | undefined, groupId: string | undefined) {
  if (signalId !== undefined) return { signalId: (await getSignal(context, signalId)).id }
  if (groupId === undefined) return refuse('invalid', 'Say of which signal or which alert group.')
  const [group] = await findGroups(context, [groupId])
  return group === undefined
    ? refuse('not_found', 'There is no such alert group here.')
    : { groupId: group.id }
}

async function tracesOf(
  context: Context,
  things: readonly string[],
  others: readonly { readonly shares: readonly string[] }[],
): Promise<z.input<typeof contract.Relations>['traces']> {
  const named = (sort: string) =>
    things.flatMap((thing) => (thing.startsWith(`${sort} `) ? [thing.slice(sort.length + 1)] : []))
  const assets = new Map(
    (await findAssetsNamed(context, named('host'))).map((asset) => [asset.name.toLowerCase(), asset]),
  )
  const people = named('account').length + named('email').length > 0 ? await listActiveMembers(context) : []
  return things.map((thing) => {
    const shown = shownThing(thing)
    const value = thing.slice(thing.indexOf(' ') + 1)
    const asset = shown.sort === 'host' ? assets.get(value) : undefined
    const isAccount = shown.sort === 'account' || shown.sort === 'email'
    const person = isAccount ? personOfAccount(value, people) : undefined
    return {
      ...shown,
      signals: others.filter(({ shares }) => shares.includes(thing)).length,
      assetId: asset?.id ?? null,
      memberId: person?.id ?? null,
      known: asset?.name ?? person?.name ?? '',
    }
  })
}

/** Cases that hold such signals, those with most of them first. */
function incidentsOf(others: readonly (RelatedSignal & { readonly shares: readonly string[] })[]) {
  const found = new Map<string, { id: string; number: number; signals: number; shares: string[] }>()
  for (const { incidentId, incidentNumber, shares } of others) {
    if (incidentId === null || incidentNumber === null) continue
    const known = found.get(incidentId) ?? { id: incidentId, number: incidentNumber, signals: 0, shares: [] }
    known.signals += 1
    known.shares = [...new Set([...known.shares, ...shares])]
    found.set(incidentId, known)
  }
  return [...found.values()].toSorted((one, other) => other.signals - one.signals).slice(0, shownAtMost)
}
