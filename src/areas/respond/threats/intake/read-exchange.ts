/** One turn of a server: claim it, read page after page, keep each, note how it ended. No transaction is open while it is asked. */
import type { Context } from '../../../../platform/action.ts'
import type { Egress } from '../../../../platform/egress.ts'
import type { ExchangeTrouble } from '../contract/exchanges.ts'
import { addCounts, sift } from '../rules/warning.ts'
import { findExchangeToChange, openSecret, updateExchange, type ExchangeRow } from '../store/exchanges.ts'
import { countIndicators, endIndicators, saveIndicators } from '../store/indicators.ts'
import { harmlessGround } from './ground.ts'
import { firstMark, Mark, nextPage, type Page } from './pages.ts'

/** What a turn stands on: the way out, the clock, and transactions of the program itself. */
export interface Desk {
  readonly egress: Egress
  readonly now: () => Date
  within<T>(work: (context: Context) => Promise<T>): Promise<T>
}

/** Longer than a turn takes: whoever died while reading is not waited for longer. */
const claimMinutes = 10
/** After this no further page is begun: what is left is for the next turn, and no failure. */
const beginMillis = 90_000
const mostPages = 60
export const everyMinutes = 60
export const mostIndicators = 500_000

/** @returns how many warnings were taken; undefined where somebody else reads it, or it is off */
export async function readExchange(desk: Desk, id: string): Promise<number | undefined> {
  const claimed = await desk.within((context) => claim(context, id))
  if (claimed === undefined) return undefined
  const { row, secret, isFull } = claimed
  const ended = isFull
    ? failedTurn('full')
    : secret === undefined
      ? failedTurn('secret')
      : await readPages(desk, row, secret)
  await desk.within((context) => note(context, row, ended))
  return ended.taken
}

async function claim(context: Context, id: string) {
  const { now } = context
  const row = await findExchangeToChange(context, id)
  if (row === undefined || !row.isOn || !row.takes) return undefined
  if (row.askingUntil !== null && row.askingUntil > now) return undefined
  const askingUntil = new Date(now.getTime() + claimMinutes * 60_000)
  await updateExchange(context, id, { askingUntil })
  const isFull = (await countIndicators(context, mostIndicators)) > mostIndicators
  return { row, secret: openSecret(context, row), isFull }
}

interface Ended {
  readonly taken: number
  readonly isWhole: boolean
  readonly trouble: ExchangeTrouble | null
}

function failedTurn(trouble: ExchangeTrouble): Ended {
  return { taken: 0, isWhole: false, trouble }
}

async function readPages(desk: Desk, row: ExchangeRow, secret: string): Promise<Ended> {
  const until = desk.now().getTime() + beginMillis
  const server = { egress: desk.egress, row, secret }
  let mark = Mark.safeParse(row.mark).data ?? firstMark
  let taken = 0
  for (let page = 0; page < mostPages && desk.now().getTime() <= until; page += 1) {
    const found = await nextPage(server, mark, desk.now())
    if (found.state === 'failed') return { taken, isWhole: false, trouble: found.trouble }
    const kept = await desk.within((context) => keep(context, row, found))
    // Changed or taken off meanwhile: what comes of the old way is not wanted any more.
    if (kept === undefined) return { taken, isWhole: false, trouble: null }
    taken += kept.taken
    mark = kept.mark
    if (found.isLast) return { taken, isWhole: true, trouble: null }
  }
  return { taken, isWhole: false, trouble: null }
}

/** A page with how far it reaches, in one transaction: it is there with its mark, or not at all. */
async function keep(context: Context, { id, version }: ExchangeRow, page: Extract<Page, { state: 'read' }>) {
  const row = await findExchangeToChange(context, id)
  if (row === undefined || row.version !== version) return undefined
  const { tlpBound, wanted } = row
  const ground = await harmlessGround(context)
  const { now } = context
  const sifted = sift(page.listed, { tlpBound, daysKept: wanted.daysKept, ground, now })
  await saveIndicators(context, id, sifted.rows)
  const ended = await endIndicators(context, id, sifted.ended)
  const counts = addCounts(page.mark.counts, { ...sifted.counts, ended })
  const mark = { ...page.mark, counts }
  await updateExchange(context, id, page.isLast ? { mark, counts } : { mark })
  const { taken } = sifted.counts
  if (page.isLast && counts.taken + counts.ended > 0)
    context.record({
      stream: 'audit',
      kind: 'exchange.take',
      fields: { exchange: id, name: row.name, taken: counts.taken, ended: counts.ended },
    })
  return { taken, mark }
}

async function note(context: Context, before: ExchangeRow, ended: Ended): Promise<void> {
  const row = await findExchangeToChange(context, before.id)
  if (row === undefined) return
  if (row.version !== before.version) {
    await updateExchange(context, row.id, { askingUntil: null, nextAt: context.now })
    return
  }
  const { now } = context
  const { trouble } = ended
  // A restored copy that nobody confirmed asks nothing, which is no fault of the server.
  const failures = trouble === null ? 0 : row.failures + (trouble === 'muted' ? 0 : 1)
  const minutes =
    trouble === null ? (ended.isWhole ? everyMinutes : 0) : Math.min(5 * 2 ** Math.min(failures, 10), 24 * 60)
  await updateExchange(context, row.id, {
    ...{ askingUntil: null, failures, trouble, troubleAt: trouble === null ? null : now },
    nextAt: new Date(now.getTime() + minutes * 60_000),
    ...(ended.isWhole && { askedAt: now }),
  })
  if (trouble !== null && row.trouble !== trouble)
    context.record({
      stream: 'audit',
      kind: 'exchange.fail',
      fields: { exchange: row.id, name: row.name, trouble },
    })
}
