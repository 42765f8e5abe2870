import type { ReviewDue } from '../../../../base/review-due.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Announcer } from '../../../../platform/events/announce.ts'
import { tell } from '../public.ts'
import { mailAbout } from '../rules/delivery.ts'
import { tellLeaders } from './tell-leaders.ts'

/** A closed case that waits for a reviewer, and what one of them found missing. */
export function hearReviews(announce: Announcer<Context>): void {
  announce.on('review.due', async (context, { stage, incidentId, number, title, memberId }) => {
    const news = {
      kind: `review.${stage}`,
      title: titleOf[stage](number, title),
      path: `/incidents/${incidentId}`,
      mail: mailAbout(subjectOf[stage](number)),
      insists: stage === 'escalation',
    }
    await (memberId === null ? tellLeaders(context, news) : tell(context, { ...news, memberIds: [memberId] }))
  })
}

type Words<Given extends readonly unknown[]> = Readonly<
  Record<ReviewDue['stage'], (...given: Given) => string>
>

const titleOf: Words<[number: number, title: string]> = {
  asked: (number, title) => `INC-${number} is closed and waits to be signed off: ${title}`,
  answered: (number, title) => `What was missing in INC-${number} came; it waits to be signed off: ${title}`,
  overdue: (number, title) => `Overdue for the sign-off of INC-${number}: ${title}`,
  escalation: (number, title) => `Still missing for the sign-off of INC-${number}: ${title}`,
}

const subjectOf: Words<[number: number]> = {
  asked: (number) => `INC-${number} waits to be signed off`,
  answered: (number) => `INC-${number} waits to be signed off`,
  overdue: (number) => `Something you owe to the sign-off of INC-${number} is overdue`,
  escalation: (number) => `Something is still missing for the sign-off of INC-${number}`,
}
