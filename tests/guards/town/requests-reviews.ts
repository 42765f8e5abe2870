import { text } from './building.ts'
import type { Act } from './company.ts'
import type { Example, Site } from './requests.ts'

/** A review that was held, with words in its parts, a voice, an improvement and a page for staff that somebody got and read. */
export async function furnishReviews(
  act: Act,
  { marker, memberId }: { readonly marker: string; readonly memberId: string },
): Promise<{ review: string; reviewEdition: string }> {
  const incident = await act('openIncident', { title: marker, kind: 'other', severity: 'S4' })
  const id = await heldReview(act, String(incident['id']), marker)
  const reviewEdition = await released(act, id, marker)
  const delivery = { id, edition: reviewEdition, recipient: marker, way: 'handed' }
  await act('noteReviewDelivery', delivery)
  await act('noteLearnedRead', { id: reviewEdition })
  const board = await released(act, id, marker, 'board')
  await act('withdrawReviewEdition', { id, edition: board, reason: marker })
  await act('changeReviewRule', { asks: 'planned', reason: marker, secondId: memberId })
  return { review: id, reviewEdition }
}

const reading: Example = { fresh: () => ({ input: {} }), standing: () => ({ input: {} }) }
const rule = { asks: 'planned', reason: text }

export const reviewExamples: Readonly<Record<string, Example>> = {
  listReviews: {
    fresh: () => ({ input: {} }),
    standing: ({ ids }) => ({ input: { incidentId: ids.incident } }),
  },
  planReview: {
    fresh: async ({ make }) => ({ input: { incidentId: await make.incident() } }),
    standing: ({ ids }) => ({ input: { incidentId: ids.incident } }),
  },
  changeReviewPlan: onReview(({ asker }) => ({
    ...{ form: 'lite', ownerId: asker, facilitatorId: null, dueOn: '2027-01-15', meetsAt: null },
    agenda: [{ title: text, minutes: 5 }],
  })),
  moveReview: onReview(() => ({ move: 'waive', reason: text })),
  readReviewRule: reading,
  changeReviewRule: { fresh: () => ({ input: rule }), standing: () => ({ input: rule }) },
  getReview: onReview(() => ({})),
  writeReviewPart: onReview(() => ({ part: 'q10', basedOn: 0, body: { learned: text } })),
  readVoiceCard: onReview(() => ({})),
  addVoice: onReview(() => ({ kept: text, isAnonymous: true })),
  proposeFromReview: onReview(() => ({ title: text, kind: 'prevent', strength: 'automate' })),
  readReviewEditions: onReview(() => ({})),
  releaseReviewEdition: {
    fresh: async ({ make, act }) => ({
      input: { id: await heldReview(act, await make.incident()), audience: 'board' },
    }),
    standing: ({ ids }) => ({ input: { id: ids.review, audience: 'board' } }),
  },
  noteReviewDelivery: onEdition(() => ({ recipient: text, way: 'post' })),
  withdrawReviewEdition: onEdition(() => ({ reason: text })),
  printReviewEdition: onEdition(() => ({})),
  listLearned: reading,
  noteLearnedRead: {
    fresh: async ({ company }) => ({ input: { id: company.ids.reviewEdition } }),
    standing: ({ ids }) => ({ input: { id: ids.reviewEdition } }),
  },
}

async function planned(act: Act, incidentId: string): Promise<string> {
  return String((await act('planReview', { incidentId, form: 'lite' }))['id'])
}

async function heldReview(act: Act, incidentId: string, marker = text): Promise<string> {
  const id = await planned(act, incidentId)
  const put = async (part: string, body: object) => act('writeReviewPart', { id, part, basedOn: 0, body })
  const entry = { text: marker, moments: [1] }
  await put('lists', { well: [entry], better: [entry] })
  await put('q7', { onlyTraining: marker })
  await put('q8', { words: marker })
  await put('q10', { learned: marker })
  await act('addVoice', { id, kept: marker })
  await act('moveReview', { id, move: 'hold' })
  return id
}

async function released(act: Act, id: string, note: string, audience = 'staff'): Promise<string> {
  const { items } = await act('releaseReviewEdition', { id, audience, note })
  const views = items as { audience: string; released: { id: string }[] }[] // as its contract says
  return views.find((view) => view.audience === audience)?.released[0]?.id ?? ''
}

function onReview(rest: (who: { readonly asker: string }) => Record<string, unknown>): Example {
  return {
    fresh: async ({ make, act, company }) => ({
      input: { ...rest({ asker: company.owner.memberId }), id: await planned(act, await make.incident()) },
    }),
    standing: ({ ids, owner }) => ({ input: { ...rest({ asker: owner.memberId }), id: ids.review } }),
  }
}

function onEdition(rest: () => Record<string, unknown>): Example {
  return {
    fresh: async ({ make, act }: Site) => {
      const id = await heldReview(act, await make.incident())
      return { input: { ...rest(), id, edition: await released(act, id, 'From here on we call back') } }
    },
    standing: ({ ids }) => ({ input: { ...rest(), id: ids.review, edition: ids.reviewEdition } }),
  }
}
