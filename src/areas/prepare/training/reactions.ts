import type { Context } from '../../../platform/action.ts'
import type { Announcer, Recorded } from '../../../platform/events/announce.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { openNeed, type StaffFactsOf } from './actions/needs.ts'
import { knownSkills } from './actions/skills.ts'
import { needOrigins } from './contract/words.ts'
import { lessonDue } from './rules/lessons.ts'
import { insertLesson } from './store/needs.ts'
import { listHolderRows } from './store/skills.ts'

/** What ended in which way teaches others nothing. */
const noLesson = ['false_alarm', 'duplicate', 'cancelled']

/** A case that ended asks for a lesson, whoever leaves opens a gap, and what must be learnt is a need. `app` calls it once. */
export function hearCasesAndLeavers(
  announce: Announcer<Context>,
  rooms: { readonly staffFacts: StaffFactsOf },
): void {
  announce.on('incident.closed', async (context, { incidentId, number, disposition }) => {
    if (noLesson.includes(disposition)) return
    const facts = await rooms.staffFacts(context, incidentId)
    // Of a rehearsal, and of a case that is closed to some, nothing is told to everybody.
    if (facts === undefined || !facts.isReal || facts.isRestricted) return
    const closedOn = await todayOf(context)
    const dueOn = lessonDue(closedOn)
    const isNew = await insertLesson(context, {
      ...{ incidentId, number, closedOn, dueOn },
      ...{ courseId: null, settledOn: null, settledBy: null, waived: null, toldStage: null },
    })
    if (!isNew) return
    context.record({
      stream: 'audit',
      kind: 'case_lesson.ask',
      fields: { incident: incidentId, number, dueOn },
    })
  })
  announce.onRecorded(openGaps)
  announce.onRecorded(takeUpNeeds)
}

/** Improvements that say people have to learn something, whoever proposed them: each is a need, in the circle of its case. */
async function takeUpNeeds(context: Context, entries: readonly Recorded[]): Promise<void> {
  for (const { kind, stream, fields } of entries) {
    if (kind !== 'improvement.propose') continue
    if (fields?.['element'] !== 'training' && fields?.['strength'] !== 'train') continue
    const from = needOrigins.find((origin) => origin === fields['origin']) ?? 'own'
    const incidentId = stream === 'audit' || stream === 'intake' ? null : stream
    const id = String(fields['improvement'] ?? '')
    const title = String(fields['title'] ?? '')
    const why = String(fields['words'] ?? '')
    if (id === '' || title === '') continue
    await openNeed(context, { title, why, skillId: null, origin: { kind: from, id, incidentId } })
    // Whoever may not see the case is not told of what was found in it.
    if (incidentId !== null) continue
    const day = await todayOf(context)
    const near = { kind: 'date.near', what: 'training_need', day, daysLeft: 0, memberId: null } as const
    await context.announce({ ...near, title, path: '/training/practice' })
  }
}

/** Skills that hang on one person, or on nobody, since this one is not here any more. */
async function openGaps(context: Context, entries: readonly Recorded[]): Promise<void> {
  for (const { kind, fields } of entries) {
    if (kind !== 'member.suspend') continue
    const memberId = String(fields?.['member'] ?? '')
    const held = (await listHolderRows(context)).filter((holder) => holder.memberId === memberId)
    if (held.length === 0) continue
    const here = held.map(({ skillId }) => skillId)
    for (const { id, name, holders, flags } of await knownSkills(context)) {
      if (!here.includes(id) || !(flags.includes('nobody') || flags.includes('alone'))) continue
      const left = holders.map((one) => one.name).join(', ')
      const why =
        left === ''
          ? 'Whoever could do this has left.'
          : `One of two has left. It hangs on one person now: ${left}.`
      const origin = { kind: 'leaver', id: null, incidentId: null } as const
      await openNeed(context, { title: name, why, origin, skillId: id })
      context.record({ stream: 'audit', kind: 'skill.gap', fields: { skill: id, name, why } })
      const day = await todayOf(context)
      const near = { kind: 'date.near', what: 'skill_gap', day, daysLeft: 0, memberId: null } as const
      await context.announce({ ...near, title: name, path: '/training/skills' })
    }
  }
}
