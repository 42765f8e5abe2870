import { createHash, randomInt } from 'node:crypto'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import { openDirectRoom } from '../../../../platform/chat/matrix.ts'
import * as contract from '../contract.ts'
import { codeMinutes, listenBell } from '../rules/rooms.ts'
import * as accounts from '../store/accounts.ts'
import { findConnection, serverOf, type ConnectionRow } from '../store/connections.ts'
import { stirAll } from './stir.ts'

/** Letters and digits that nobody mistakes for each other. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const codeLength = 10

export const readOwn = action(contract.readOwnChat, async (context) => ownOf(context))

/** Of the code only the hash is kept. For Matrix the bot first opens a room in which nobody else reads it. */
export const linkOwn = longAction(contract.linkOwnChat, async (work, { account = '' }) => {
  const code = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')
  const begun = await work.step((context) => giveCode(context, { code, account }))
  const { server, connectionId, accountId, until, hasRoom } = begun
  const line = `${server.kind === 'matrix' ? '!muster' : '/muster'} link ${code}`
  const answer = { code, line, until: until.toISOString() }
  if (server.kind !== 'matrix' || hasRoom) return { ...answer, trouble: '' as const }
  const made = await openDirectRoom(work.services.egress, server, { user: account, name: 'Muster' })
  if (made.state === 'failed') return { ...answer, trouble: made.trouble }
  await work.separately('Chat', async (context) => {
    await accounts.updateAccount(context, accountId, { directRef: made.value })
    const { services, tenantId } = context
    context.afterCommit(() => services.wake.ring(listenBell, tenantId, connectionId))
  })
  return { ...answer, trouble: '' as const }
})

async function giveCode(context: Context, { code, account }: { code: string; account: string }) {
  const connection = await connected(context)
  const memberId = ownId(context)
  const isMatrix = connection.kind === 'matrix'
  refuseUnless(
    !isMatrix || /^@[^\s:@]{1,200}:[^\s:]{1,200}(?::\d+)?$/.test(account),
    'invalid',
    'Enter your account as Matrix writes it, like @anna:example.org.',
    { faults: [{ path: 'account', message: 'must look like @anna:example.org' }] },
  )
  const before = await accounts.findOwnAccount(context, { connectionId: connection.id, memberId })
  // What is told them alone would go to the account that was entered, which nobody has proved to be theirs.
  refuseUnless(
    !isMatrix || before === undefined || before.linkedAt === null || before.userRef === account,
    'conflict',
    'Another chat account is linked to you. Take it off first, then link this one.',
  )
  const until = new Date(context.now.getTime() + codeMinutes * 60_000)
  const id = before?.id ?? context.newId()
  const kept = { userRef: '', userName: '', linkedAt: null, directRef: '', ...before }
  const hasRoom = isMatrix && kept.directRef !== '' && kept.userRef === account
  await accounts.keepAccount(context, {
    ...{ id, connectionId: connection.id, memberId, codeHash: codeHash(code), codeUntil: until },
    ...{ userName: kept.userName, linkedAt: kept.linkedAt },
    // Whom the bot asks: a room with another account is none of theirs.
    userRef: isMatrix && kept.linkedAt === null ? account : kept.userRef,
    directRef: hasRoom ? kept.directRef : '',
  })
  context.record({ stream: 'audit', kind: 'chat.link', fields: { member: memberId, state: 'asked' } })
  if (hasRoom) {
    const { services, tenantId } = context
    context.afterCommit(() => services.wake.ring(listenBell, tenantId, connection.id))
  }
  const server = serverOf(context, connection)
  return { server, connectionId: connection.id, accountId: id, until, hasRoom }
}

export const unlinkOwn = action(contract.unlinkOwnChat, async (context) => {
  const connection = await connected(context)
  const memberId = ownId(context)
  const found = await accounts.findOwnAccount(context, { connectionId: connection.id, memberId })
  refuseUnless(
    found !== undefined && found.linkedAt !== null,
    'conflict',
    'No chat account is linked to you.',
  )
  await accounts.updateAccount(context, found.id, {
    ...{ linkedAt: null, codeHash: null, codeUntil: null, directRef: '' },
  })
  context.record({
    stream: 'audit',
    kind: 'chat.unlink',
    fields: { member: memberId, account: found.userName },
  })
  await stirAll(context)
  return ownOf(context)
})

export function codeHash(code: string): Buffer {
  return createHash('sha256').update(`chat code ${code.trim().toUpperCase()}`).digest()
}

async function ownOf(context: Context): Promise<contract.OwnChat> {
  const connection = await findConnection(context)
  if (connection === undefined) return { kind: null, team: '', linkedAt: null, userName: '' }
  const { id: connectionId, kind, team } = connection
  const memberId = ownId(context)
  const found = await accounts.findOwnAccount(context, { connectionId, memberId })
  const isLinked = found !== undefined && found.linkedAt !== null
  return {
    ...{ kind, team },
    linkedAt: isLinked ? (found.linkedAt?.toISOString() ?? null) : null,
    userName: isLinked ? found.userName : '',
  }
}

async function connected(context: Context): Promise<ConnectionRow> {
  const found = await findConnection(context)
  return found ?? refuse('conflict', 'No chat server is connected. An owner does that under Settings, Chat.')
}

function ownId({ actor }: Context): string {
  if (actor.kind !== 'member') refuse('forbidden', 'Sign in as a person to do this.')
  return actor.memberId
}
