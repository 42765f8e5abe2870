import type { Context } from '../../../../platform/action.ts'
import { reachablePeople } from '../../../register/contacts/public.ts'
import { listActiveMembers, type Person } from '../../../register/people/public/people.ts'
import { memberOnCall } from '../../../register/powers/public.ts'
import { hearersOf, tell } from '../public.ts'
import { mailAbout } from '../rules/delivery.ts'
import { callSentence, nextToCall } from '../rules/passing-on.ts'
import { takeUnanswered, type InboxRow } from '../store/inbox.ts'

/** So many in one minute; whatever is left is taken in the next. */
const mostAtOnce = 500

/**
 * What has to be read, went out by every channel and is still unread: the next person is asked to call. It does not
 * insist in its turn, so that a silent night makes one message and not a chain of them.
 */
export async function passOnUnread(context: Context): Promise<void> {
  const rows = await takeUnanswered(context, mostAtOnce)
  if (rows.length === 0) return
  const people = await listActiveMembers(context)
  const onCall = await memberOnCall(context)
  for (const news of byNews(rows)) await passOn(context, news, { people, onCall })
}

interface Known {
  readonly people: readonly Person[]
  readonly onCall: string | undefined
}

async function passOn(context: Context, rows: readonly InboxRow[], { people, onCall }: Known): Promise<void> {
  const silent = people.filter(({ id }) => rows.some(({ memberId }) => memberId === id))
  const [first] = rows
  if (first === undefined || silent.length === 0) return
  const { kind, title, path } = first
  const { people: hearers } = await hearersOf(context, { path }, people)
  const mayHear = (id: string) => hearers.some((person) => person.id === id)
  const ids = silent.map(({ id }) => id)
  const contacts = await reachablePeople(context, ids)
  const deputies = [...contacts.values()].flatMap(({ deputyId }) => deputyId ?? [])
  const next = nextToCall({
    silent: ids,
    deputies: deputies.filter(mayHear),
    onCall: onCall !== undefined && mayHear(onCall) ? onCall : undefined,
    leaders: leadersOf(hearers),
  })
  context.record({
    stream: 'audit',
    kind: 'message.escalate',
    fields: {
      ...{ what: kind, unread: ids.join(' ') },
      to: next ?? '',
    },
  })
  if (next === undefined) return
  await tell(context, {
    memberIds: [next],
    kind: 'message.unread',
    title: callSentence(title, silent),
    path,
    mail: mailAbout('Somebody of your team does not answer'),
    urgent: true,
  })
}

/** Leads before owners, each in the order of their names. */
function leadersOf(people: readonly Person[]): string[] {
  return ['lead', 'owner'].flatMap((role) => people.flatMap((one) => (one.role === role ? [one.id] : [])))
}

/** What several people were told at once is one thing to call about. */
function byNews(rows: readonly InboxRow[]): InboxRow[][] {
  const groups = new Map<string, InboxRow[]>()
  for (const row of rows) {
    const key = `${row.kind} ${row.path} ${row.at.toISOString()}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}
