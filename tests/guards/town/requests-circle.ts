import { randomUUID } from 'node:crypto'
import type { Company } from './company.ts'
import type { Example, Site } from './requests.ts'

const text = 'Plain words of a test'
const nextMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString()

/** On an incident of its own, with what the request needs there. */
function on(
  rest: (site: Site, id: string) => Promise<Record<string, unknown>> | Record<string, unknown> = () => ({}),
  standing: (company: Company) => Record<string, unknown> = () => ({}),
): Example {
  return {
    fresh: async (site) => {
      const id = await site.make.incident()
      return { input: { id, ...(await rest(site, id)) } }
    },
    standing: (company) => ({ input: { id: company.ids.incident, ...standing(company) } }),
  }
}

/** The same input on each, whatever the incident. */
function always(input: Record<string, unknown>): Example {
  return on(
    () => input,
    () => input,
  )
}

/** The one who asks is inside, since they must see the case to change who does. */
async function restricted({ act, asker }: Site, id: string): Promise<void> {
  await act('restrictIncident', { id, people: [asker], reason: text })
}

async function lead({ act }: Site): Promise<string> {
  const email = `${randomUUID()}@example.org`
  const { member } = await act('inviteMember', { name: text, email, role: 'lead' })
  return String((member as { id: string }).id) // as its contract says
}

async function guestOf({ act }: Site, id: string): Promise<string> {
  const email = `${randomUUID()}@example.org`
  const made = await act('inviteGuest', { id, name: text, email, access: 'read', endsAt: nextMonth() })
  return String(made['memberId'])
}

/** A lane that belongs to the one who asks, with one more person in it. */
async function lane(
  { asker, house, company }: Site,
  id: string,
  { kind = 'legal', other }: { kind?: 'legal' | 'staff'; other?: string } = {},
): Promise<string> {
  const lane = randomUUID()
  await house.wall.inTenant(company.tenantId, async ({ $client }) => {
    await $client.query(
      `insert into app.lane (id, incident_id, kind, opened_at, opened_by) values ($1, $2, $3, now(), 'Test')`,
      [lane, id, kind],
    )
    for (const [member, isOwner] of [
      [asker, true] as const,
      ...(other === undefined ? [] : [[other, false] as const]),
    ])
      // two or one
      await $client.query(
        'insert into app.lane_member (lane_id, member_id, is_owner, added_at) values ($1, $2, $3, now())',
        [lane, member, isOwner],
      )
  })
  return lane
}

async function numberOfAnother({ act, make }: Site): Promise<number> {
  return Number((await act('getIncident', { id: await make.incident() }))['number'])
}

const aboutOwner = ({ owner }: Company) => ({ member: owner.memberId })
const namingOwner = ({ owner }: Company) => ({ memberId: owner.memberId })
const inLane = ({ ids }: Company) => ({ lane: ids.lane })

export const circleExamples: Readonly<Record<string, Example>> = {
  readCircle: on(),
  restrictIncident: on(
    () => ({ reason: text }),
    ({ owner, ids }) => ({ people: [owner.memberId], suspects: [ids.member], reason: text }),
  ),
  openUpIncident: on(
    async (site, id) => {
      await restricted(site, id)
      return { reason: text }
    },
    () => ({ reason: text }),
  ),
  namePerson: on(async (site, id) => {
    await restricted(site, id)
    return { memberId: await lead(site) }
  }, namingOwner),
  endAccess: on(async (site, id) => ({ member: await guestOf(site, id) }), aboutOwner),
  nameSuspect: on(async (site, id) => {
    await restricted(site, id)
    return { memberId: await lead(site) }
  }, namingOwner),
  inviteGuest: on(
    () => ({ name: text, email: `${randomUUID()}@example.org`, access: 'read', endsAt: nextMonth() }),
    () => ({ name: text, email: 'x@example.org', access: 'read', endsAt: nextMonth() }),
  ),
  changeGuest: on(
    async (site, id) => ({ member: await guestOf(site, id), access: 'write', endsAt: nextMonth() }),
    (company) => ({ ...aboutOwner(company), access: 'write', endsAt: nextMonth() }),
  ),
  listGuestReadings: on(async (site, id) => ({ member: await guestOf(site, id) }), aboutOwner),
  markTlp: always({ tlp: 'red', pap: 'amber' }),
  holdIncident: always({ reason: text }),
  releaseIncident: on(
    async ({ house, company }, id) => {
      // Put by somebody who is gone: whoever put one asks another person to end it.
      await house.wall.inTenant(company.tenantId, ({ $client }) =>
        $client.query('update app.incident set held_at = now(), hold_reason = $1 where id = $2', [text, id]),
      )
      return { reason: text }
    },
    () => ({ reason: text }),
  ),
  reopenIncident: on(
    async ({ act }, id) => {
      await act('gradeControl', { id, control: 'backup', grade: 'worked' })
      await act('closeIncident', { id, summary: text, initialVector: 'unknown' })
      return { reason: text }
    },
    () => ({ reason: text }),
  ),
  handOver: on(),
  listLanes: on(),
  openLane: on(
    () => ({ kind: 'staff' }),
    ({ owner }) => ({ kind: 'staff', people: [owner.memberId] }),
  ),
  listLaneEntries: on(async (site, id) => ({ lane: await lane(site, id) }), inLane),
  addToLane: on(
    async (site, id) => ({ lane: await lane(site, id), text }),
    (company) => ({ ...inLane(company), text }),
  ),
  decideOnNotice: on(
    async (site, id) => ({ lane: await lane(site, id), duty: text, decision: 'no_notice', reason: text }),
    (company) => ({ ...inLane(company), duty: text, decision: 'no_notice', reason: text }),
  ),
  nameInLane: on(
    async (site, id) => ({ lane: await lane(site, id), memberId: await lead(site) }),
    (company) => ({ ...inLane(company), ...namingOwner(company) }),
  ),
  leaveLane: on(
    async (site, id) => {
      const member = await lead(site)
      return { lane: await lane(site, id, { other: member }), member }
    },
    (company) => ({ ...inLane(company), ...aboutOwner(company) }),
  ),
  listIncidentLinks: on(),
  linkIncident: on(
    async (site) => ({ number: await numberOfAnother(site), kind: 'same_root' }),
    () => ({ number: 1, kind: 'related' }),
  ),
  unlinkIncident: on(
    async (site, id) => {
      const number = await numberOfAnother(site)
      const { items } = await site.act('linkIncident', { id, number, kind: 'related' })
      return { link: (items as readonly { id: string }[])[0]?.id } // as its contract says
    },
    ({ ids }) => ({ link: ids.link }),
  ),
  mergeIncident: on(
    async (site) => ({ into: await numberOfAnother(site), reason: text }),
    () => ({ into: 1, reason: text }),
  ),
  unmergeIncident: on(async (site, id) => {
    await site.act('mergeIncident', { id, into: await numberOfAnother(site), reason: text })
    return {}
  }),
  splitIncident: on(
    async ({ make }, id) => ({ title: text, reason: text, tasks: [await make.task(id)] }),
    ({ ids }) => ({ title: text, reason: text, tasks: [ids.task], systems: [ids.system] }),
  ),
}
