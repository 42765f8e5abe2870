import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../src/platform/database/wall.ts'
import { nouns, type Company, type Fields, type Noun } from './town/company.ts'
import { positionsOf, swapped } from './town/positions.ts'
import { examples } from './town/requests.ts'
import type { Answer, Wanted } from './town/send.ts'
import { endpoints, town, type Standing, type Town } from './town/town.ts'

/** The owner is the one whom the case is about; none of these is named in it. */
const outsiders = ['owner', 'responder', 'auditor', 'counsel', 'staff', 'guest', 'key'] as const

/** What people put down in a case: sent to the hidden one as the examples say it, so that each room has rows there. */
const furnishing =
  /^(add|plan|start|claim|recordStop|saveSituation|tagTechnique|nameVector|offerEvidence|closeService|declineDuty|answerFirstHour|copyEvidence|openNotePage)/

/** Of a case these hold words; its other rows are ids and hashes, counted likewise by the id of the case. */
const wordy = ['incident', 'task', 'system', 'decision', 'evidence', 'opening', 'lane', 'inbox_item']

/** Their own account, and the name of the house, which each page of theirs shows. */
const ofEachGuest = ['readAccount', 'readMe', 'readOrganisation']

describe('a restricted case', () => {
  const secret = `zs${randomBytes(16).toString('hex')}`
  let place: Town
  let hidden: Readonly<Partial<Record<Noun, string>>> & { readonly incident: string }
  beforeAll(async () => {
    place = await town([...outsiders, 'lead'])
    hidden = await furnishCase()
  })
  afterAll(() => place?.stop())

  test('U31 R34 nobody who is not named can tell any of its ids from one that does not exist, whatever they ask, not even the owner', async () => {
    const surprises: string[] = []
    let tried = 0
    for (const endpoint of endpoints) {
      const wanted = examples[endpoint.name]?.standing(place.home)
      if (wanted === undefined || !mentionsCase(wanted, place.home)) continue
      const asked = outsiders.map(async (standing) => {
        const [there, nowhere] = await Promise.all([
          place.send(endpoint, aimed(wanted, hidden), standing),
          place.send(endpoint, aimed(wanted, {}), standing),
        ])
        return { standing, there, nowhere }
      })
      for (const { standing, there, nowhere } of await Promise.all(asked)) {
        tried += 1
        if (wordsOf(there) !== wordsOf(nowhere))
          surprises.push(`${endpoint.name} (${standing}): ${wordsOf(there)} is not ${wordsOf(nowhere)}`)
        if (there.text.includes(secret)) surprises.push(`${endpoint.name} (${standing}) showed the case`)
      }
    }
    expect(surprises).toEqual([])
    expect(tried).toBeGreaterThan(250)
  })

  test('no list, search, count, inbox or record shows anything of it to whoever is not named', async () => {
    const leaks: string[] = []
    const lists = endpoints.filter(({ method, path }) => method === 'GET' && !path.includes('{'))
    for (const endpoint of lists) {
      const wanted = examples[endpoint.name]?.standing(place.home) ?? { input: {} }
      const searching = 'q' in endpoint.input.shape ? [{ input: { q: secret } }] : []
      const asking = outsiders.flatMap((standing) =>
        [wanted, ...searching].map(async (asked) => ({
          standing,
          ...(await place.send(endpoint, asked, standing)),
        })),
      )
      for (const { standing, text } of await Promise.all(asking))
        if (text.includes(secret) || text.includes(hidden.incident))
          leaks.push(`${endpoint.name} (${standing}): ${text.slice(0, 200)}`)
    }
    expect(leaks).toEqual([])
    const inside = await place.send(named('listIncidents'), { input: { q: secret } }, 'lead')
    expect(inside.text).toContain(secret)
  })

  test('the database shows no row of it to whoever is not named, so that no handler can forget', async () => {
    const { rows: tables } = await place.database.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'`,
    )
    const { incident, system, evidence, lane, task } = hidden
    const words = [secret, incident, system, evidence, lane, task].map((word) => `%${word}%`)
    const visible = async (viewer: Viewer) =>
      place.house.wall.inTenant({ tenantId: place.home.tenantId, viewer }, async ({ $client }) => {
        const seen: string[] = []
        for (const { name } of tables) {
          const { rows } = await $client.query<{ n: number }>(
            `select count(*)::int as n from app."${name}" t where to_jsonb(t)::text like any ($1)`,
            [words],
          )
          if ((rows[0]?.n ?? 0) > 0) seen.push(name)
        }
        return seen
      })
    const furnished = await visible('program')
    expect(furnished).toEqual(expect.arrayContaining([...wordy]))
    // Each room puts something down in it; where nothing lies, nothing is tried.
    expect(furnished.length).toBeGreaterThan(35)
    expect(await visible({ member: place.home.owner.memberId })).toEqual([])
    expect(await visible('anybody')).toEqual([])
    expect(await visible({ guest: randomUUID() })).toEqual([])
  })

  test('live updates tell of it only those who are named', async () => {
    const { id } = JSON.parse(
      (
        await place.send(
          named('openIncident'),
          { input: { title: 'An ordinary case', kind: 'other', severity: 'S4' } },
          'owner',
        )
      ).text,
    ) as Fields // as its contract says
    const heard = await Promise.all(
      (['owner', 'responder', 'key', 'lead'] as const).map((standing) => heardUntil(standing, String(id))),
    )
    expect(heard.map((text) => text.includes(hidden.incident))).toEqual([false, false, false, true])
  })

  test('R9 a guest who may only read gets an answer or a sentence to whatever they ask, and takes out what they may read', async () => {
    await place.database.query('update app.incident_access set may_write = false where is_guest')
    const failed: string[] = []
    const answered: string[] = []
    for (const endpoint of endpoints) {
      const wanted = examples[endpoint.name]?.standing(place.home)
      if (wanted === undefined || !mentionsCase(wanted, place.home)) continue
      const { status, text } = await place.send(endpoint, wanted, 'guest')
      if (status >= 500) failed.push(`${endpoint.name}: ${status} ${text.slice(0, 200)}`)
      if (status < 300 && endpoint.method !== 'GET') answered.push(endpoint.name)
    }
    expect(failed).toEqual([])
    expect(answered).toEqual(expect.arrayContaining(['makeReport', 'exportVeris', 'printSituation']))
  })

  test('R9 a guest of the plan reads that one version on the screen and as a booklet, and no endpoint opens anything else', async () => {
    const { home, database } = place
    await database.query(
      'update app.incident_access set ended_at = now() where is_guest and ended_at is null',
    )
    expect((await place.send(named('readGuestPlan'), { input: {} }, 'guest')).status).toBe(404)
    const opened = await database.query(
      `insert into app.plan_guest (tenant_id, id, member_id, version, granted_at, granted_by, ends_at)
       select tenant_id, gen_random_uuid(), id, 1, now(), 'Test', now() + interval '1 day'
       from app.member where tenant_id = $1 and role = 'guest' and name = 'Person guest'`,
      [home.tenantId],
    )
    expect(opened.rowCount).toBe(1)
    expect((await shownToGuest()).toSorted()).toEqual([...ofEachGuest, 'readGuestPlan'].toSorted())
    const booklet = await place.send(named('printGuestPlan'), { input: { form: 'pdf' } }, 'guest')
    expect(booklet.text.slice(0, 4)).toBe('%PDF')
    await database.query('update app.plan_guest set ends_at = now() where ended_at is null')
    expect((await place.send(named('readGuestPlan'), { input: {} }, 'guest')).status).toBe(404)
  })

  /** What holds a word of this organisation when a guest asks for it. */
  async function shownToGuest(): Promise<string[]> {
    const shown: string[] = []
    for (const endpoint of endpoints) {
      const wanted = examples[endpoint.name]?.standing(place.home)
      if (wanted === undefined || endpoint.permission === 'public') continue
      const { status, text } = await place.send(endpoint, wanted, 'guest')
      if (status < 300 && text.includes(place.home.marker)) shown.push(endpoint.name)
    }
    return shown
  }

  /** What hangs on the case, made over HTTP by the one lead who is named; the owner is whom it is about. */
  async function furnishCase() {
    const ask = async (name: string, input: Fields, bytes?: Uint8Array): Promise<Fields> => {
      const answer = await place.send(named(name), { input, ...(bytes !== undefined && { bytes }) }, 'lead')
      if (answer.status >= 300) throw new Error(`${name} answered ${answer.status}: ${answer.text}`)
      return JSON.parse(answer.text) as Fields // each caller reads what its endpoint answers
    }
    const signal = await place.site('owner').make.signal()
    const suspects = [place.home.owner.memberId]
    const words = { title: `Case ${secret}`, kind: 'insider-data-theft', severity: 'S2' }
    const incident = String((await ask('openIncident', { ...words, circle: { suspects } }))['id'])
    const id = incident
    await ask('joinSignal', { id, signalId: signal })
    await ask('addToTimeline', { id, kind: 'note', text: `Note ${secret}` })
    await ask('recordDecision', { id, text: `Decision ${secret}` })
    await ask('changeSeverity', { id, severity: 'S1', reason: secret })
    await ask('startRun', { id })
    const task = String((await ask('addTask', { id, title: `Task ${secret}` }))['id'])
    const system = String((await ask('addSystem', { id, name: `Host ${secret}`, state: 'affected' }))['id'])
    const acquisition = {
      name: `${secret}.txt`,
      acquiredAt: '2026-03-01T09:00:00Z',
      where: secret,
      why: secret,
    }
    const evidence = String((await ask('addEvidence', { id, acquisition }, Buffer.from(secret)))['id'])
    const lane = String((await ask('openLane', { id, kind: 'staff' }))['id'])
    await ask('addToLane', { id, lane, text: `Sealed ${secret}` })
    const made = { incident, task, system, evidence, lane }
    for (const endpoint of endpoints.filter(({ name }) => furnishing.test(name))) {
      const wanted = examples[endpoint.name]?.standing(place.home)
      if (wanted !== undefined && mentionsCase(wanted, place.home))
        await place.send(endpoint, aimed(wanted, made), 'lead')
    }
    // Told by the program to somebody inside: the rows are there, and the wall is what hides them.
    const inside = await place.database.query<{ member_id: string }>(
      'select member_id from app.incident_access where incident_id = $1',
      [id],
    )
    await place.house.wall.inTenant(place.home.tenantId, ({ $client }) =>
      $client.query(
        `insert into app.inbox_item (id, member_id, kind, title, path, at) select gen_random_uuid(), m, 'severity.raised', $1, $2, now()
         from unnest($3::uuid[]) as m`,
        [`Told ${secret}`, `/incidents/${id}`, [inside.rows[0]?.member_id, place.home.owner.memberId]],
      ),
    )
    return { incident, signal, task, doneTask: task, system, evidence, lane }
  }

  async function heardUntil(standing: Standing, last: string): Promise<string> {
    const stop = new AbortController()
    const response = await fetch(`${place.base}/api/v1/live`, {
      headers: { ...place.people.get(standing)?.headers, 'last-event-id': '-1' },
      signal: stop.signal,
    })
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString('latin1') // what a body streams
      if (text.includes(last)) break
    }
    stop.abort()
    return text
  }

  /** The request with each id of the standing things replaced: by that of the case, else by one that nothing has. */
  function aimed(wanted: Wanted, ids: Readonly<Partial<Record<Noun, string>>>): Wanted {
    return positionsOf(wanted.input, place.home).reduce((request, position) => {
      const noun = nouns.find((known) => position.foreign(withNouns) === known)
      const isOfCase = noun !== undefined && ofCase.includes(noun)
      return isOfCase ? swapped(request, position, ids[noun] ?? randomUUID()) : request
    }, wanted)
  }

  const named = (name: string) => {
    const found = endpoints.find((endpoint) => endpoint.name === name)
    if (found === undefined) throw new Error(`There is no endpoint ${name}`)
    return found
  }
})

/** Things that belong to a case; a signal joined to one is out of sight with it. */
const ofCase: readonly Noun[] = [
  'incident',
  'task',
  'doneTask',
  'system',
  'evidence',
  'signal',
  'lane',
  'link',
]

/** A company whose ids are the words for them: tells which noun stands at a position. */
const withNouns = {
  ids: Object.fromEntries(nouns.map((noun) => [noun, noun])),
  owner: { memberId: 'owner' },
} as unknown as Company // positions ask for nothing else

function mentionsCase(wanted: Wanted, company: Company): boolean {
  const words: readonly string[] = ofCase
  return positionsOf(wanted.input, company).some((position) => words.includes(position.foreign(withNouns)))
}

function wordsOf({ status, text }: Answer): string {
  return `${status} ${text.slice(0, 300)}`
}
