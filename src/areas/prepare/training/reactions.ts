import type { Context } from '../../../platform/action.ts'
import type { Announcer, Recorded } from '../../../platform/events/announce.ts'
import { todayOf } from '../../register/people/public/people.ts'
import { openNeed, type StaffFactsOf } from './actions/needs.ts'
import { knownSkills } from './actions/skills.ts'
import { needOrigins } from './contract/words.ts'
import { lessonDue } from './rules/lessons.ts'
import { isAble } from './rules/skills.ts'
import { insertLesson, openNeedRows } from './store/needs.ts'
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
    // One that becomes training later is a need from then on; said twice of one improvement it stands once.
    if (kind !== 'improvement.propose' && kind !== 'improvement.change') continue
    if (fields?.['element'] !== 'training' && fields?.['strength'] !== 'train') continue
    const from = needOrigins.find((origin) => origin === fields['origin']) ?? 'own'
    const incidentId = stream === 'audit' || stream === 'intake' ? null : stream
    const id = String(fields['improvement'] ?? '')
    const title = String(fields['title'] ?? '')
    const why = String(fields['why'] ?? fields['words'] ?? '')
    if (id === '' || title === '') continue
    const need = await openNeed(context, {
      title,
      why,
      skillId: null,
      origin: { kind: from, id, incidentId },
    })
    if (need === undefined) continue
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
    const today = await todayOf(context)
    const couldDo = new Set(
      (await listHolderRows(context))
        .filter((one) => one.memberId === memberId && isAble(one))
        .filter(({ expiresOn }) => expiresOn === null || expiresOn >= today)
        .map(({ skillId }) => skillId),
    )
    if (couldDo.size === 0) continue
    const asked = new Set(
      (await openNeedRows(context)).flatMap(({ originKind, skillId }) =>
        originKind === 'leaver' && skillId !== null ? [skillId] : [],
      ),
    )
    for (const { id, name, holders, flags } of await knownSkills(context)) {
      // Only what this one could do, and of which nobody was asked yet.
      if (!couldDo.has(id) || !(flags.includes('nobody') || flags.includes('alone'))) continue
      const left = holders.filter((one) => isAble(one) && !one.isEnded).map((one) => one.name)
      const why =
        left.length === 0
          ? 'Whoever could do this has left.'
          : `One of two has left. It hangs on one person now: ${left.join(', ')}.`
      const origin = { kind: 'leaver', id: null, incidentId: null } as const
      if (!asked.has(id)) await openNeed(context, { title: name, why, origin, skillId: id })
      context.record({ stream: 'audit', kind: 'skill.gap', fields: { skill: id, name, why } })
      const near = { kind: 'date.near', what: 'skill_gap', day: today, daysLeft: 0, memberId: null } as const
      await context.announce({ ...near, title: name, path: '/training/skills' })
    }
  }
}
