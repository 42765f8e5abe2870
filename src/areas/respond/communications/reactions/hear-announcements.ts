import type { AnnouncementOf } from '../../../../base/announcement.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Announcer } from '../../../../platform/events/announce.ts'
import { gradesFor } from '../../../register/fields/public.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import { tell, tellOwners, type News } from '../public.ts'
import { hearConsents } from './hear-consents.ts'
import { hearImprovements } from './hear-improvements.ts'
import { hearExercises } from './hear-exercises.ts'
import { hearLookBacks } from './hear-look-backs.ts'
import { hearReviews } from './hear-reviews.ts'
import { hearSignals } from './hear-signals.ts'
import { memberOf, tellLeaders } from './tell-leaders.ts'
import { copyWords, dueWords, dutyWords, isGrave, mailAbout, nearWords, planNews } from '../rules/delivery.ts'

/** Says who hears of what. `app/areas.ts` calls it once, at the start. */
export function hearAnnouncements(announce: Announcer<Context>): void {
  hearWork(announce)
  hearConsents(announce)
  hearExercises(announce)
  hearOfLeading(announce)
  announce.on('incident.opened', async (context, { incidentId, number, title, severity }) => {
    const grade = (await gradesFor(context))[severity]
    await tellLeaders(context, {
      kind: 'incident.opened',
      title: `INC-${number} was declared, severity ${grade}: ${title}`,
      path: `/incidents/${incidentId}`,
      mail: mailAbout(`INC-${number} was declared, severity ${grade}`),
      urgent: isGrave(severity),
      insists: isGrave(severity),
    })
  })
  announce.on('severity.changed', async (context, { incidentId, number, title, from, to }) => {
    if (to !== 'S1' || from === 'S1') return
    const { S1 } = await gradesFor(context)
    const now = S1 === 'S1' ? 'a crisis now (S1)' : `${S1} now`
    await tellLeaders(context, {
      kind: 'severity.raised',
      title: `INC-${number} is ${now}: ${title}`,
      path: `/incidents/${incidentId}`,
      mail: mailAbout(`INC-${number} is ${now}`),
      urgent: true,
      insists: true,
    })
  })
  announce.on('evidence.alarmed', async (context, { incidentId, number, name }) =>
    tellLeaders(context, {
      kind: 'evidence.alarmed',
      title: `Evidence of INC-${number} does not match its hash any more: ${name}`,
      path: `/incidents/${incidentId}`,
      mail: mailAbout(`A file sealed in INC-${number} does not match its hash any more`),
      urgent: true,
    }),
  )
  hearContainment(announce)
  hearOfDuties(announce)
  hearOfHost(announce)
  hearOfRegister(announce)
  hearLookBacks(announce)
  hearReviews(announce)
  hearImprovements(announce)
  hearSignals(announce)
}

/** What happens on the machine itself is for owners. */
function hearOfHost(announce: Announcer<Context>): void {
  announce.on('owner.recovered', async (context, { name }) =>
    tellOwners(context, {
      kind: 'owner.recovered',
      title: `${name} was let back in as an owner from the host. If nobody you know did this, the host is in other hands.`,
      path: '/people',
      mail: mailAbout('An owner was let back in from the host'),
      urgent: true,
    }),
  )
  announce.on('backup.failed', async (context) =>
    tellOwners(context, {
      kind: 'backup.failed',
      title:
        'The backup of this night failed. Whoever runs the server sees why in its log and with muster doctor.',
      path: '/settings/organisation',
      mail: mailAbout('The backup of this night failed'),
    }),
  )
}

