/** Says who may hear of a case, from the same rows by which the wall decides who sees it. */
import type { PoolClient } from 'pg'
import type { MemberRole } from '../../base/permissions.ts'

/** Of one stream: whether every member may hear of it, and who was named. A guest only ever hears by name. */
export interface Audience {
  readonly isOpen: boolean
  readonly members: readonly string[]
}

/** Whoever is told something; an API key has no member. */
export interface Listener {
  readonly memberId: string | undefined
  readonly role: MemberRole | undefined
}

/** The audience of each of these streams: of cases, their lanes, and of anything else, which every member may hear. */
export async function audienceOf(
  client: PoolClient,
  streams: readonly string[],
): Promise<Map<string, Audience>> {
  const { rows } = await client.query<{ stream: string; is_open: boolean; members: string[] }>({
    name: 'circle-audience',
    text: 'select stream, is_open, members from wall.audience($1)',
    values: [[...new Set(streams)]],
  })
  return new Map(rows.map(({ stream, is_open, members }) => [stream, { isOpen: is_open, members }]))
}

/** Whether this one may hear of a stream with this audience; nobody hears of a stream whose audience is not known. */
export function mayHear({ memberId, role }: Listener, audience: Audience | undefined): boolean {
  if (audience === undefined) return false
  if (memberId !== undefined && audience.members.includes(memberId)) return true
  return audience.isOpen && role !== 'guest'
}

/** The stream on which this guest's reading of a case is kept; undefined when whoever looks is no guest of it. */
export async function guestStreamOf(client: PoolClient, incidentId: string): Promise<string | undefined> {
  const { rows } = await client.query<{ stream: string | null }>('select wall.guest_stream($1) as stream', [
    incidentId,
  ])
  return rows[0]?.stream ?? undefined
}
