import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import type { House } from '../../../src/platform/action.ts'
import type { MemberActor } from '../../world.ts'

/** What a browser hands over so that it can be reached: a point of P-256 and 16 bytes, at an address of its own. */
export function subscription(name: string): { endpoint: string; p256dh: string; auth: string } {
  const pair = createECDH('prime256v1')
  const p256dh = pair.generateKeys().toString('base64url')
  return { endpoint: `https://127.0.0.1/${name}`, p256dh, auth: randomBytes(16).toString('base64url') }
}

interface Own {
  readonly owner: Pick<MemberActor, 'tenantId' | 'memberId'>
  readonly marker: string
}

/** A message to one person, as announcements make them. */
export async function ownInboxItem(house: House, { owner, marker }: Own): Promise<string> {
  const id = randomUUID()
  await house.wall.inTenant(owner.tenantId, ({ $client }) =>
    $client.query(
      `insert into app.inbox_item (id, member_id, kind, title, path, at) values ($1, $2, 'incident.open', $3, '/incidents', now())`,
      [id, owner.memberId, `Told ${marker}`],
    ),
  )
  return id
}

/** A device of one person. */
export async function ownDevice(house: House, { owner, marker }: Own): Promise<string> {
  const id = randomUUID()
  const { endpoint, p256dh, auth } = subscription(id)
  await house.wall.inTenant(owner.tenantId, ({ $client }) =>
    $client.query(
      `insert into app.push_device (id, member_id, endpoint, p256dh, auth, device, created_at) values ($1, $2, $3, $4, $5, $6, now())`,
      [id, owner.memberId, endpoint, p256dh, auth, `Phone ${marker}`],
    ),
  )
  return id
}

/** What an agreement asks for, as the job of each morning raises it; the outcome of one that is done bears the marker. */
export async function ownRetainerTask(
  house: House,
  {
    tenantId,
    retainer,
    marker,
  }: { readonly tenantId: string; readonly retainer: string; readonly marker: string },
): Promise<string> {
  const id = randomUUID()
  const day = '2030-01-01'
  await house.wall.inTenant(tenantId, ({ $client }) =>
    $client.query(
      `insert into app.retainer_task (id, retainer_id, cause, for_day, due_on, raised_at, done_at, done_by, outcome) values
        ($1, $2, 'ends', $3, $3, now(), null, null, null), ($4, $2, 'panel', $3, $3, now(), now(), $5, $5)`,
      [id, retainer, day, randomUUID(), `By ${marker}`],
    ),
  )
  return id
}

/** News of a hole that is used in something of theirs, and what a night ended. */
export async function whatJobsLeave(house: House, tenantId: string, marker: string): Promise<void> {
  await house.wall.inTenant(tenantId, ({ $client }) =>
    $client.query(
      `insert into app.control_news (cve, name, added_on, is_ransomware, touched, touched_count, keys, raised_at, look_by)
       values ('CVE-2026-0001', $1, '2026-01-01', false, array[$1], 1, array['updates'], now(), '2026-01-08')`,
      [`Hole ${marker}`],
    ),
  )
  await house.wall.inTenant(tenantId, ({ $client }) =>
    $client.query(
      `insert into app.retention_run (id, kind, at, days, rows) values ($1, 'payloads', now(), 3650, 1)`,
      [randomUUID()],
    ),
  )
}
