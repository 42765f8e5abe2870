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
/** Raised at once; the next look goes on from there. One thing that stands in everything is raised once. */
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
  const { told, mark: last } = await toldAfter(context, { mark: from, atMost: deliveriesAtOnce })
  const { seen, reach } = await found(context, told, exchanges)
  await raiseAll(context, seen, new Map(exchanges.map((one) => [one.id, one])))
  const next = reach ?? last
  if (next !== locked.mark) await keepMark(context, next)
  return told.length > 0
}

interface Seen {
  readonly indicator: IndicatorRow
  readonly sourceId: string
  readonly at: number
  count: number
}

interface Found {
  readonly seen: readonly Seen[]
  /** The last delivery whose things are all in it; undefined where those of all are. */
  readonly reach: string | undefined
}

async function found(
  context: Context,
  told: readonly Told[],
  exchanges: readonly ExchangeRow[],
): Promise<Found> {
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
  return takenOf(read, known)
}

type Read = Told & { readonly things: ReadonlyMap<string, unknown> }

/** Whole deliveries, as long as no more is raised than may be at once; the first one in any case. */
function takenOf(read: readonly Read[], known: ReadonlyMap<string, readonly IndicatorRow[]>): Found {
  const seen = new Map<string, Seen>()
  const raised = new Set<string>()
  let reach: string | undefined
  for (const [delivery, parts] of grouped(read, ({ deliveryId }) => deliveryId)) {
    const named = parts.flatMap(({ things, sourceId }) =>
      [...things.keys()].filter((key) => known.has(key)).map((key) => `${key} ${sourceId}`),
    )
    const after = new Set([...raised, ...named])
    if (raised.size > 0 && after.size > mostRaised) return { seen: [...seen.values()], reach }
    for (const one of named) raised.add(one)
    for (const { things, sourceId, at } of parts)
      for (const key of things.keys())
        for (const indicator of known.get(key) ?? []) {
          const name = `${indicator.id} ${sourceId}`
          const before = seen.get(name)
          if (before === undefined) seen.set(name, { indicator, sourceId, at, count: 1 })
          else before.count += 1
        }
    reach = delivery
  }
  return { seen: [...seen.values()], reach: undefined }
}

/** The same thing at the same source is one alert, whoever warns of it. */
async function raiseAll(
  context: Context,
  seen: readonly Seen[],
  exchanges: ReadonlyMap<string, ExchangeRow>,
): Promise<void> {
  const together = grouped(seen, ({ indicator, sourceId }) => `${keyOf(indicator)} ${sourceId}`)
  const hits: SeenThing[] = []
  let last: string | undefined
  for (const [at, of] of [...together.values()].entries()) {
    const [first] = of
    if (first === undefined) continue
    // Only one delivery that names more by itself gets here: the rest of it hangs on its last alert, which says so.
    const more = at === mostRaised - 1 ? together.size - mostRaised : 0
    const signalId =
      at < mostRaised
        ? await raiseOf(context, first.sourceId, (source) => alertOf(of, { source, exchanges, more }))
        : last
    if (signalId === undefined) continue
    last = signalId
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

interface Around {
  readonly source: string
  readonly exchanges: ReadonlyMap<string, ExchangeRow>
  /** How many other things stand for themselves no more. */
  readonly more: number
}

function alertOf(of: readonly Seen[], { source, exchanges, more }: Around) {
  const [first] = of
  const { kind, value } = first?.indicator ?? { kind: 'domain' as const, value: '' }
  const warnings = of.map(({ indicator: { exchangeId, title, tlp } }) => {
    const name = exchanges.get(exchangeId)?.name ?? ''
    const mark = tlp === null ? '' : ` (${tlpLabel(tlp)})`
    return title === '' ? `${name}${mark}` : `${name}: ${title}${mark}`
  })
  const rest =
    more === 0 ? '' : ` It named ${more} more at once: they stand with the warnings that were seen.`
  return {
    ...{ rule: 'watched_indicator', heading: 'Something that others warn about was seen' },
    subject: defang(kind, value),
    words: `${source} named ${defang(kind, value)}. Others warn about it: ${[...new Set(warnings)].join('; ')}.${rest}`,
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
