import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examples } from './town/requests.ts'
import { rowHashes, type RowHashes } from './town/rows.ts'
import { endpoints, town, type Town } from './town/town.ts'

/** Actions that are declared to change what is a person's own and nobody's business, with the reason; at most five. */
const withoutLeaf: Readonly<Record<string, string>> = {
  answerHouseRule: 'a wrong answer is counted for the question; a leaf would keep whose it was',
  writeNotePage: 'letters on their way; the version that holds them is on the record',
  readInboxItem: 'whether I have read my message is mine alone',
}

describe('what was changed is on the record', () => {
  let place: Town
  beforeAll(async () => {
    place = await town(['owner'])
  })
  afterAll(() => place?.stop())

  test('whatever a person changes leaves a leaf, and reading leaves nothing changed', async () => {
    const surprises: string[] = []
    const changing: string[] = []
    const awayBefore = await rowHashes(place, place.away.tenantId)
    for (const endpoint of endpoints) {
      const example = examples[endpoint.name]
      if (example === undefined) continue
      const wanted = await example.fresh(place.site('owner'))
      const before = await here()
      const answer = await place.send(endpoint, wanted, 'owner')
      const after = await here()
      const changed = changedTables(before, after)
      const leaves = after.leaves - before.leaves
      if (changed.length > 0) changing.push(endpoint.name)
      if (answer.status >= 400 && example.status === undefined)
        surprises.push(`${endpoint.name}: ${answer.text}`)
      if (changed.length > 0 && leaves === 0 && !(endpoint.name in withoutLeaf))
        surprises.push(`${endpoint.name} changed ${changed.join(', ')} without a leaf`)
      if (endpoint.readOnly && (changed.length > 0 || leaves > 0))
        surprises.push(
          `${endpoint.name} is declared to change nothing, but changed ${changed.join(', ')} and left ${leaves} leaves`,
        )
      if (answer.status >= 400 && changed.length > 0 && leaves === 0)
        surprises.push(`${endpoint.name} was refused and changed ${changed.join(', ')}`)
    }
    expect(surprises).toEqual([])
    const awayAfter = await rowHashes(place, place.away.tenantId)
    expect(changedTables(awayBefore, awayAfter), 'rows of another organisation').toEqual([])
    expect(changing.length).toBeGreaterThan(25)
    const unrecorded = endpoints.filter(({ isUnrecorded }) => isUnrecorded).map(({ name }) => name)
    expect(unrecorded).toEqual(Object.keys(withoutLeaf))
    expect(unrecorded.length).toBeLessThanOrEqual(5)
  })

  const here = () => rowHashes(place, place.home.tenantId)

  test('whoever changes a row past the actions is seen by this guard', async () => {
    const before = await here()
    await place.database.query('update app.task set note = note || $1 where tenant_id = $2', [
      '.',
      place.home.tenantId,
    ])
    expect(changedTables(before, await here())).toEqual(['task'])
  })
})

function changedTables(before: RowHashes, after: RowHashes): string[] {
  const known = new Set(before.business.split('\n'))
  return after.business.split('\n').flatMap((line) => (known.has(line) ? [] : [line.split(' ', 1)[0] ?? '']))
}
