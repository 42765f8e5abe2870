import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../../src/base/endpoint.ts'
import { expected } from './access-matrix.ts'
import { positionsOf, swapped } from './town/positions.ts'
import { shareOf } from '../api/share.ts'
import { examples } from './town/requests.ts'
import { rowHashes } from './town/rows.ts'
import type { Answer, Wanted } from './town/send.ts'
import { endpoints, standings, town, type Standing, type Town } from './town/town.ts'

/**
 * Where an id of elsewhere does not answer 404, with the reason: an unknown one must look the same there too.
 * This list only shrinks.
 */
const unanswered: Readonly<Record<string, number>> = {
  // A filter of a list narrows it: to nothing, when nothing fits.
  'listSignals sourceId': 200,
  'listSignals incidentId': 200,
}

/** Tables in which no person's word stands. */
const wordless: Readonly<Record<string, string>> = {
  leaf: 'commitments only',
  log: 'numbers and hashes',
  node: 'hashes',
  checkpoint: 'a signed note of hashes',
  intake_batch: 'hashes',
  incident_counter: 'a number',
  capture_receipt: 'ids and a word of a closed list',
  duty_reminder: 'ids, those of duties among them, and a word of a closed list',
  alert_news: 'ids and numbers',
  alert_grouping: 'ids and numbers',
  alert_moment: 'ids and numbers',
  member_card: 'ids, days and numbers',
  incident_detail_key: 'ids, a number and keys of a list',
  threat_indicator: 'empty until a server was read',
  threat_hit: 'empty until a signal names an indicator',
  sigma_match: 'empty until events fit a correlation',
  incident_signal: 'ids',
  incident_suspect: 'ids',
  lane_member: 'ids',
  function_asset: 'ids',
  vendor_asset: 'ids',
  copy_asset: 'ids',
  house_rule_approver: 'ids and a hash',
  house_rule_reading: 'ids',
  house_rule_doubt: 'ids and counts',
  course_doubt: 'ids and counts',
  review_reading: 'ids',
  access_review: 'ids and moments',
  workshop_attendee: 'ids',
  case_lesson: 'ids, a number and days',
  calendar_link: 'ids and a hash',
  calendar_told: 'ids and a day',
  block_list: 'an id, a hash and a name',
  partner_view: 'ids, a number and a time',
  readiness_view: 'ids and a time',
  report_rhythm: 'ids, times and words of a closed list',
  public_page: 'ids and hashes',
  subscriber: 'empty until mail is set up',
  phishing_group_member: 'ids',
  provisioned_group_member: 'ids',
  erasure_list: 'ids, times and what is sealed',
  retention_run: 'an id, numbers, a time and a word of a closed list',
  view_opening: 'ids and the address of a page',
  plan_charge: 'ids and a word of a closed list',
  plan_coverage: 'ids, days and a word of a closed list',
  plan_receipt: 'ids and a time',
  plan_setting: 'a number and a language',
  role_task: 'ids',
  call_link: 'ids',
  reach_reminder: 'a day',
  invitation: 'ids and a hash',
  report_link: 'a hash',
  outbound: 'empty until somebody is told by push or mail',
  news_choice: 'ids, numbers, a zone and words of closed lists',
  mail_thread: 'empty until mail is set up',
  mail_letter: 'empty until mail is set up',
  mail_copy: 'empty until mail is set up',
  article_asset: 'ids',
  exercise_case: 'ids',
  exercise_finding: 'ids and the key of an objective',
  chat_account: 'empty words until somebody types the code that was shown to them',
  chat_heard: 'hashes',
  chat_post: 'empty until a channel stands',
  chat_seat: 'empty until a channel stands',
  escalation: 'numbers',
  house_clock: 'words of the table that ships, until somebody answers',
  phone_distrust: 'empty until telephones are in other hands',
  phone_gateway: 'an address and a name that the provider knows; the rest is sealed',
  phone_link: 'hashes, and four digits',
  phone_number: 'empty until a text message brought a code',
  webhook_delivery: 'a test, which says nothing, until something happens',
  evidence_upload_part: 'hashes',
  anchor: 'numbers, hashes and names of what lies outside',
  mail_mark: 'hashes',
  rule_memory: 'empty until a rule has looked at what a source sent',
  quarantine: 'our own words; the bytes are in the delivery',
}

