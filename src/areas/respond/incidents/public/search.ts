import { isFoundIn, wordsIn, type Found } from '../../../../base/search.ts'
import type { Context } from '../../../../platform/action.ts'
import type { FoundRow, SearchSource } from '../../../../platform/database/find-rows.ts'
import { readSearch } from '../rules/incident.ts'
import { listIncidents, searchRecords, type IncidentRecord } from '../store/incidents.ts'
import { numbersOf } from '../store/past-incidents.ts'

const beyondAll = 2_147_483_647
const closer = 200

/** Cases by their number and by any part of the words of their title, the newest first. */
export const incidentSearch: SearchSource = {
  kind: 'incident',
  permission: 'incident.read',
  async find(context, sought) {
    const { typed, words, limit } = sought
    const search = readSearch(typed)
    const page = { below: beyondAll, limit: limit - 1 }
    const named = 'number' in search ? await listIncidents(context, { ...page, search }) : []
    const parts = wordsIn(words.join(' '))
    // Of an address the index knows only the parts: more of them are read, and looked at closer.
    const isWhole = parts.length === words.length
    const held = await listIncidents(context, {
      ...page,
      ...(!isWhole && { limit: closer }),
      search: { words: parts },
    })
    const titled = isWhole ? held : held.filter(({ title }) => isFoundIn(sought, title))
    const found = new Map([...named, ...titled].map((row) => [row.id, row]))
    return [...found.values()].slice(0, limit).map(foundOf)
  },
}

/** What people wrote into the record of a case. */
export const entrySearch: SearchSource = {
  kind: 'entry',
  permission: 'incident.read',
  find: async (context, sought) => inCases(context, await searchRecords(context, sought)),
}

/** Says of what hangs on a case which one it is; what hangs on a case that the asker cannot see is left out. */
export async function inCases(
  context: Pick<Context, 'tx'>,
  rows: readonly FoundRow[],
): Promise<readonly Found[]> {
  const numbers = await numbersOf(
    context,
    rows.map(({ of }) => of),
  )
  return rows.flatMap((row) => {
    const number = numbers.get(row.of)
    return number === undefined ? [] : [{ ...row, more: `INC-${number}` }]
  })
}

function foundOf({ id, number, title }: IncidentRecord): Found {
  return { id, title, more: `INC-${number}`, path: `/incidents/${id}` }
}
