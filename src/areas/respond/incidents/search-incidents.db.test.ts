import { afterAll, beforeAll, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import * as opening from './actions/open-incident.ts'
import * as reading from './actions/read-incidents.ts'

let w: World
beforeAll(async () => {
  w = await world()
  await w.perform(opening.open, w.lead, { title: 'Zebra label printer odd', kind: 'other', severity: 'S1' })
  await w.house.wall.inTenant(w.tenantId, ({ $client }) =>
    $client.query(
      `insert into app.incident (id, number, title, kind, mode, severity, status, opened_at, opened_by)
       select gen_random_uuid(), n, 'Label printer ' || n, 'other', 'real', 'S3', 'open', now(), 'Anna'
       from generate_series(2, 1300) as n`,
    ),
  )
})
afterAll(() => w.close())

const found = async (query: Record<string, unknown>) =>
  (await w.perform(reading.list, w.lead, { limit: 50, ...query })).items.map(({ number }) => number)

test('U61 a searcher finds an old incident by a rare word, also an unfinished one, behind a thousand newer ones', async () => {
  expect(await found({ q: 'zebra' })).toEqual([1])
  expect(await found({ q: 'print zeb' })).toEqual([1])
  expect(await found({ q: 'print giraffe' })).toEqual([])
})

test('U61 a searcher who filters too finds the one old match among many that share its words', async () => {
  expect(await found({ q: 'label printer', severity: 'S1' })).toEqual([1])
  expect(await found({ q: 'label printer', severity: 'S1', status: 'closed' })).toEqual([])
})

test('U61 a searcher pages through all matches in order, none twice', async () => {
  const numbers: number[] = []
  let cursor: string | undefined
  do {
    const page = await w.perform(reading.list, w.lead, {
      limit: 200,
      q: 'label printer',
      ...(cursor === undefined ? {} : { cursor }),
    })
    numbers.push(...page.items.map(({ number }) => number))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(numbers).toEqual(Array.from({ length: 1300 }, (_, n) => 1300 - n))
})
