import type { Context } from '../../../../platform/action.ts'
import { audienceOf } from '../../../../platform/database/circle.ts'
import { gradesFor } from '../../../register/fields/public.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import { isMailHostile } from '../../communications/public.ts'
import { incidentFor, peopleInside } from '../../incidents/public/incidents.ts'
import { peopleAtWork } from '../../incidents/public/people-and-costs.ts'
import { meetingOf } from '../actions/open-room.ts'
import { postText } from '../rules/posts.ts'
import { maySit, mayTell } from '../rules/rooms.ts'
import { chatWords } from '../rules/words.ts'
import { accountsById, listLinked, type AccountRow } from '../store/accounts.ts'
import { knownConnection } from '../store/connections.ts'
import * as store from '../store/rooms.ts'

/** What is done at the server for one channel, and what it is called on the record. */
export type Step = { readonly room: store.RoomRow } & (
  | {
      readonly kind: 'let_go'
      readonly seat: store.SeatRow
      readonly name: string
      /** The same person sits there as another user from now on. */
      readonly isMoving: boolean
    }
  | { readonly kind: 'let_in'; readonly account: AccountRow; readonly name: string }
  | {
      readonly kind: 'say'
      readonly postId: string
      /** Undefined for what is not said, since the case is closed to people or in other hands. */
      readonly text: string | undefined
    }
  | { readonly kind: 'archive' }
)

/** Who has no place there goes first; the last is to close it. Undefined when nothing is left to do. */
export async function nextStep(context: Context, roomId: string): Promise<Step | undefined> {
  const room = await store.getRoom(context, roomId)
  const { incidentId } = room
  const incident = await incidentFor(context, incidentId)
  const connection = await knownConnection(context, room.connectionId ?? '')
  const isOpen = (await audienceOf(context.tx.$client, [incidentId])).get(incidentId)?.isOpen === true
  const isBarred = room.hostileAt !== null || (await isMailHostile(context, incidentId))
  // In good hands again since the channel was to be made: it is made first.
  if (room.state === 'wanted' && !isBarred) return undefined
  const isAllowed = mayTell({ isOpen, tlp: incident.tlp, allowsWords: room.allowsWords })
  const tells = isAllowed && !isBarred && room.remoteRef !== ''
  const seating = room.remoteRef === '' ? undefined : await seatingStep(context, room, { tells, isOpen })
  if (seating !== undefined) return seating
  const post = await store.nextPost(context, roomId)
  if (post !== undefined) {
    const grades = await gradesFor(context, connection.language)
    const about = { ...incident, grades, meeting: meetingOf(context, room) }
    const text = tells ? postText(post, about, chatWords(connection.language)) : undefined
    return { kind: 'say', room, postId: post.id, text }
  }
  return room.state === 'closing' ? { kind: 'archive', room } : undefined
}

async function seatingStep(
  context: Context,
  room: store.RoomRow,
  { tells, isOpen }: { readonly tells: boolean; readonly isOpen: boolean },
): Promise<Step | undefined> {
  const { incidentId } = room
  const linked = await listLinked(context, room.connectionId ?? '')
  const inside = new Set((await peopleInside(context, incidentId)).map(({ id }) => id))
  const entitled = linked.filter(({ memberId }) => inside.has(memberId))
  const seats = await store.listSeats(context, room.id)
  const leaving = seats.find((seat) => {
    return (
      maySit(seat) && !entitled.some(({ id, userRef }) => id === seat.accountId && userRef === seat.userRef)
    )
  })
  if (leaving !== undefined) {
    const isMoving = entitled.some(({ id }) => id === leaving.accountId)
    return { kind: 'let_go', room, seat: leaving, name: await nameOfSeat(context, leaving), isMoving }
  }
  if (!tells || room.state !== 'open') return undefined
  const atWork = await peopleAtWork(context, incidentId)
  const account = entitled.find((one) => isWanted(one, { seats, atWork, isOpen }))
  if (account === undefined) return undefined
  const names = await namesOf(context, [account.memberId])
  return { kind: 'let_in', room, account, name: names.get(account.memberId) ?? '' }
}

/** Also of an account that is linked no more. */
async function nameOfSeat(context: Context, { accountId }: store.SeatRow): Promise<string> {
  const [account] = await accountsById(context, [accountId])
  if (account === undefined) return ''
  return (await namesOf(context, [account.memberId])).get(account.memberId) ?? ''
}

/** Who has something to do in an open case or asked to be let in; everybody who is named in one that is closed to the rest. */
function isWanted(
  { id, memberId, userRef }: AccountRow,
  about: { seats: readonly store.SeatRow[]; atWork: ReadonlySet<string>; isOpen: boolean },
): boolean {
  const seat = about.seats.find(({ accountId }) => accountId === id)
  const isSame = seat?.userRef === userRef
  if (isSame && (seat.state === 'in' || seat.state === 'refused')) return false
  return !about.isOpen || about.atWork.has(memberId) || seat?.state === 'asked'
}
