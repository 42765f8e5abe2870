/** Each minute: whoever should look at what came is asked, and a second person when nobody has taken it up in time. */
import type { Context } from '../../../../platform/action.ts'
import { listActiveMembers, organisationFor, type Person } from '../../../register/people/public/people.ts'
import { whoIsAsked, whoIsSecond, type Routed } from '../rules/attention/attention.ts'
import { addAttention, listOverdue, noteEscalated, signalsAfter, type NewSignal } from '../store/attention.ts'
import { changeWatch, getWatchToChange, type WatchRow } from '../store/watch.ts'

/** Ids are made before their commit: what is younger than this may still be preceded by another. */
const settleMillis = 15_000
const signalsAtOnce = 1000
/** In a storm the list is the place to look, not the phone. */
const mostAsked = 20
const mostOverdue = 50

/** @returns whether more waits */
export async function attend(context: Context): Promise<boolean> {
  const watch = await getWatchToChange(context)
  const present = (await listActiveMembers(context)).filter(({ role }) => mayLook.has(role))
  const signals = await signalsAfter(context, {
    mark: watch.signalMark ?? context.newId(),
    until: new Date(context.now.getTime() - settleMillis),
    atMost: signalsAtOnce,
  })
  await ask(context, { watch, signals, present })
  await changeWatch(context, { signalMark: signals.at(-1)?.id ?? watch.signalMark ?? context.newId() })
  await escalate(context, present)
  return signals.length === signalsAtOnce
}

/** Who may judge a signal. */
const mayLook: ReadonlySet<string> = new Set(['owner', 'lead', 'responder'])

async function ask(
  context: Context,
  { watch, signals, present }: { watch: WatchRow; signals: readonly NewSignal[]; present: readonly Person[] },
): Promise<void> {
  if (signals.length === 0) return
  const { timeZone } = await organisationFor(context)
  const groups = new Set<string>()
  let asked = 0
  for (const signal of signals) {
    // One call for each group: what stands together is looked at together.
    if (
      signal.status !== 'new' ||
      signal.state === 'resolved' ||
      signal.isInHand ||
      groups.has(signal.groupId)
    )
      continue
    const asking = whoIsAsked(routedOf(signal), {
      routes: watch.routes,
      present,
      at: signal.firstAt,
      timeZone,
    })
    if (asking === undefined) continue
    groups.add(signal.groupId)
    const dueAt = new Date(signal.firstAt.getTime() + asking.minutes * 60_000)
    await addAttention(context, {
      signalId: signal.id,
      memberId: asking.first ?? null,
      secondId: asking.second ?? null,
      toldAt: context.now,
      dueAt,
    })
    await context.announce({ kind: 'group.waiting', signalId: signal.id })
    asked += 1
    if (asked <= mostAsked && asking.first !== undefined)
      await context.announce({
        kind: 'signal.due',
        stage: 'first',
        signalId: signal.id,
        title: signal.title,
        memberId: asking.first,
      })
  }
}

function routedOf(signal: NewSignal): Routed {
  return {
    isReport: signal.state === 'report',
    reportKind: signal.reportKind ?? undefined,
    sourceId: signal.sourceId,
    severity: signal.severity,
    words: `${signal.title} ${signal.summary} ${Object.values(signal.labels).join(' ')}`,
  }
}

async function escalate(context: Context, present: readonly Person[]): Promise<void> {
  for (const overdue of await listOverdue(context, context.now, mostOverdue)) {
    const to = whoIsSecond(overdue, present)
    await noteEscalated(context, { signalId: overdue.signalId, to: to ?? null, at: context.now })
    context.record({
      stream: 'intake',
      kind: 'signal.escalate',
      fields: {
        signal: overdue.signalId,
        title: overdue.title,
        to: present.find(({ id }) => id === to)?.name ?? 'nobody',
      },
    })
    // Where there is no second person, the first hears again, by every channel.
    const hearer = to ?? overdue.memberId
    if (hearer !== null)
      await context.announce({
        kind: 'signal.due',
        stage: 'second',
        signalId: overdue.signalId,
        title: overdue.title,
        memberId: hearer,
      })
  }
}