/** The law does not wait for somebody to look. */
function hearOfDuties(announce: Announcer<Context>): void {
  announce.on(
    'duty.due',
    async (context, { stage, incidentId, number, duty, dueAt, isExercise, isOfHouse, memberIds, ownerId }) =>
      tell(context, {
        memberIds,
        kind: 'duty.due',
        title: `${isExercise ? 'Exercise: ' : ''}${dutyWords[stage]} in INC-${number}: ${duty}, due ${dueAt}`,
        path: `/incidents/${incidentId}/duties`,
        mail: mailAbout(
          `A ${isOfHouse ? '' : 'legal '}deadline of INC-${number} ${stage === 'overdue' ? 'has passed' : 'comes near'}`,
        ),
        urgent: stage !== 'half',
        insists: stage === 'hour' || stage === 'overdue',
        // One that nobody has is everybody's.
        mustReach: ownerId === null ? memberIds : [ownerId],
      }),
  )
  announce.on('law.weighed', async (context, { state, incidentId, number, memberIds }) =>
    tell(context, {
      memberIds,
      kind: 'law.weighed',
      title:
        state === 'waiting'
          ? `A legal questionnaire of INC-${number} waits for you: sign it or send it back`
          : `Your legal questionnaire of INC-${number} came back: read what is missing`,
      path: `/incidents/${incidentId}/duties`,
      mail: mailAbout(`A legal question of INC-${number} waits for you`),
    }),
  )
}

/** What ran out or was found while an attacker is kept out. */
function hearContainment(announce: Announcer<Context>): void {
  announce.on('containment.due', async (context, { incidentId, number, what, title, memberIds }) =>
    tellLeaders(
      context,
      {
        kind: 'containment.due',
        title: dueWords[what](number, title),
        path: `/incidents/${incidentId}/containment`,
        mail: mailAbout(`Something is overdue in INC-${number}`),
        urgent: what === 'watch',
      },
      memberIds,
    ),
  )
  announce.on('watch.found', async (context, { incidentId, number, title, wasClosed }) =>
    tellLeaders(context, {
      kind: 'watch.found',
      title: `The attacker of INC-${number} may be back${wasClosed ? ', although it had been closed' : ''}: ${title}`,
      path: `/incidents/${incidentId}/containment`,
      mail: mailAbout(`A check of INC-${number} found something`),
      urgent: true,
    }),
  )
}

/** What comes near its day, and what copies say: for whose it is, or for those who lead where it is nobody's. */
function hearOfRegister(announce: Announcer<Context>): void {
  announce.on('date.near', async (context, { what, title, day, daysLeft, memberId, path }) =>
    tellOwnerOf(context, memberId, {
      kind: 'date.near',
      title: nearWords[what](title, day, daysLeft),
      path,
      mail: mailAbout('A date in your register comes near'),
    }),
  )
  announce.on('reach.asked', async (context, { by, memberIds }) =>
    tell(context, {
      memberIds,
      kind: 'reach.asked',
      title: `${by} tries the call tree. Open this and say that you were reached.`,
      path: '/call-tree',
      mail: mailAbout('A trial of the call tree: please answer'),
      urgent: true,
    }),
  )
  announce.on('copy.told', async (context, { what, copyId, name, memberId }) =>
    tellOwnerOf(context, memberId, {
      kind: 'copy.told',
      title: copyWords[what](name),
      path: `/backups/${copyId}`,
      mail: mailAbout('A backup needs you, or is well again'),
    }),
  )
  announce.on('plan.submitted', async (context, { memberIds, ...event }) =>
    tell(context, { ...planNews(event), memberIds }),
  )
  announce.on('plan.published', async (context, { memberIds, ...event }) =>
    tell(context, { ...planNews(event), memberIds }),
  )
}

/** The one whose it is, while they are here; else owners and leads. */
async function tellOwnerOf(context: Context, memberId: string | null, news: News): Promise<void> {
  const people = await listActiveMembers(context)
  if (memberId === null || !people.some(({ id }) => id === memberId)) return tellLeaders(context, news)
  await tell(context, { ...news, memberIds: [memberId] })
}

