/** Leads what sources said past what others warn of: looked at once, in the order of arrival. */
import { grouped } from '../../../../base/grouped.ts'
import { uuidv7From } from '../../../../base/ids.ts'
import { defang } from '../../../../base/observables.ts'
import { tlpLabel } from '../../../../base/tlp.ts'
import type { Context } from '../../../../platform/action.ts'
import { raiseOf, toldAfter, type Told } from '../../signals/public.ts'
import { isHarmless } from '../rules/harmless.ts'
import { keyOf, thingsIn } from '../rules/watching.ts'
import { listExchangeRows, type ExchangeRow } from '../store/exchanges.ts'
import { keepMark, lockWatch, readWatch, saveHits, type SeenThing } from '../store/hits.ts'
import { countIndicators, indicatorsOf, type IndicatorRow } from '../store/indicators.ts'
import { harmlessGround } from './ground.ts'

const deliveriesAtOnce = 500
/** One thing that stands in everything says something about itself, and is raised once. */
const mostRaised = 50
const valuesAtOnce = 5000
/** The first look goes so far back: what was warned of today may have come last week. */
const daysBack = 7

/** @returns whether more waits */
export async function watchSignals(context: Context): Promise<boolean> {
  const exchanges = (await listExchangeRows(context)).filter(({ isOn, takes }) => isOn && takes)
  if (exchanges.length === 0) return false
  const { mark } = await readWatch(context)
  // Nothing is looked through before the lists to look for are whole.
  if (mark === null && exchanges.every(({ askedAt }) => askedAt === null)) return false
  if ((await countIndicators(context, 0)) === 0) return false
  const locked = await lockWatch(context)
  const from = locked.mark ?? firstMark(context)
  const { told, mark: next } = await toldAfter(context, { mark: from, atMost: deliveriesAtOnce })
  const seen = await found(context, told, exchanges)
  await raiseAll(context, seen, new Map(exchanges.map((one) => [one.id, one])))
  if (next !== locked.mark) await keepMark(context, next)
  return told.length > 0
}

interface Seen {
  readonly indicator: IndicatorRow
  readonly sourceId: string
  readonly at: number
  count: number
}

async function found(
  context: Context,
  told: readonly Told[],
  exchanges: readonly ExchangeRow[],
): Promise<Seen[]> {
  const read = told.map((one) => ({ ...one, things: thingsIn(one.text) }))
  const values = [...new Set(read.flatMap(({ things }) => [...things.values()].map(({ value }) => value)))]
  const isOn = new Set(exchanges.map(({ id }) => id))
  const known = new Map<string, IndicatorRow[]>()
  const ground = await harmlessGround(context)
  for (let from = 0; from < values.length; from += valuesAtOnce)
    for (const one of await indicatorsOf(context, {
      values: values.slice(from, from + valuesAtOnce),
      watchedAt: context.now,
    }))
      if (isOn.has(one.exchangeId) && !isHarmless(one.kind, one.value, ground))
        known.set(keyOf(one), [...(known.get(keyOf(one)) ?? []), one])
  const seen = new Map<string, Seen>()
  for (const { things, sourceId, at } of read)
    for (const key of things.keys())
      for (const indicator of known.get(key) ?? []) {
        const name = `${indicator.id} ${sourceId}`
        const before = seen.get(name)
        if (before === undefined) seen.set(name, { indicator, sourceId, at, count: 1 })
        else before.count += 1
      }
  return [...seen.values()]
}

/** The same thing at the same source is one alert, whoever warns of it. */
async function raiseAll(
  context: Context,
  seen: readonly Seen[],
  exchanges: ReadonlyMap<string, ExchangeRow>,
): Promise<void> {
  const together = grouped(seen, ({ indicator, sourceId }) => `${keyOf(indicator)} ${sourceId}`)
  const hits: SeenThing[] = []
  for (const of of [...together.values()].slice(0, mostRaised)) {
    const [first] = of
    if (first === undefined) continue
    const signalId = await raiseOf(context, first.sourceId, (source) => alertOf(of, source, exchanges))
    if (signalId === undefined) continue
    for (const { indicator, count, at } of of) {
      const isTold = exchanges.get(indicator.exchangeId)?.sights === true
      hits.push({ indicator, signalId, count, at: new Date(at), isTold })
      const { kind, value, title } = indicator
      context.record({
        stream: 'intake',
        kind: 'indicator.see',
        fields: { exchange: indicator.exchangeId, name: defang(kind, value), title, signal: signalId, count },
      })
    }
  }
  await saveHits(context, hits)
}

function alertOf(of: readonly Seen[], source: string, exchanges: ReadonlyMap<string, ExchangeRow>) {
  const [first] = of
  const { kind, value } = first?.indicator ?? { kind: 'domain' as const, value: '' }
  const warnings = of.map(({ indicator: { exchangeId, title, tlp } }) => {
    const name = exchanges.get(exchangeId)?.name ?? ''
    const mark = tlp === null ? '' : ` (${tlpLabel(tlp)})`
    return title === '' ? `${name}${mark}` : `${name}: ${title}${mark}`
  })
  return {
    ...{ rule: 'watched_indicator', heading: 'Something that others warn about was seen' },
    subject: defang(kind, value),
    words: `${source} named ${defang(kind, value)}. Others warn about it: ${[...new Set(warnings)].join('; ')}.`,
    ...{
      at: first?.at ?? 0,
      severity: 'high' as const,
      word: '',
      labels: { indicator: defang(kind, value) },
    },
  }
}

function firstMark(context: Context): string {
  return uuidv7From(context.now.getTime() - daysBack * 86_400_000, context.newId())
}
