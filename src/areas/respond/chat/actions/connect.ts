import { randomBytes } from 'node:crypto'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import { plainServerAddress } from '../../../../platform/chat/server.ts'
import { chatService } from '../../../../platform/chat/service.ts'
import { hashOfToken } from '../../../../platform/link-token.ts'
import * as contract from '../contract.ts'
import { plainMeetingLink } from '../rules/rooms.ts'
import { countLinked } from '../store/accounts.ts'
import * as store from '../store/connections.ts'

type Wanted = Parameters<Parameters<typeof longAction<typeof contract.connectChat>>[1]>[1]

export const read = action(contract.readChat, async (context) => settingsOf(context))

/** Kept first, tried between two transactions, and used only once the server took it. */
export const connect = longAction(contract.connectChat, async (work, wanted) => {
  const { id, commandUrl } = await work.step((context) => keep(context, wanted))
  const server = await work.look(async (context) =>
    store.serverOf(context, await store.knownConnection(context, id)),
  )
  const welcome = await chatService(work.services.egress, server).welcome()
  const settings = await work.step(async (context) => {
    const { removedAt } = await store.knownConnection(context, id)
    refuseUnless(removedAt === null, 'conflict', 'Somebody else connected a chat server at the same moment.')
    const { now } = context
    const outcome =
      welcome.state === 'done'
        ? { ...welcome.value, testedAt: now, trouble: '' as const }
        : { testedAt: null, trouble: welcome.trouble }
    const { team, ...known } = { team: undefined, ...outcome }
    // Mattermost is asked by the name that was entered; for the others the server knows best.
    const named = team !== undefined && server.kind !== 'mattermost' ? { team } : {}
    await store.updateConnection(context, id, { ...known, ...named })
    const result = outcome.trouble === '' ? 'accepted' : outcome.trouble
    context.record({ stream: 'audit', kind: 'chat.connect', fields: { connection: id, result } })
    return settingsOf(context)
  })
  return { settings, commandUrl }
})

/** The same server keeps its accounts, channels and address for commands; another one begins anew. */
async function keep(context: Context, wanted: Wanted): Promise<{ id: string; commandUrl: string | null }> {
  await store.lockConnections(context)
  const before = await store.findConnection(context)
  const kept = before !== undefined && before.kind === wanted.kind ? before : undefined
  const address = addressOf(context, wanted, kept)
  const { host } = new URL(address)
  const isSame =
    kept !== undefined && store.open(context, { id: kept.id, what: 'address' }, kept.address) === address
  const id = isSame ? kept.id : context.newId()
  const secret = (what: 'token' | 'verifier', given: string | undefined) => {
    if (given !== undefined && given !== '') return store.seal(context, { id, what }, given)
    const sealed = isSame ? kept[what] : null
    return sealed ?? missing(what)
  }
  const { kind, team, language, severities, posts } = wanted
  refuseUnless(
    kind !== 'mattermost' || /^[a-z0-9][a-z0-9_-]{0,63}$/.test(team),
    'invalid',
    'Enter the team as it stands in the addresses of Mattermost, after the name of the server.',
    { faults: [{ path: 'team', message: 'small letters, digits and hyphens, as in the address' }] },
  )
  const takesCommands = kind !== 'matrix'
  const isHookNew = takesCommands && (!isSame || wanted.isHookNew)
  const hook = isHookNew ? randomBytes(24).toString('base64url') : undefined
  const change = {
    ...{ kind, host, team, language, severities, posts },
    address: store.seal(context, { id, what: 'address' }, address),
    token: secret('token', wanted.token),
    verifier: takesCommands ? secret('verifier', wanted.verifier) : null,
    // Not used until it was tried again.
    ...{ testedAt: null, trouble: '' as const },
    ...(hook !== undefined && { hookHash: hashOfToken(hook) }),
  }
  if (isSame) await store.updateConnection(context, id, change)
  else {
    if (before !== undefined) await store.updateConnection(context, before.id, { removedAt: context.now })
    const made = { addedAt: context.now, addedBy: context.actor.name }
    await store.insertConnection(context, { id, ...change, ...made })
  }
  context.record({
    stream: 'audit',
    kind: 'chat.connect',
    fields: {
      ...{ connection: id, server: kind, host },
      ...{ severities: severities.join(' '), posts: posts.join(' ') },
      commands: hook === undefined ? 'as before' : 'a new address',
    },
  })
  const { url } = context.services.config
  return { id, commandUrl: hook === undefined ? null : `${url}/api/v1/chat/commands/${hook}` }
}

