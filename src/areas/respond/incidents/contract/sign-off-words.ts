/** Where a closed case stands with its reviewer: `answered` once all that was missing is settled. */
export const reviewStates = ['asked', 'returned', 'answered', 'signed'] as const
export type ReviewState = (typeof reviewStates)[number]

/** What a list is filtered by, and the states behind each. */
export const reviewViews = {
  waiting: ['asked', 'answered'],
  returned: ['returned'],
  signed: ['signed'],
} as const satisfies Record<string, readonly ReviewState[]>
export type ReviewView = keyof typeof reviewViews
export const reviewViewNames = Object.keys(reviewViews) as [ReviewView, ...ReviewView[]] // of a literal that is not empty
