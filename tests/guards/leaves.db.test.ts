import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../../src/base/endpoint.ts'
import { examples } from './town/requests.ts'
import { rowHashes, type RowHashes } from './town/rows.ts'
import { askerOf, endpoints, town, type Town } from './town/town.ts'

/** Actions that are declared to change what is a person's own and nobody's business, with the reason; at most seven. */
const withoutLeaf: Readonly<Record<string, string>> = {
  addVoice:
    'who says how it went may stay unnamed; a leaf would keep who it was. How many did is on the record',
  answerCourse: 'a wrong answer is counted for the question; who has understood is on the record',
  answerHouseRule: 'a wrong answer is counted for the question; a leaf would keep whose it was',
  writeNotePage: 'letters on their way; the version that holds them is on the record',
  readInboxItem: 'whether I have read my message is mine alone',
  meetRehearsal:
    'a leaf would keep the moment in which somebody opened a link, and with it who that was. What a group did is on the record at the end',
  receiveChatCommand: 'what a line of the chat asks for goes through its own action, which leaves its leaf',
}

describe('what was changed is on the record', () => {
  let place: Town
  beforeAll(async () => {
    place = await town(['owner', 'guest'])
  })
  afterAll(() => place?.stop())

  test('whatever a person changes leaves a leaf, and reading leaves nothing changed', async () => {
    const changing: string[] = []
    const awayBefore = await rowHashes(place, place.away.tenantId)
    const surprises: string[] = []
    // All that only read come first, together; which of them changed something is looked for only then.
    const reading = endpoints.filter(
      (endpoint) =>
        endpoint.readOnly && askerOf(endpoint) === 'owner' && examples[endpoint.name]?.status === undefined,
    )
    for (const endpoint of await toTryAlone(reading))
      surprises.push(...(await surprisesOf(endpoint, changing)))
    for (const endpoint of endpoints)
      if (!reading.includes(endpoint)) surprises.push(...(await surprisesOf(endpoint, changing)))
    expect(surprises).toEqual([])
    const awayAfter = await rowHashes(place, place.away.tenantId)
    expect(changedTables(awayBefore, awayAfter), 'rows of another organisation').toEqual([])
    expect(changing.length).toBeGreaterThan(25)
    const unrecorded = endpoints.filter(({ isUnrecorded }) => isUnrecorded).map(({ name }) => name)
    expect(unrecorded.toSorted()).toEqual(Object.keys(withoutLeaf).toSorted())
    expect(unrecorded.length).toBeLessThanOrEqual(7)
  })

  /** All, where rows moved while they were asked; otherwise those that a request made beforehand no longer suits. */
  async function toTryAlone(reading: readonly Endpoint[]): Promise<readonly Endpoint[]> {
    const asked = []
    for (const endpoint of reading) {
      const example = examples[endpoint.name]
      if (example !== undefined)
        asked.push({ endpoint, example, wanted: await example.fresh(place.site(askerOf(endpoint))) })
    }
    const before = await here()
    const refused: Endpoint[] = []
    for (const { endpoint, example, wanted } of asked) {
      const { status } = await place.send(endpoint, wanted, askerOf(endpoint))
      if (status >= 400 && example.status === undefined) refused.push(endpoint)
    }
    const after = await here()
    const isMoved = changedTables(before, after).length > 0 || after.leaves !== before.leaves
    return isMoved ? reading : refused
  }

  async function surprisesOf(endpoint: Endpoint, changing: string[]): Promise<string[]> {
    const { name, readOnly } = endpoint
    const example = examples[name]
    if (example === undefined) return []
    const wanted = await example.fresh(place.site(askerOf(endpoint)))
    const before = await here()
    const answer = await place.send(endpoint, wanted, askerOf(endpoint))
    const after = await here()
    const changed = changedTables(before, after)
    const leaves = after.leaves - before.leaves
    if (changed.length > 0) changing.push(name)
    const what = changed.join(', ')
    const isRefused = answer.status >= 400
    return [
      ...(isRefused && example.status === undefined ? [`${name}: ${answer.text}`] : []),
      ...(changed.length > 0 && leaves === 0 && !(name in withoutLeaf)
        ? [`${name} changed ${what} without a leaf`]
        : []),
      // Whatever a guest reads is on the record, and whatever was refused.
      ...(readOnly && (changed.length > 0 || (leaves > 0 && !isRefused && askerOf(endpoint) === 'owner'))
        ? [`${name} is declared to change nothing, but changed ${what} and left ${leaves} leaves`]
        : []),
      ...(isRefused && changed.length > 0 && leaves === 0 ? [`${name} was refused and changed ${what}`] : []),
    ]
  }

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
