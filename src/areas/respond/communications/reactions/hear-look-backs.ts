import type { LookBackDue } from '../../../../base/review-due.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Announcer } from '../../../../platform/events/announce.ts'
import { tell } from '../public.ts'
import { mailAbout } from '../rules/delivery.ts'

/** A review that was planned for somebody, comes near, or is late. */
export function hearLookBacks(announce: Announcer<Context>): void {
  announce.on(
    'look_back.due',
    async (context, { stage, reviewId, incidentId, number, title, day, memberId }) =>
      tell(context, {
        memberIds: [memberId],
        kind: `look_back.${stage}`,
        title: words[stage](number === null ? title : `INC-${number} ${title}`, day),
        // Through the case, where there is one: who may not see it reads nothing of its review.
        path: incidentId === null ? `/reviews/${reviewId}` : `/incidents/${incidentId}/review`,
        mail: mailAbout(subjects[stage]),
      }),
  )
}

const words: Readonly<Record<LookBackDue['stage'], (title: string, day: string) => string>> = {
  planned: (title, day) => `The review is yours, until ${day}: ${title}`,
  reminder: (title, day) => `The review is due on ${day}: ${title}`,
  overdue: (title, day) => `The review was due on ${day}: ${title}`,
  escalation: (title, day) =>
    `The review was due on ${day} and was not held. Please ask whoever owns it, or take it over: ${title}`,
}

const subjects: Readonly<Record<LookBackDue['stage'], string>> = {
  planned: 'A review was planned and is yours',
  reminder: 'A review of yours comes near',
  overdue: 'A review of yours is overdue',
  escalation: 'A review is overdue and nobody held it',
}
