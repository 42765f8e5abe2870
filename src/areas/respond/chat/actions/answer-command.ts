import { createHash } from 'node:crypto'
import { Refusal } from '../../../../base/refusal.ts'
import { asSystem, type Context } from '../../../../platform/action.ts'
import { audienceOf } from '../../../../platform/database/circle.ts'
import { actingMember, organisationFor } from '../../../register/people/public/people.ts'
import { isMailHostile } from '../../communications/public.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import { readCommand, type Command } from '../rules/commands.ts'
import { mayTell } from '../rules/rooms.ts'
import { asWords, chatWords, filled } from '../rules/words.ts'
import type { ChatWords } from '../rules/vocabulary.ts'
import { accountOfCode, accountOfUser, updateAccount } from '../store/accounts.ts'
import { roomAt } from '../store/rooms.ts'
import { carryOut } from './carry-out.ts'
import type { HeardLine, SaidBack, TypedAt } from './lines.ts'
import { codeHash } from './own-chat.ts'
import { stirAll } from './stir.ts'

/** Never throws for what a person typed or may not do. */
export async function answerCommand(at: TypedAt, heard: HeardLine): Promise<SaidBack> {
  const command = readCommand(heard.text)
  const words = chatWords(command.language ?? at.connection.language)
  try {
    if (command.verb === 'help') return toOne(filled(words.help, { mark: heard.mark }))
    if (command.verb === 'link') return toOne(await linkAccount(at, { heard, command, words }))
    return await asMember(at, { heard, command, words })
  } catch (error) {
    if (error instanceof Refusal) return toOne(filled(words.refused, { why: error.message }))
    at.house.services.log.error({ err: error, tenantId: at.tenantId }, 'a command of the chat failed')
    return toOne(words.late)
  }
}

interface Line {
  readonly heard: HeardLine
  readonly command: Command
  readonly words: ChatWords
}

function toOne(text: string): SaidBack {
  return { text, isPrivate: true }
}

/** Whoever types the code that a member was shown has that member's account: it is good for once and ten minutes. */
async function linkAccount(
  { house, tenantId, connection }: TypedAt,
  { heard, command, words }: Line,
): Promise<string> {
  const { id: connectionId } = connection
  return asSystem(house, tenantId, 'Chat', async (context) => {
    const found = await accountOfCode(context, { connectionId, codeHash: codeHash(command.rest) })
    if (found === undefined) return words.codeWrong
    // Where the bot opened a room for it, the code counts there alone.
    if (found.directRef !== '' && found.directRef !== heard.channel) return words.codeWrong
    const holder = await accountOfUser(context, { connectionId, userRef: heard.user })
    if (holder !== undefined && holder.memberId !== found.memberId) return words.codeTaken
    const who = { memberId: found.memberId, way: '(chat)', sessionId: found.id }
    const member = await actingMember(context, who)
    if (member === undefined) return words.codeWrong
    await updateAccount(context, found.id, {
      ...{ userRef: heard.user, userName: heard.userName.slice(0, 100), linkedAt: context.now },
      ...{ codeHash: null, codeUntil: null },
    })
    const fields = { member: found.memberId, account: heard.userName, state: 'linked' }
    context.record({ stream: 'audit', kind: 'chat.link', fields })
    await stirAll(context)
    return filled(words.linked, { name: asWords(member.name.replace(/ \(chat\)$/, '')) })
  })
}

async function asMember(at: TypedAt, line: Line): Promise<SaidBack> {
  const { heard, command, words } = line
  const known = await asSystem(at.house, at.tenantId, 'Chat', (context) => whoAndWhere(context, at, heard))
  if (known.actor === undefined) return { ...toOne(words.stranger), isStranger: true }
  if (command.verb === undefined) {
    const [word = ''] = command.rest === '' ? [heard.text] : heard.text.trim().split(/\s/, 1)
    return toOne(filled(words.unknownVerb, { word: asWords(word.slice(0, 40)), mark: heard.mark }))
  }
  if (known.room === undefined) return toOne(words.noCase)
  if (!known.room.isOpen) return toOne(words.notTaken)
  return carryOut(at, {
    ...{ verb: command.verb, rest: command.rest, mark: heard.mark, words },
    ...{ actor: known.actor, zone: known.zone, incidentId: known.room.incidentId, tells: known.room.tells },
    clientId: uuidOf(heard.id),
    language: command.language ?? at.connection.language,
  })
}

/** Looked up at each line: who was suspended, cut off or unlinked meanwhile commands nothing. */
async function whoAndWhere(context: Context, { connection }: TypedAt, { user, channel }: HeardLine) {
  const { timeZone: zone } = await organisationFor(context)
  const { id: connectionId } = connection
  const account = await accountOfUser(context, { connectionId, userRef: user })
  const actor =
    account === undefined
      ? undefined
      : await actingMember(context, { memberId: account.memberId, way: '(chat)', sessionId: account.id })
  const room = await roomAt(context, { connectionId, remoteRef: channel })
  if (room === undefined) return { actor, zone, room: undefined }
  const { incidentId, allowsWords } = room
  const { tlp } = await incidentFor(context, incidentId)
  const isOpen = (await audienceOf(context.tx.$client, [incidentId])).get(incidentId)?.isOpen === true
  const isBarred = room.hostileAt !== null || (await isMailHostile(context, incidentId))
  return {
    ...{ actor, zone },
    room: {
      incidentId,
      isOpen: room.state === 'open' && !isBarred,
      tells: mayTell({ isOpen, tlp, allowsWords }),
    },
  }
}

/** The id under which a captured line is kept: the same line sent again changes nothing, whoever forgot that it came. */
function uuidOf(id: Buffer): string {
  const hex = createHash('sha256').update('chat line ').update(id).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