/** Who is needed in an incident, and for what. */
function hearOfLeading(announce: Announcer<Context>): void {
  announce.on('task.assigned', async (context, { incidentId, number, title, ownerId }) => {
    if (ownerId === memberOf(context)) return
    await tell(context, {
      memberIds: [ownerId],
      kind: 'task.assigned',
      title: `A task for you in INC-${number}: ${title}`,
      path: `/incidents/${incidentId}`,
      mail: mailAbout(`There is a task for you in INC-${number}`),
    })
  })
  announce.on('people.called', async (context, { incidentId, number, title, severity, memberIds }) => {
    const grade = (await gradesFor(context))[severity]
    await tell(context, {
      memberIds,
      kind: 'people.called',
      title: `You are needed in INC-${number}, severity ${grade}: ${title}`,
      path: `/incidents/${incidentId}`,
      mail: mailAbout(`You are needed in INC-${number}`),
      urgent: isGrave(severity),
      // Called by the table: whoever does not read it is rung up by the next.
      insists: isGrave(severity),
    })
  })
  announce.on('role.assigned', async (context, { incidentId, number, title, role, memberId, isDeputy }) => {
    if (memberId === memberOf(context)) return
    await tell(context, {
      memberIds: [memberId],
      kind: 'role.assigned',
      title: isDeputy
        ? `You stand in as ${role} in INC-${number}: ${title}`
        : `You are ${role} in INC-${number} now: ${title}`,
      path: `/incidents/${incidentId}?part=people`,
      mail: mailAbout(`You have a role in INC-${number}`),
      urgent: !isDeputy,
    })
  })
  announce.on('briefing.due', async (context, { incidentId, number, title, memberIds }) =>
    tell(context, {
      memberIds,
      kind: 'briefing.due',
      title: `The briefing of INC-${number} is overdue: ${title}`,
      path: `/incidents/${incidentId}`,
      mail: mailAbout(`The briefing of INC-${number} is overdue`),
    }),
  )
}

/** What goes on between the people who work on an incident. */
function hearWork(announce: Announcer<Context>): void {
  announce.on('task.due', async (context, event) => tell(context, taskNews(event)))
  announce.on('member.mentioned', async (context, { incidentId, number, memberIds, by }) =>
    tell(context, {
      memberIds,
      kind: 'member.mentioned',
      title: `${by} mentioned you in INC-${number}`,
      path: `/incidents/${incidentId}?part=timeline`,
      mail: mailAbout(`You were mentioned in INC-${number}`),
    }),
  )
  announce.on('situation.sent', async (context, { incidentId, number, title, version, memberIds }) =>
    tell(context, {
      memberIds,
      kind: 'situation.sent',
      title: `Situation report ${version} of INC-${number}: ${title}`,
      path: `/incidents/${incidentId}/situation`,
      mail: mailAbout(`There is a new situation report of INC-${number}`),
      urgent: true,
    }),
  )
}

/** The owner hears in the inbox and by push, mail standing in; a second person at once by mail as well. */
function taskNews({
  stage,
  incidentId,
  number,
  title,
  owner,
  memberId,
}: AnnouncementOf<'task.due'>): News & { memberIds: string[] } {
  const whose = owner === '' ? 'nobody has it' : `${owner} has it`
  const titles = {
    reminder: `Due soon in INC-${number}: ${title}`,
    overdue: `Overdue in INC-${number}: ${title}`,
    escalation: `Still not done in INC-${number}, ${whose}: ${title}`,
  }
  const subjects = {
    reminder: `A task of yours in INC-${number} is due soon`,
    overdue: `A task in INC-${number} is overdue`,
    escalation: `A task in INC-${number} is overdue and needs you`,
  }
  return {
    memberIds: [memberId],
    kind: `task.${stage}`,
    title: titles[stage],
    path: `/incidents/${incidentId}?part=tasks`,
    mail: mailAbout(subjects[stage]),
    urgent: stage === 'escalation',
    insists: stage !== 'reminder',
  }
}
