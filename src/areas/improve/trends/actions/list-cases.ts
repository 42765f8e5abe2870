import { encodeCursor, decodeCursor } from '../../../../base/page.ts'
import { Id } from '../../../../base/ids.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { listCountedPage, type CaseNarrowing } from '../../../respond/incidents/public/figures.ts'
import { factorKindsByCase } from '../../../respond/investigation/public.ts'
import * as contract from '../contract/trends.ts'
import { factorsByCase } from '../rules/factors.ts'
import { lookBack, type Looking, type Reading } from './frame.ts'
import { casesOfControl } from './read-controls.ts'
import { casesOfVendors } from './read-factors.ts'

const newest = 2_147_483_647

export const listCases = action(contract.listTrendCases, async (context, input) => {
  const { limit, cursor, years, pack, q, by, value } = input
  const { frame } = await lookBack(context, { years, pack })
  const narrowing =
    by === undefined || value === undefined ? {} : await narrowingOf(context, frame, { by, value })
  const below = cursor === undefined ? newest : numberIn(cursor)
  const found = await listCountedPage(context, frame, { ...narrowing, words: q?.trim(), below, limit })
  const items = found.slice(0, limit)
  return {
    items: items.map(({ openedAt, closedAt, ...row }) => ({
      ...row,
      openedAt: openedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
    })),
    next: found.length > limit ? encodeCursor([items.at(-1)?.number ?? 0]) : null,
  }
})

interface Wanted {
  readonly by: (typeof contract.caseFilters)[number]
  readonly value: string
}

async function narrowingOf(
  context: Reading,
  frame: Looking['frame'],
  { by, value }: Wanted,
): Promise<CaseNarrowing> {
  switch (by) {
    case 'vector':
      return { vector: value }
    case 'kind':
      return { kind: value }
    case 'month':
      return { month: value }
    case 'asset':
      // An id that is none is no system of ours.
      return Id.safeParse(value).success ? { assetId: value } : { ids: [] }
    case 'vendor':
      return { ids: [...((await casesOfVendors(context, frame)).get(value) ?? [])] }
    case 'control':
      return { ids: await casesOfControl(context, value) }
    case 'factor': {
      const wanted = value.split(',')
      const byCase = factorsByCase(await factorKindsByCase(context))
      const ids = [...byCase].filter(([, kinds]) => wanted.every((kind) => kinds.includes(kind)))
      return { ids: ids.map(([id]) => id) }
    }
  }
}

function numberIn(cursor: string): number {
  const key = decodeCursor(cursor, 1)?.[0]
  const isNumber = typeof key === 'number' && Number.isInteger(key) && key >= 0 && key <= newest
  refuseUnless(isNumber, 'invalid', 'This page is not known. Start again from the first.')
  return key
}