describe('what belongs to another organisation', () => {
  let place: Town
  beforeAll(async () => {
    place = await town()
  })
  afterAll(() => place?.stop())

  test('the other organisation has its marker in every table that holds words, so that a leak would show', async () => {
    const { rows } = await place.database.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'`,
    )
    const bare = await Promise.all(
      rows.map(async ({ name }) => {
        const found = await place.database.query(
          `select 1 from app."${name}" t where tenant_id = $1 and (to_jsonb(t)::text like $2 or to_jsonb(t)::text like $3) limit 1`,
          [
            place.away.tenantId,
            `%${place.away.marker}%`,
            `%${Buffer.from(place.away.marker).toString('hex')}%`,
          ],
        )
        return found.rowCount === 0 ? [name] : []
      }),
    )
    expect(bare.flat().filter((name) => !(name in wordless))).toEqual([])
  })

  test('nobody can tell an id of another organisation from one that does not exist, in any place of any request', async () => {
    const before = await rowHashes(place, place.away.tenantId)
    const own = await rowHashes(place, place.home.tenantId)
    const surprises: string[] = []
    let tried = 0
    let places = 0
    for (const endpoint of endpoints) {
      const wanted = examples[endpoint.name]?.standing(place.home)
      if (wanted === undefined) continue
      for (const position of positionsOf(wanted.input, place.home)) {
        // Whoever asks, one and the same code looks for the id: another third of the standings at each place.
        const all = askers(endpoint)
        for (const standing of all.length < 3 ? all : shareOf((places += 1), all)) {
          tried += 2
          const foreign = await ask(
            endpoint,
            swapped(wanted, position, position.foreign(place.away)),
            standing,
          )
          const unknown = await ask(endpoint, swapped(wanted, position, randomUUID()), standing)
          const surprise = difference(endpoint, { field: position.field, standing }, { foreign, unknown })
          if (surprise !== undefined) surprises.push(surprise)
        }
      }
    }
    expect(surprises).toEqual([])
    expect(tried).toBeGreaterThan(500)
    expect((await rowHashes(place, place.away.tenantId)).byTable).toEqual(before.byTable)
    expect((await rowHashes(place, place.home.tenantId)).business).toBe(own.business)
  })

  test('a member cannot reach a thing of one incident through the address of another', async () => {
    const { make } = place.site('owner')
    const other = await make.incident()
    const before = await rowHashes(place, place.home.tenantId)
    // Steps are words of the playbook, moments and controls of a list, roles belong to the organisation: they mean the
    // same in every incident.
    const sameEverywhere = ['sayMoment', 'gradeControl']
    const nested = endpoints.filter(
      ({ name, path }) =>
        /\{id\}.*\{\w+\}/.test(path) && !/\{(step|role)\}/.test(path) && !sameEverywhere.includes(name),
    )
    const statuses = await Promise.all(
      nested.map(async (endpoint) => {
        const wanted = examples[endpoint.name]?.standing(place.home)
        if (wanted === undefined) return [endpoint.name, 0]
        const answer = await ask(endpoint, { ...wanted, input: { ...wanted.input, id: other } }, 'owner')
        return [endpoint.name, answer.status]
      }),
    )
    expect(nested.length).toBeGreaterThan(4)
    expect(statuses).toEqual(nested.map(({ name }) => [name, 404]))
    expect((await rowHashes(place, place.home.tenantId)).business).toBe(before.business)
  })

  test('a key or session that names another organisation is told the same as for one that does not exist', async () => {
    const headers = place.people.get('owner')?.headers ?? {}
    const asked = endpoints.filter(({ permission }) => permission !== 'public' && permission !== 'signed_in')
    for (const endpoint of asked) {
      const wanted = examples[endpoint.name]?.standing(place.home)
      if (wanted === undefined) continue
      const naming = (slug: string) =>
        ask(endpoint, { ...wanted, headers: { ...headers, 'muster-tenant': slug } }, 'owner')
      const [theirs, nowhere] = [await naming(place.away.slug), await naming('firm-of-nobody')]
      expect([endpoint.name, theirs.status, theirs.text]).toEqual([endpoint.name, 404, nowhere.text])
    }
  })

  /** Everyone who may, apart from the other organisation itself, and a sample of those who may not. */
  function askers(endpoint: Endpoint): Standing[] {
    return standings.filter((standing) => {
      const who = place.people.get(standing)
      if (who === undefined || standing === 'stranger' || standing === "other's key") return false
      return expected(endpoint, who).cell !== 'no' || ['nobody', 'staff', 'suspended'].includes(standing)
    })
  }

  function ask(endpoint: Endpoint, wanted: Wanted, standing: Standing): Promise<Answer> {
    return place.send(endpoint, wanted, standing)
  }
})

/** What tells the two apart, or undefined. A refusal for another reason than the id comes before it, and alike for both. */
function difference(
  endpoint: Endpoint,
  { field, standing }: { field: string; standing: Standing },
  { foreign, unknown }: { foreign: Answer; unknown: Answer },
): string | undefined {
  const where = `${endpoint.name} ${field} (${standing})`
  const headers = (answer: Answer) =>
    [...answer.headers].filter(([name]) => !/^(date|x-ratelimit-.*)$/.test(name)).join('\n')
  if (
    foreign.status !== unknown.status ||
    foreign.text !== unknown.text ||
    headers(foreign) !== headers(unknown)
  )
    return `${where}: ${foreign.status} ${foreign.text} is not ${unknown.status} ${unknown.text}`
  const allowed = [401, 403, 404, unanswered[`${endpoint.name} ${field}`]]
  return allowed.includes(foreign.status)
    ? undefined
    : `${where}: ${foreign.status} ${foreign.text.slice(0, 200)}`
}
