import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../../src/base/endpoint.ts'
import { projectRoot } from '../../src/platform/root.ts'
import { expected, matrixPage, type Cell, type Expected } from './access-matrix.ts'
import { everything, shareOf } from '../api/share.ts'
import { examples, type Example } from './town/requests.ts'
import { ledgerTables, rowHashes } from './town/rows.ts'
import type { Answer, Wanted } from './town/send.ts'
import { endpoints, standings, town, type Principal, type Standing, type Town } from './town/town.ts'

const page = join(projectRoot(), 'docs', 'access-matrix.md')

const isWriting = process.env['MUSTER_UPDATE_DOCS'] === '1'
const isWhole = everything || isWriting

const outsiders: readonly Standing[] = ['nobody', 'stranger', "other's key"]

describe('who may do what, asked of the running program', () => {
  let place: Town
  beforeAll(async () => {
    place = await town()
  })
  afterAll(() => place?.stop())

  test('whoever adds an endpoint says with which request the guards are to try it', () => {
    const names = endpoints.map(({ name }) => name)
    expect(names.filter((name) => !(name in examples))).toEqual([])
    expect(Object.keys(examples).filter((name) => !names.includes(name))).toEqual([])
  })

  test('everybody gets from every endpoint what the table of permissions says, and nothing more', async () => {
    const surprises: string[] = []
    const rows = endpoints.map((endpoint) => ({ endpoint, cells: new Map<Standing, Cell>() }))
    const meetAll = async ({ endpoint, cells }: (typeof rows)[number], isRefused: boolean) => {
      const meets = standings
        .map((standing) => meetingOf(endpoint, standing))
        .filter(({ wanted }) => (wanted.cell === 'no') === isRefused)
      const meet = async (meeting: Meeting) => {
        const { cell, surprise } = await tryOne(endpoint, meeting)
        cells.set(meeting.who.standing, cell)
        if (surprise !== undefined) surprises.push(`${meeting.who.standing}: ${endpoint.name} ${surprise}`)
      }
      if (isRefused) await Promise.all(refusedOf(endpoint, meets, cells).map(meet))
      else for (const meeting of triedOf(endpoint, meets, cells)) await meet(meeting)
    }
    // All that is refused comes first and must leave every row as it was; who moved one is looked for only then.
    const moved = await rowsMovedBy(async () => {
      for (const row of rows) await meetAll(row, true)
    })
    if (moved.length > 0)
      for (const row of rows) {
        const byThis = await rowsMovedBy(() => meetAll(row, true))
        if (byThis.length > 0)
          surprises.push(`${row.endpoint.name} was refused and changed ${byThis.join(', ')}`)
      }
    if (moved.length > 0) surprises.push(`what was refused changed ${moved.join(', ')}`)
    for (const row of rows) await meetAll(row, false)
    expect(surprises).toEqual([])
    await expectPage(matrixPage(rows))
  })

  async function rowsMovedBy(ask: () => Promise<void>): Promise<string[]> {
    const before = await rowHashes(place, place.home.tenantId)
    await ask()
    const after = await rowHashes(place, place.home.tenantId)
    return [...after.byTable].flatMap(([name, hash]) =>
      ledgerTables.includes(name) || before.byTable.get(name) === hash ? [] : [name],
    )
  }

  /**
   * To change something needs new things for each who may, which was most of a run: here a share of them tries it at
   * each endpoint, and all where the page is written and in `npm run soak -- values`. What the page says beside that is
   * what the table says.
   */
  function triedOf(endpoint: Endpoint, meets: readonly Meeting[], cells: Map<Standing, Cell>) {
    const { name, permission, readOnly } = endpoint
    // What is somebody's own hangs on what they did before, and of two who may, both are few.
    if (readOnly || isWhole || permission.endsWith('.own') || meets.length < 3) return meets
    return shareAt(name, meets, cells)
  }

  /**
   * Who should not get in is tried first. One gate asks the table for each endpoint: each is tried by whoever is not
   * signed in, by the other organisation and by another third of the rest, and by all where the page is written and
   * in `npm run soak -- values`.
   */
  function refusedOf({ name }: Endpoint, meets: readonly Meeting[], cells: Map<Standing, Cell>) {
    if (isWhole) return meets
    const always = meets.filter(({ who }) => outsiders.includes(who.standing))
    return [
      ...always,
      ...shareAt(
        name,
        meets.filter((meeting) => !always.includes(meeting)),
        cells,
      ),
    ]
  }

  function shareAt(endpoint: string, meets: readonly Meeting[], cells: Map<Standing, Cell>) {
    const tried = shareOf(
      endpoints.findIndex(({ name }) => name === endpoint),
      meets,
    )
    for (const { who, wanted } of meets) if (!cells.has(who.standing)) cells.set(who.standing, wanted.cell)
    return tried
  }

  function meetingOf(endpoint: Endpoint, standing: Standing): Meeting {
    const who = place.people.get(standing)
    if (who === undefined) throw new Error(`Nobody stands for ${standing}`)
    return { who, wanted: expected(endpoint, who) }
  }

  async function tryOne(
    endpoint: Endpoint,
    { who, wanted }: Meeting,
  ): Promise<{ cell: Cell; surprise?: string }> {
    const example = examples[endpoint.name]
    if (example === undefined) return { cell: 'no', surprise: 'has no example' }
    const isRefused = wanted.cell === 'no'
    const standing = example.standing(place.home)
    // Whoever reaches no further than their own organisation does there what was meant for this one.
    const staysOutside = who.standing === "other's key" && wanted.status === 404 && !('id' in standing.input)
    const answer = await answerTo({ endpoint, example, standing, isRefused }, who.standing, wanted.status)
    if (isRefused && answer.text.includes(place.home.marker))
      return { cell: 'yes', surprise: `showed what is not theirs: ${answer.text.slice(0, 200)}` }
    if (staysOutside || answer.status === wanted.status) return { cell: wanted.cell }
    return {
      cell: answer.status < 300 ? 'yes' : 'no',
      surprise: `answered ${answer.status} instead of ${wanted.status}: ${answer.text.slice(0, 300)}`,
    }
  }

  /**
   * What is refused or only reads is asked of the things that stand; to make new ones for it took a tenth of the run.
   * What only reads and did not answer as it should is asked again, of new things.
   */
  async function answerTo(
    { endpoint, example, standing, isRefused }: Tried,
    by: Standing,
    status: number,
  ): Promise<Answer> {
    if (isRefused || endpoint.readOnly) {
      const answer = await place.send(endpoint, standing, by)
      if (isRefused || answer.status === status) return answer
    }
    return place.send(endpoint, await example.fresh(place.site(by)), by)
  }
})

interface Tried {
  readonly endpoint: Endpoint
  readonly example: Example
  readonly standing: Wanted
  readonly isRefused: boolean
}

interface Meeting {
  readonly who: Principal
  readonly wanted: Expected
}

async function expectPage(printed: string): Promise<void> {
  if (isWriting) await writeFile(page, printed)
  expect(await readFile(page, 'utf8').catch(() => '')).toBe(printed)
}
