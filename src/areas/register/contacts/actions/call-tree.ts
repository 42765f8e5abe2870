import { dayIn } from '../../../../base/calendar-day.ts'
import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/call-tree.ts'
import { callTreeDocument } from '../documents/call-tree.ts'
import { inCallingOrder, nextTestAt, treeFault, type TreeFault } from '../rules/call-tree.ts'
import { worksWhenDown } from '../rules/directory.ts'
import { visibleWays } from '../rules/sight.ts'
import { listLinks, listTests, replaceLinks } from '../store/reach.ts'
import { ensureContacts, readDirectory, shown, type Directory } from './directory.ts'
import { testsOf } from './reach-test.ts'

export const readCallTree = action(contract.readCallTree, async (context) => {
  const directory = await readDirectory(context)
  const people = await treeOf(context, directory)
  const [last] = await listTests(context, 1)
  const running = last?.endedAt === null ? (await testsOf(context, [last]))[0] : undefined
  const dueAt = await testDueAt(context)
  const me = selfOf(context)
  return {
    organisation: directory.organisation,
    madeAt: context.now.toISOString(),
    people,
    me: people.some(({ contactId }) => contactId === me) ? me : null,
    running: running === undefined ? null : running,
    nextTestOn: dueAt === undefined ? null : dayIn(dueAt, directory.timeZone),
    isTestDue: dueAt !== undefined && dueAt <= context.now,
    can: { manage: context.can('contact.manage') },
  }
})

export const setCallTree = action(contract.setCallTree, async (context, { links }) => {
  const directory = await readDirectory(context)
  const nameOf = (id: string) => directory.byId.get(id)?.name ?? '…'
  const named = links.flatMap(({ contactId, calledBy }) =>
    calledBy === null ? [contactId] : [contactId, calledBy],
  )
  await ensureContacts(context, directory, [...new Set(named)])
  const fault = treeFault(links)
  if (fault !== undefined) refuseFault(fault, nameOf)
  const rows = links.map((link, place) => ({ ...link, place, madeAt: context.now }))
  await replaceLinks(context, rows)
  context.record({
    stream: 'audit',
    kind: 'calltree.change',
    fields: {
      people: rows.length,
      tree: links
        .map(({ contactId, calledBy }) =>
          calledBy === null ? nameOf(contactId) : `${nameOf(calledBy)} calls ${nameOf(contactId)}`,
        )
        .join('\n'),
    },
  })
  return { people: rows.length }
})

export const printCallTree = action(contract.printCallTree, async (context) => {
  const directory = await readDirectory(context)
  const people = await treeOf(context, directory)
  context.record({ stream: 'audit', kind: 'calltree.print', fields: { people: people.length } })
  const { typesetter } = context
  const { organisation, timeZone } = directory
  const document = callTreeDocument({ organisation, timeZone, people }, context.now)
  return {
    name: 'call-tree.pdf',
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(document),
  }
})

/** When the next trial is due; undefined while there is no tree. */
export async function testDueAt(context: Pick<Context, 'tx'>): Promise<Date | undefined> {
  const [first] = await listLinks(context)
  if (first === undefined) return undefined
  const [last] = await listTests(context, 1)
  return nextTestAt(last?.startedAt ?? null, first.madeAt)
}

/** The contact of whoever asks: of a member it is the member's own id. */
export function selfOf({ actor }: Pick<Context, 'actor'>): string | null {
  return actor.kind === 'member' ? actor.memberId : null
}

/** Everybody in the order of calling, with the ways that whoever asks may see. */
export async function treeOf(context: Context, directory: Directory): Promise<contract.CallNode[]> {
  const links = (await listLinks(context)).filter(({ contactId }) => directory.byId.has(contactId))
  const order = inCallingOrder(links)
  const listed = order.flatMap(({ contactId }) => directory.byId.get(contactId) ?? [])
  const contacts = new Map((await shown(context, directory, listed)).map((one) => [one.id, one]))
  const sees = visibleWays(order, { me: selfOf(context), seesAll: context.can('contact.read') })
  return order.flatMap(({ contactId, calledBy, depth }) => {
    const contact = contacts.get(contactId)
    if (contact === undefined) return []
    const { name, organisation, kind, freshness, isAway, deputyName } = contact
    const ways = contact.ways.map(({ isOwn: _own, ...way }) => way)
    return [
      {
        ...{ contactId, calledBy, depth, name, organisation, kind, freshness, isAway, deputyName },
        ways: sees(contactId) ? ways : [],
        isUnreachable: !worksWhenDown(ways),
      },
    ]
  })
}

function refuseFault(fault: TreeFault, nameOf: (id: string) => string): never {
  const message = faultSentence(fault, nameOf)
  refuse('invalid', message, { reason: fault.kind, faults: [{ path: 'links', message }] })
}

function faultSentence(fault: TreeFault, nameOf: (id: string) => string): string {
  if (fault.kind === 'circle')
    return `They would call each other in a circle: ${fault.ids.map(nameOf).join(', then ')}. Let somebody outside it call one of them.`
  const name = nameOf(fault.contactId)
  if (fault.kind === 'twice') return `${name} stands in the call tree twice. Let one person call them.`
  return `${name} is to call somebody, but stands in no place of the tree. Put them in first.`
}
