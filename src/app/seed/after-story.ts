import * as editions from '../../areas/improve/reviews/actions/editions.ts'
import * as planning from '../../areas/improve/reviews/actions/plan-reviews.ts'
import * as reviewing from '../../areas/improve/reviews/actions/read-review.ts'
import { feedbackTargets, type PartName } from '../../areas/improve/reviews/contract/words.ts'
import type { Actor } from '../../base/access.ts'
import type { SentInputOf } from '../../base/endpoint.ts'
import { perform, type Action, type AnyEndpoint, type House } from '../../platform/action.ts'
import type { Story } from './story.ts'

/** Cases of longer ago were talked about before anybody wrote such things down. */
const waivedDays = 300

/** How the firm looked back at a case: with the questions at the later ones, of which all staff read what was learned. */
export async function lookBackAt(
  house: House,
  by: Actor,
  { id, daysAgo, end }: Pick<Story, 'daysAgo' | 'end'> & { readonly id: string },
): Promise<void> {
  const act = async <E extends AnyEndpoint>(action: Action<E>, input: SentInputOf<E>) =>
    perform(house, action, by, { input })
  const [review] = (await act(planning.list, { incidentId: id })).items
  if (review === undefined || end === undefined) return
  if (daysAgo >= waivedDays) {
    const reason = 'Talked through at the monthly meeting. Nobody wrote such things down yet.'
    await act(reviewing.move, { id: review.id, move: 'waive', reason })
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
  const answers = feedbackTargets.map((target) => [target, { answer: target === 'contacts' ? 'yes' : 'no' }])
  await put('q9', { targets: Object.fromEntries(answers) })
  await put('q10', { learned: end.summary })
  await act(reviewing.move, { id: review.id, move: 'hold' })
  await act(editions.release, { id: review.id, audience: 'staff' })
}
