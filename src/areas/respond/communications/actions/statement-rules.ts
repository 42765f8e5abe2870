import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { isPlainHost } from '../../../../platform/egress.ts'
import { chatAddressOf } from '../../../../platform/chat/send.ts'
import * as contract from '../contract/recipients.ts'
import { statementAudiences } from '../contract/statement-words.ts'
import { shippedRules } from '../rules/releasing.ts'
import * as store from '../store/statement-rules.ts'

export const read = action(contract.readStatementRules, async (context) => boardOf(context))

export const set = action(contract.setStatementRules, async (context, { revision, rules }) => {
  const { now: changedAt, actor } = context
  await store.saveRules(
    context,
    { revision: revision + 1, rules, changedAt, changedBy: actor.name },
    revision,
  )
  context.record({
    stream: 'audit',
    kind: 'statement.rules',
    fields: {
      inside: rules.inside.join(', '),
      outside: rules.outside.join(', '),
      contact: rules.contact,
      teamByItself: rules.teamByItself ? 'yes' : 'no',
      sharing: statementAudiences
        .map((audience) => `${audience}: ${rules.sharing[audience].join(', ')}`)
        .join('\n'),
    },
  })
  return boardOf(context)
})

export const addChat = action(contract.addChatChannel, async (context, { name, kind, address, token }) => {
  const plain = chatAddressOf(kind, address)
  const host = plain === undefined ? '' : new URL(plain).hostname
  if (plain === undefined || !isPlainHost(host))
    refuse(
      'invalid',
      kind === 'matrix'
        ? 'Enter the address of the room: https://server/_matrix/client/v3/rooms/!room:server'
        : 'Enter the address as the chat tool gives it: it begins with https://',
      {
        faults: [
          {
            path: 'address',
            message:
              kind === 'matrix'
                ? 'must be like https://server/_matrix/client/v3/rooms/!room:server'
                : 'must begin with https:// and hold no login',
          },
        ],
      },
    )
  refuseUnless(kind !== 'matrix' || token !== '', 'invalid', 'Matrix needs an access token.', {
    faults: [{ path: 'token', message: 'is needed for Matrix' }],
  })
  const id = context.newId()
  const sealed = store.sealChat(context, { address: plain, token })
  const row = { id, name, kind, host, address: sealed, addedAt: context.now, addedBy: context.actor.name }
  await store.addChat(context, { ...row, removedAt: null })
  context.record({ stream: 'audit', kind: 'chat.add', fields: { chat: id, name, kind, host } })
  return boardOf(context)
})

export const removeChat = action(contract.removeChatChannel, async (context, { id }) => {
  const { name, host } = await store.removeChat(context, id)
  context.record({ stream: 'audit', kind: 'chat.remove', fields: { chat: id, name, host } })
  return boardOf(context)
})

async function boardOf(context: Context): Promise<contract.RuleBoard> {
  const row = await store.findRules(context)
  return {
    revision: row?.revision ?? 0,
    rules: row?.rules ?? shippedRules,
    changedAt: row?.changedAt.toISOString() ?? null,
    changedBy: row?.changedBy ?? '',
    channels: (await store.listChats(context)).map(({ id, name, kind, host, addedBy }) => ({
      ...{ id, name, kind, host, addedBy },
    })),
  }
}
