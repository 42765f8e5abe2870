import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { action } from '../../../../platform/action.ts'
import { todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/improvements.ts'
import { countParts, getImprovementRow, listImprovementRows } from '../store/improvements.ts'
import { askerOf, detailOf, shownImprovements } from './shapes.ts'

export const list = action(contract.listImprovements, async (context, { limit, cursor, ...wanted }) => {
  const viewer = { memberId: askerOf(context).memberId, today: await todayOf(context) }
  const rows = await listImprovementRows(context, {
    ...wanted,
    viewer,
    limit: limit + 1,
    after: pageAfter(cursor),
  })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  return {
    items: await shownImprovements(context, items),
    next,
    // Counting reads all of them: once for a list, not for each of its pages.
    counts: cursor === undefined ? await countParts(context, viewer) : null,
  }
})

export const get = action(contract.getImprovement, async (context, { id }) =>
  detailOf(context, await getImprovementRow(context, id)),
)
