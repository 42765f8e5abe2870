import { action, type Context } from '../../../../platform/action.ts'
import { listEssentialAssets, listAssetsInUse } from '../../../register/assets/public.ts'
import { couldWatch } from '../content/could-watch.ts'
import * as contract from '../contract/coverage.ts'
import { coverOf, isHeard, kindsOf, namesOf, type Cover, type Speaking } from '../rules/coverage.ts'
import { readHeard } from '../store/heard.ts'
import { listSources } from '../store/sources.ts'
import { changeWatch, getWatchToChange, readWatch } from '../store/watch.ts'

const mostShown = 1000

export const read = action(contract.readSignalCoverage, async (context) => {
  const { days, cover, sources } = await coverage(context)
  const names = new Map(sources.map(({ id, name }) => [id, name]))
  const essential = await essentialWork(context)
  const unheard = cover
    .filter((each) => !isHeard(each, days, context.now))
    .map(({ asset: { id, name, kind }, by }) => ({
      ...{ id, name, kind },
      functions: [...(essential.get(id) ?? [])],
      lastAt: by[0]?.lastAt.toISOString() ?? null,
    }))
    .toSorted((a, b) => Number(b.functions.length > 0) - Number(a.functions.length > 0))
  return {
    days,
    sources: sources.length,
    kinds: kindsOf(cover, days, context.now).map(({ sourceIds, ...kind }) => ({
      ...kind,
      sources: sourceIds.map((id) => ({ id, name: names.get(id) ?? '' })),
      couldWatch: [...couldWatch[kind.kind]],
    })),
    unheard: unheard.slice(0, mostShown),
    unheardCount: unheard.length,
  }
})

export const change = action(contract.changeSignalCoverage, async (context, { days }) => {
  await getWatchToChange(context)
  await changeWatch(context, { unheardDays: days })
  context.record({ stream: 'audit', kind: 'coverage.change', fields: { days } })
  return { days }
})

/** What would not be noticed: essential assets of which no source spoke for longer than the firm allows. */
export interface UnwatchedStanding {
  readonly sources: number
  readonly days: number
  readonly essential: number
  readonly unheard: readonly { readonly name: string; readonly functions: readonly string[] }[]
}

export async function unwatchedStanding(context: Context): Promise<UnwatchedStanding> {
  const { days, cover, sources } = await coverage(context)
  const essential = await essentialWork(context)
  const unheard = cover.flatMap((each) => {
    const functions = essential.get(each.asset.id)
    return functions === undefined || isHeard(each, days, context.now)
      ? []
      : [{ name: each.asset.name, functions }]
  })
  return { sources: sources.length, days, essential: essential.size, unheard }
}

async function coverage(
  context: Context,
): Promise<{ days: number; cover: readonly Cover[]; sources: readonly Speaking[] }> {
  const { unheardDays: days } = await readWatch(context)
  const sources = await listSources(context)
  const assets = await listAssetsInUse(context)
  const heard = await readHeard(context, [...new Set(assets.flatMap(({ name }) => namesOf(name)))])
  return { days, sources, cover: coverOf(assets, heard, sources) }
}

async function essentialWork(context: Context): Promise<ReadonlyMap<string, readonly string[]>> {
  return new Map((await listEssentialAssets(context)).map(({ id, functions }) => [id, functions]))
}
