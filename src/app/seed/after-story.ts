import * as editions from '../../areas/improve/reviews/actions/editions.ts'
import * as planning from '../../areas/improve/reviews/actions/plan-reviews.ts'
import { move } from '../../areas/improve/reviews/actions/move-review.ts'
import * as reviewing from '../../areas/improve/reviews/actions/read-review.ts'
import type { PartBodies } from '../../areas/improve/reviews/contract/parts.ts'
import { feedbackTargets, type PartName } from '../../areas/improve/reviews/contract/words.ts'
import { SectionName } from '../../areas/prepare/plan/contract/plan.ts'
import type { Actor } from '../../base/access.ts'
import type { SentInputOf } from '../../base/endpoint.ts'
import { perform, type Action, type AnyEndpoint, type House } from '../../platform/action.ts'
import type { Story } from './story.ts'

const unneeded = Object.fromEntries(
  SectionName.options.map((section) => [section, { judged: 'not_used', words: '' }] as const),
)

/** What of the plan was used in these cases, and how it did. */
const judgedByTitle: Readonly<Record<string, PartBodies['sections']['sections']>> = {
  'Shared folder open to the internet': {
    detect: { judged: 'failed', words: 'Nobody was named to look at shared links.' },
    contain: { judged: 'worked', words: '' },
  },
  'Sign-in to the mail of the office from abroad': {
    detect: { judged: 'missing', words: 'The plan did not say who reads alerts at night.' },
    contain: { judged: 'worked', words: '' },
    reporting: { judged: 'worked', words: '' },
  },
}

function sectionsOf(title: string): PartBodies['sections']['sections'] {
  return judgedByTitle[title] ?? { contain: { judged: 'worked', words: '' } }
}

/** Cases of longer ago were talked about before anybody wrote such things down. */
const waivedDays = 300

/** How the firm looked back at a case: with the questions at the later ones, of which all staff read what was learned. */
export async function lookBackAt(
  house: House,
  by: Actor,
  { id, title, daysAgo, end }: Pick<Story, 'daysAgo' | 'end' | 'title'> & { readonly id: string },
): Promise<void> {
  const act = async <E extends AnyEndpoint>(action: Action<E>, input: SentInputOf<E>) =>
    perform(house, action, by, { input })
  const [review] = (await act(planning.list, { incidentId: id })).items
  if (review === undefined || end === undefined) return
  if (daysAgo >= waivedDays) {
    const reason = 'Talked through at the monthly meeting. Nobody wrote such things down yet.'
    await act(move, { id: review.id, move: 'waive', reason })
    return
  }
  const put = async (part: PartName, body: object) =>
    act(reviewing.write, { id: review.id, part, basedOn: 0, body: { ...body } })
  await put('q4', { foreseen: 'partly', knownWeakness: 'yes', wasAccepted: 'no' })
  await put('q7', { onlyTraining: 'What prevents it was done the same week and stands in the plan.' })
  await put('q8', { words: 'Nothing that our tools could have seen earlier.' })
  await put('lists', {
    well: [{ text: 'It was said within the hour, and nobody hid anything.', moments: [1] }],
    better: [{ text: 'The numbers to call were on one telephone only.', moments: [1] }],
  })
  await put('sections', { sections: { ...unneeded, ...sectionsOf(title) } })
  const answers = feedbackTargets.map((target) => [target, { answer: target === 'contacts' ? 'yes' : 'no' }])
  await put('q9', { targets: Object.fromEntries(answers) })
  await put('q10', { learned: end.summary })
  await act(move, { id: review.id, move: 'hold' })
  await act(editions.release, { id: review.id, audience: 'staff' })
}
