import type * as z from 'zod'
import type { DueDate } from '../../../../base/due-date.ts'
import { leafFields } from '../../../../base/leaf-fields.ts'
import { amountOf } from '../../../../base/money.ts'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember, todayOf } from '../../../register/people/public/people.ts'
import {
  costFiguresOf,
  countCounted,
  leftOutOf,
  listCountedIds,
  shapeOf,
} from '../../../respond/incidents/public/figures.ts'
import * as contract from '../contract/looks.ts'
import { taxonomyVersion } from '../contract/words.ts'
import { countsOf } from '../rules/factors.ts'
import {
  gatheredOn,
  lookDueOn,
  lookState,
  quarterBefore,
  quarterOf,
  quartersAfter,
  quarterSpan,
} from '../rules/frames.ts'
import {
  changeLook,
  getLookToChange,
  insertLook,
  listLooks,
  listOpenLooks,
  type LookRecord,
} from '../store/boards.ts'
import { listEveryGrade } from '../store/cases.ts'
import { lookAt, type Reading } from './frame.ts'

export const list = action(contract.listLooks, async (context, { limit, cursor, q }) => {
  const before = cursor === undefined ? undefined : quarterIn(cursor)
  const found = await listLooks(context, { before, limit, words: q?.trim() })
  const today = await todayOf(context)
  const items = found.slice(0, limit).map((row) => lookOf(row, today))
  const running = quarterOf(today)
  return {
    items,
    next: found.length > limit ? encodeCursor([items.at(-1)?.quarter ?? '']) : null,
    gathersOn: gatheredOn(running),
    can: { hold: context.can('trend.manage') },
  }
})

export const hold = action(contract.holdLook, async (context, { quarter, ...given }) => {
  const before = await getLookToChange(context, quarter)
  refuseUnless(
    before.heldAt === null,
    'conflict',
    'The minutes of this quarter are kept already. They stay as they are.',
  )
  const today = await todayOf(context)
  const message = 'What is still to come has no minutes yet.'
  refuseUnless(given.heldOn <= today, 'invalid', message, { faults: [{ path: 'heldOn', message }] })
  const early = 'The quarter was not over on this day.'
  refuseUnless(given.heldOn >= gatheredOn(quarter), 'invalid', early, {
    faults: [{ path: 'heldOn', message: early }],
  })
  for (const { ownerId } of given.decisions) if (ownerId !== null) await getMember(context, ownerId)
  const row = await changeLook(context, quarter, {
    ...given,
    heldAt: context.now,
    heldBy: context.actor.name,
  })
  context.record({ stream: 'audit', kind: 'look.hold', fields: leafFields({ quarter, ...given }) })
  return lookOf(row, today)
})

/**
 * Gathers the figures of each quarter that ended since the newest that was gathered, each once: a house may have been off
 * for half a year. Restricted cases are not among them: everybody reads a pack.
 */
export async function gatherLook(context: Context): Promise<void> {
  const last = quarterBefore(quarterOf(await todayOf(context)))
  const [known] = await listLooks(context, { limit: 1 })
  for (const quarter of quartersAfter(known?.quarter, last)) await gatherQuarter(context, quarter)
}

async function gatherQuarter(context: Context, quarter: string): Promise<void> {
  const looking = await lookAt(context, (timeZone) => quarterSpan(quarter, timeZone), true)
  if (looking.createdAt >= looking.frame.to) return
  const pack = await packOf(context, quarter)
  const dueOn = lookDueOn(quarter)
  const isNew = await insertLook(context, { quarter, dueOn, pack, gatheredAt: context.now })
  if (!isNew) return
  const { cases, graded, withCosts } = pack
  context.record({
    stream: 'audit',
    kind: 'look.gather',
    fields: { quarter, dueOn, cases, graded, withCosts },
  })
}

/** The quarters that wait for somebody to look at them, for the calendar. */
export async function lookDates(context: Reading): Promise<DueDate[]> {
  return (await listOpenLooks(context)).map(({ quarter, dueOn }) => ({
    ...{ kind: 'data_look' as const, key: quarter, title: quarter, day: dueOn, ownerId: null },
    ...{ path: '/trends/looks', everyMonths: 3 },
  }))
}

async function packOf(context: Reading, quarter: string): Promise<contract.LookPack> {
  const looking = await lookAt(context, (timeZone) => quarterSpan(quarter, timeZone), true)
  const earlier = await lookAt(context, (timeZone) => quarterSpan(quarterBefore(quarter), timeZone), true)
  const { frame, entered, span } = looking
  const shape = await shapeOf(context, frame)
  const figures = await costFiguresOf(context, frame)
  const given = await listEveryGrade(context)
  const graded = await listCountedIds(
    context,
    frame,
    given.map(({ incidentId }) => incidentId),
  )
  const grades = given.filter(({ incidentId }) => graded.has(incidentId))
  return {
    taxonomy: taxonomyVersion,
    from: span.firstDay,
    to: span.lastDay,
    cases: shape.total,
    before: await countCounted(context, earlier.frame, []),
    leftOut: (await leftOutOf(context, frame, entered)).map(({ reason: key, count }) => ({ key, count })),
    vectors: shape.vectors.map(({ key, count }) => ({ key: key ?? 'open', count })),
    kinds: shape.kinds,
    graded: graded.size,
    grades: countsOf(grades.map(({ control, grade }) => `${control} ${grade}`)),
    costs: figures.sums.map(({ currency, amount, isInvoiced }) => ({
      ...{ currency, isInvoiced, amount: amountOf(amount, currency) },
    })),
    withCosts: figures.withCosts,
  }
}

function lookOf(row: LookRecord, today: string): z.input<typeof contract.Look> {
  const { tenantId: _tenant, heldAt: _heldAt, gatheredAt, ...look } = row
  return { ...look, gatheredAt: gatheredAt.toISOString(), state: lookState(row, today) }
}

function quarterIn(cursor: string): string {
  const found = contract.Quarter.safeParse(decodeCursor(cursor, 1)?.[0])
  return found.success ? found.data : refuse('invalid', 'This page is not known. Start again from the first.')
}
