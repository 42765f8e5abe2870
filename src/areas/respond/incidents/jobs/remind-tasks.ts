import type { Context } from '../../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../../platform/database/circle.ts'
import type { TenantJob } from '../../../../platform/jobs/jobs.ts'
import { listActiveMembers, namesOf } from '../../../register/people/public/people.ts'
import { memberOnCall } from '../../../register/powers/public.ts'
import { hearerOf, noticeFor, type Leader, type Notice } from '../rules/task-board.ts'
import type { IncidentRecord } from '../store/incidents.ts'
import { listDueTasks, noteTold, type TaskRecord } from '../store/work.ts'

/** No task is brought to mind earlier than this before its end. */
const aheadMinutes = 30

/** Each minute: who has a task that is due soon or overdue hears of it, then a second person; each of it once. */
export const remindTasksJob: TenantJob = {
  name: 'incidents.remind',
  cron: '* * * * *',
  by: 'Muster',
  run: remindTasks,
}

export async function remindTasks(context: Context): Promise<void> {
  const until = new Date(context.now.getTime() + aheadMinutes * 60_000)
  const due = (await listDueTasks(context, until, 2000)).flatMap(({ task, incident }) => {
    const notice = noticeFor(task, incident.severity, context.now)
    return notice === undefined ? [] : [{ task, incident, notice }]
  })
  if (due.length === 0) return
  const everyone = await listActiveMembers(context)
  const onCall = await memberOnCall(context)
  const names = await namesOf(
    context,
    due.flatMap(({ task }) => (task.ownerId === null ? [] : [task.ownerId])),
  )
  const audiences = await audienceOf(
    context.tx.$client,
    due.map(({ incident }) => incident.id),
  )
  for (const { task, incident, notice } of due) {
    // Only who sees the case; who has left or may not sign in does nothing any more: the task is as good as nobody's.
    const people = everyone.filter(({ id: memberId, role }) =>
      mayHear({ memberId, role }, audiences.get(incident.id)),
    )
    const present = (id: string | null) => people.find((person) => person.id === id)?.id ?? null
    const owned = { ownerId: present(task.ownerId) }
    const awake = present(onCall ?? null) ?? undefined
    const hearer = hearerOf(notice, owned, present(incident.leadId), leadersOf(people), awake)
    const to = people.find(({ id }) => id === hearer)
    await say(context, { task, incident, notice, owner: names.get(task.ownerId ?? '') ?? '', to })
  }
}

/** Leads before owners: whoever may lead stands in, in the order of their names. */
function leadersOf(people: readonly Leader[]): Leader[] {
  return ['lead', 'owner'].flatMap((role) => people.filter((person) => person.role === role))
}

const columnOf = { reminder: 'remindedAt', overdue: 'overdueAt', escalation: 'escalatedAt' } as const
const kindOf = { reminder: 'task.remind', overdue: 'task.overdue', escalation: 'task.escalate' } as const

interface Saying {
  readonly task: TaskRecord
  readonly incident: IncidentRecord
  readonly notice: Notice
  readonly owner: string
  /** undefined when there is nobody: the record then says so. */
  readonly to: { readonly id: string; readonly name: string } | undefined
}

async function say(context: Context, { task, incident, notice, owner, to }: Saying): Promise<void> {
  if (!(await noteTold(context, task.id, columnOf[notice]))) return
  context.record({
    stream: incident.id,
    kind: kindOf[notice],
    fields: {
      task: task.id,
      title: task.title,
      owner,
      dueAt: task.dueAt?.toISOString() ?? '',
      to: to?.name ?? '',
    },
  })
  if (to === undefined) return
  await context.announce({
    kind: 'task.due',
    stage: notice,
    incidentId: incident.id,
    number: incident.number,
    taskId: task.id,
    title: task.title,
    owner,
    memberId: to.id,
  })
}
