import type { Context } from '../../../../platform/action.ts'
import { readCostFigures } from '../store/cost-figures.ts'
import { readLeftOut, readShape, type CaseNarrowing, type Frame } from '../store/figures.ts'

/**
 * Aggregates for numbers over time. Each is one statement, through the wall: a case that the viewer may not see is in
 * none of them, and what is said in a sealed lane never is.
 */
export type { CaseNarrowing, Frame }
export { listCasesOfAssets, listRecurringAssets } from '../store/cost-figures.ts'
export {
  countCounted,
  findFirstCounted,
  listCountedAmong,
  listCountedDays,
  listCountedIds,
  listCountedPage,
  listUntoldIds,
} from '../store/figures.ts'

/** When the counted cases were, and how they began. Months and weekdays are those of the organisation's calendar. */
export async function shapeOf(
  context: Pick<Context, 'tx' | 'now'>,
  frame: Frame,
  { start = frame.from, middle = frame.to }: { readonly start?: Date; readonly middle?: Date } = {},
) {
  const read = await readShape(context, frame, { now: context.now, start, middle })
  const { months, cells, vectors, kinds, latest, closing, running, first, ...counts } = read
  return {
    /** All; those from `start` until before `middle`; those from there on. */
    ...counts,
    first: first === null ? undefined : new Date(first),
    months: months ?? [],
    /** How many began in a month of the year (from 1) on a weekday (Monday is 1). */
    cells: cells ?? [],
    /** How they began; null for one that runs and of which nobody said so. */
    vectors: vectors ?? [],
    kinds: kinds ?? [],
    /** The newest 200, oldest first. */
    latest: (latest ?? []).map(({ at, closed_at: closedAt, ...one }) => ({
      ...one,
      at: new Date(at),
      closedAt: closedAt === null ? null : new Date(closedAt),
    })),
    /** Whole minutes from opening to closing, and so far of those that run. */
    closing: closing ?? [],
    running: running ?? [],
  }
}

/** @param entered the cases among `frame.leftOut` that were entered afterwards; the others were tests */
export async function leftOutOf(
  context: Pick<Context, 'tx'>,
  frame: Frame,
  entered: readonly string[],
): Promise<{ reason: string; count: number }[]> {
  return readLeftOut(context, frame, entered)
}

/** What the counted cases cost, in the smallest unit of each currency; nothing is converted. */
export async function costFiguresOf(context: Pick<Context, 'tx'>, frame: Frame) {
  const {
    sums,
    cases,
    vectors,
    minutes,
    unpriced,
    with_costs: withCosts,
  } = await readCostFigures(context, frame)
  return {
    sums: (sums ?? []).map(({ is_invoiced: isInvoiced, ...sum }) => ({ ...sum, isInvoiced })),
    vectors: vectors ?? [],
    /** By currency, the dearest first. */
    cases: (cases ?? []).map(({ at, ...one }) => ({ ...one, at: new Date(at) })),
    /** Of all people together, and those of them that no rate gave a price to. */
    minutes,
    unpriced,
    withCosts,
  }
}
