import { createHash } from 'node:crypto'
import { asSystem, type Context, type House } from '../../../../platform/action.ts'
import { listenMatrix, openDirectRoom, type MatrixMessage } from '../../../../platform/chat/matrix.ts'
import type { ChatServer } from '../../../../platform/chat/server.ts'
import { chatService } from '../../../../platform/chat/service.ts'
import { answerCommand } from '../actions/answer-command.ts'
import type { Act, SaidBack } from '../actions/lines.ts'
import { listenBell } from '../rules/rooms.ts'
import { accountOfUser, directRooms, updateAccount } from '../store/accounts.ts'
import * as store from '../store/connections.ts'
import { roomsAtWork } from '../store/rooms.ts'

const by = 'Chat'
/** A round waits for 25 seconds at most; the job rings each minute. */
const emptyRounds = 2
const mostRounds = 30
const leaseSeconds = 90
const mark = '!muster'

/** Reads the rooms of a Matrix server for lines that begin with `!muster`. Called once, at the start. */
export function answerListenBell(house: House, act: Act): void {
  house.services.wake.on(listenBell, async (tenantId, connectionId) => {
    const inside = <T>(work: (context: Context) => Promise<T>) => asSystem(house, tenantId, by, work)
    let held: Date | undefined
    try {
      let empty = 0
      for (let round = 0; round < mostRounds && empty < emptyRounds; round += 1) {
        const before = held
        held = await inside((context) =>
          store.claimListening(context, connectionId, leaseOf(context, before)),
        )
        // Another process that listens is left to it, and keeps what it took.
        if (held === undefined) return
        const heard = await listenOnce(house, { tenantId, connectionId }, act)
        if (heard === undefined) break
        empty = heard === 0 ? empty + 1 : 0
      }
    } finally {
      const last = held
      if (last !== undefined) await inside((context) => store.releaseListening(context, connectionId, last))
    }
  })
}

interface Place {
  readonly tenantId: string
  readonly connectionId: string
}

/**
 * The place is kept after the lines were answered, and each line is answered once: a crash in between repeats none.
 * @returns how many lines came; undefined when there is nothing to listen to, or it did not work
 */
async function listenOnce(house: House, { tenantId, connectionId }: Place, act: Act) {
  const place = await asSystem(house, tenantId, by, (context) => placeOf(context, connectionId))
  if (place === undefined) return undefined
  const { server, connection, rooms } = place
  const { since, botRef: bot } = connection
  const heard = await listenMatrix(house.services.egress, server, { since, rooms, bot })
  if (heard.state === 'failed') return undefined
  const at = { house, tenantId, connection, act }
  let count = 0
  for (const message of heard.value.messages) {
    const text = /^\s*!muster(?:\s|$)/i.test(message.text)
      ? message.text.trim().slice(mark.length)
      : undefined
    if (text === undefined) continue
    count += 1
    const id = createHash('sha256').update(message.event).digest()
    const isNew = await asSystem(house, tenantId, by, (context) => store.markHeard(context, connectionId, id))
    if (!isNew) continue
    const { room: channel, sender: user } = message
    const said = await answerCommand(at, { channel, user, userName: user, text, mark, id })
    await sayBack({ house, tenantId, connectionId, server }, message, said)
  }
  await asSystem(house, tenantId, by, (context) =>
    store.updateConnection(context, connectionId, { since: heard.value.next }),
  )
  return count
}

async function placeOf(
  context: Context,
  connectionId: string,
): Promise<{ server: ChatServer; connection: store.ConnectionRow; rooms: string[] } | undefined> {
  const connection = await store.knownConnection(context, connectionId)
  if (connection.removedAt !== null || connection.testedAt === null) return undefined
  const open = (await roomsAtWork(context)).filter((room) => {
    return room.connectionId === connectionId && room.remoteRef !== '' && room.state === 'open'
  })
  const rooms = [...open.map(({ remoteRef }) => remoteRef), ...(await directRooms(context, connectionId))]
  if (rooms.length === 0) return undefined
  return { server: store.serverOf(context, connection), connection, rooms }
}

function leaseOf({ now }: Context, held: Date | undefined): store.Lease {
  return { held, until: new Date(now.getTime() + leaseSeconds * 1000) }
}

interface Back {
  readonly house: House
  readonly tenantId: string
  readonly connectionId: string
  readonly server: ChatServer
}

/** Matrix has no answer for one person alone: what is for one goes into the room that the bot shares with them. */
async function sayBack(back: Back, { room, event, sender }: MatrixMessage, said: SaidBack): Promise<void> {
  const { egress } = back.house.services
  const id = `muster-${createHash('sha256').update(event).digest('hex').slice(0, 40)}`
  const direct = said.isPrivate ? await directRoomOf(back, { room, sender, said }) : room
  if (direct !== undefined) await chatService(egress, back.server).post(direct, said.text, id)
}

/** @returns undefined for a stranger who was told within the hour; never a room in which others read along */
async function directRoomOf(
  { house, tenantId, connectionId, server }: Back,
  { room, sender, said }: { room: string; sender: string; said: SaidBack },
): Promise<string | undefined> {
  const { direct, account, mayOpen } = await asSystem(house, tenantId, by, async (context) => {
    const known = await accountOfUser(context, { connectionId, userRef: sender })
    if ((await directRooms(context, connectionId)).includes(room)) return { direct: room, mayOpen: false }
    if (known !== undefined) return { direct: known.directRef, account: known.id, mayOpen: true }
    const hour = Math.floor(context.now.getTime() / 3_600_000)
    const id = createHash('sha256').update(`stranger ${hour} ${sender}`).digest()
    const isFirst = said.isStranger === true && (await store.markHeard(context, connectionId, id))
    return { direct: '', mayOpen: isFirst }
  })
  if (direct !== '' || !mayOpen) return direct === '' ? undefined : direct
  const made = await openDirectRoom(house.services.egress, server, { user: sender, name: 'Muster' })
  if (made.state === 'failed') return undefined
  if (account !== undefined)
    await asSystem(house, tenantId, by, (context) =>
      updateAccount(context, account, { directRef: made.value }),
    )
  return made.value
}
