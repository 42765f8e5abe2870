import type { ImprovementDue } from '../../../../base/improvement-due.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Announcer } from '../../../../platform/events/announce.ts'
import { tell } from '../public.ts'
import { mailAbout } from '../rules/delivery.ts'

/** What should be better by now, waits for its check, or came back. */
export function hearImprovements(announce: Announcer<Context>): void {
  announce.on('improvement.due', async (context, event) => {
    const { stage, improvementId, incidentId, memberIds } = event
    // What hangs on a case goes out of sight with it: the case stands in the path.
    const inside = incidentId === null ? '' : `/incidents/${incidentId}`
    await tell(context, {
      memberIds,
      kind: `improvement.${stage}`,
      title: titleOf[stage](event),
      path: `${inside}/improvements/${improvementId}`,
      mail: mailAbout(subjectOf[stage]),
      insists: stage === 'management',
    })
  })
}

type Said = Pick<ImprovementDue, 'title' | 'day' | 'owner'>
const whose = (owner: string) => (owner === '' ? 'nobody has it' : `${owner} has it`)

const titleOf: Readonly<Record<ImprovementDue['stage'], (said: Said) => string>> = {
  near: ({ title, day }) => `To be better by ${day}: ${title}`,
  overdue: ({ title, day }) => `Should be better since ${day}: ${title}`,
  leader: ({ title, day, owner }) => `Not better since ${day}, ${whose(owner)}: ${title}`,
  management: ({ title, day, owner }) =>
    `Weeks after ${day} still not better, ${whose(owner)}. Decide: help, refuse it, or carry the risk: ${title}`,
  verify: ({ title }) => `Done, and waits for somebody else to check it: ${title}`,
  effect: ({ title }) => `Did it help? Say so for: ${title}`,
  again: ({ title }) => `It happened again though this had been checked; it is opened again: ${title}`,
  risk_over: ({ title, day }) =>
    `Left undone, and its risk was carried until ${day}. Take it on, or decide anew: ${title}`,
}

const subjectOf: Readonly<Record<ImprovementDue['stage'], string>> = {
  near: 'An improvement of yours is due soon',
  overdue: 'An improvement of yours is overdue',
  leader: 'An improvement is overdue and needs you',
  management: 'An improvement is weeks overdue: decide what becomes of it',
  verify: 'An improvement waits to be checked',
  effect: 'Say whether an improvement helped',
  again: 'An improvement was opened again',
  risk_over: 'A risk that you carry is past its day: decide anew',
}