function addressOf(context: Context, wanted: Wanted, kept: store.ConnectionRow | undefined): string {
  const entered = wanted.address ?? ''
  if (entered === '' && kept !== undefined)
    return store.open(context, { id: kept.id, what: 'address' }, kept.address)
  const address = plainServerAddress(
    entered === '' && wanted.kind === 'slack' ? 'https://slack.com' : entered,
  )
  if (address !== undefined) return address
  const sentence = 'Enter the address of the chat server, from https:// on.'
  return refuse('invalid', sentence, {
    faults: [{ path: 'address', message: 'must begin with https:// and hold no login' }],
  })
}

function missing(what: 'token' | 'verifier'): never {
  const sentence =
    what === 'token'
      ? 'Enter the token of the bot.'
      : 'Enter what proves where a command comes from: the token of the slash command (Mattermost), or the signing secret (Slack).'
  refuse('invalid', sentence, { faults: [{ path: what, message: 'is missing' }] })
}

export const disconnect = action(contract.disconnectChat, async (context) => {
  await store.lockConnections(context)
  const found = await store.findConnection(context)
  if (found === undefined) refuse('conflict', 'No chat server is connected.')
  await store.updateConnection(context, found.id, { removedAt: context.now })
  const { id: connection, host } = found
  context.record({ stream: 'audit', kind: 'chat.disconnect', fields: { connection, host } })
  return settingsOf(context)
})

export const setMeeting = action(contract.setMeeting, async (context, { link, dialIn, pin }) => {
  await store.lockConnections(context)
  const before = await store.findMeetingRule(context)
  const keptPin = before === undefined ? '' : store.open(context, { id: before.id, what: 'pin' }, before.pin)
  if (link === '' && dialIn === '') {
    await store.replaceMeetingRule(context, undefined)
    context.record({ stream: 'audit', kind: 'meeting.change', fields: { link: 'none' } })
    return settingsOf(context)
  }
  if (link !== '' && plainMeetingLink(link) === undefined)
    refuse('invalid', 'Enter the whole link of the meeting, from https:// on.', {
      faults: [{ path: 'link', message: 'must begin with https:// and hold {name} once at most' }],
    })
  const id = context.newId()
  await store.replaceMeetingRule(context, {
    ...{ id, dialIn },
    pattern: store.seal(context, { id, what: 'pattern' }, link),
    pin: store.seal(context, { id, what: 'pin' }, pin ?? keptPin),
    ...{ changedAt: context.now, changedBy: context.actor.name },
  })
  const host = link === '' ? '' : new URL(link.replace('{name}', '')).host
  context.record({ stream: 'audit', kind: 'meeting.change', fields: { link: host, dialIn } })
  return settingsOf(context)
})

async function settingsOf(context: Context): Promise<contract.ChatSettings> {
  const found = await store.findConnection(context)
  const rule = await store.findMeetingRule(context)
  return {
    connection: found === undefined ? null : connectionOf(found),
    meeting:
      rule === undefined
        ? null
        : {
            link: store.open(context, { id: rule.id, what: 'pattern' }, rule.pattern),
            dialIn: rule.dialIn,
            hasPin: store.open(context, { id: rule.id, what: 'pin' }, rule.pin) !== '',
          },
    linked: found === undefined ? 0 : await countLinked(context, found.id),
  }
}

function connectionOf(row: store.ConnectionRow): contract.ChatConnection {
  const { id, kind, host, team, language, severities, posts, testedAt, trouble, addedAt, addedBy } = row
  return {
    ...{ id, kind, host, team, language, severities, posts, trouble, addedBy },
    testedAt: testedAt?.toISOString() ?? null,
    addedAt: addedAt.toISOString(),
    takesCommands: row.kind === 'matrix' || row.hookHash !== null,
  }
}
