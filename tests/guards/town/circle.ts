import { randomUUID } from 'node:crypto'
import type { Act, Fields } from './company.ts'

/** A case that only some may see, a guest, a sealed lane, a link and a merge: one of each, with the marker in it. */
export async function furnishCircle(
  act: Act,
  { incident, marker }: { incident: string; marker: string },
): Promise<{ lane: string; link: string }> {
  const one = async () => act('openIncident', { title: `Case ${marker}`, kind: 'other', severity: 'S3' })
  const endsAt = new Date(Date.now() + 30 * 86_400_000).toISOString()
  const email = `${randomUUID()}@${marker}.example`
  await act('inviteGuest', { id: incident, name: `Guest ${marker}`, email, access: 'read', endsAt })
  const lane = await act('openLane', { id: incident, kind: 'staff' })
  await act('addToLane', { id: incident, lane: lane['id'], text: `Sealed ${marker}` })
  const [other, merged, closed] = [await one(), await one(), await one()]
  const links = await act('linkIncident', { id: incident, number: other['number'], kind: 'related' })
  await act('mergeIncident', { id: merged['id'], into: other['number'], reason: marker })
  const suspect = await act('inviteMember', {
    name: `Suspect ${marker}`,
    email: `${randomUUID()}@${marker}.example`,
    role: 'staff',
  })
  const suspects = [String((suspect['member'] as Fields)['id'])] // as its contract says
  await act('restrictIncident', { id: closed['id'], suspects, reason: marker })
  const [link] = links['items'] as readonly Fields[] // likewise
  return { lane: String(lane['id']), link: String(link?.['id']) }
}
