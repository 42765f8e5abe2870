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
       select gen_random_uuid(), n, 'Label printer ' || n || case when n % 10 = 0 then ' tenth' else '' end
         || case when n % 40 = 0 then ' fortieth' else '' end, 'other', 'real', 'S3', 'open', now(), 'Anna'
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

test('U61 a searcher gets the newest matches, whether a word fills its page among the newest cases, a little below or far below', async () => {
  const every = (step: number, most: number) =>
    Array.from({ length: 1300 }, (_, n) => 1300 - n)
      .filter((number) => number % step === 0)
      .slice(0, most)
  expect(await found({ q: 'tenth', limit: 20 })).toEqual(every(10, 20))
  expect(await found({ q: 'tenth' })).toEqual(every(10, 50))
  expect(await found({ q: 'tenth', limit: 200 })).toEqual(every(10, 200))
  expect(await found({ q: 'fortieth' })).toEqual(every(40, 50))
})
