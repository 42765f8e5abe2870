/** The closed lists of reviews. */
import * as z from 'zod'

export const reviewKinds = ['incident', 'exercise'] as const
export type ReviewKind = (typeof reviewKinds)[number]
export type ReviewMode = 'real' | 'exercise' | 'near_miss'

/** All ten questions in about an hour, or five of them in a quarter of one. */
export const reviewForms = ['full', 'lite'] as const
export type ReviewForm = (typeof reviewForms)[number]

export const reviewStates = ['planned', 'held', 'waived'] as const
export type ReviewState = (typeof reviewStates)[number]

/** What had it planned: all systems were back, the case was closed, a person, or a rehearsal that ended. */
export const reviewWhys = ['recovery', 'closing', 'hand', 'exercise'] as const
export type ReviewWhy = (typeof reviewWhys)[number]

/** What must stand before a led, real case of S1 or S2 is closed as resolved. */
export const reviewAsks = ['nothing', 'planned', 'held'] as const
export type ReviewAsks = (typeof reviewAsks)[number]

/** In the order in which they are gone through. */
export const partNames = [
  'timeline',
  'q1',
  'q2',
  'q3',
  'q4',
  'q5',
  'q6',
  'q7',
  'q8',
  'lists',
  'q9',
  'q10',
] as const
export type PartName = (typeof partNames)[number]

/** What a small case is asked. */
export const liteParts: readonly PartName[] = ['q1', 'q3', 'q7', 'q8', 'lists', 'q10']

/** The parts of a form, in order. */
export function partsOfForm(form: ReviewForm): readonly PartName[] {
  return form === 'full' ? partNames : liteParts
}

/** What a review may have to change; each is answered before a full one ends. */
export const feedbackTargets = [
  'plan',
  'playbook',
  'contacts',
  'control',
  'risk',
  'vendor',
  'training',
  'scenario',
  'insurance',
] as const
export type FeedbackTarget = (typeof feedbackTargets)[number]

/** What a review may lack before it ends. */
export const missingThings = [
  'skipped',
  'why',
  'foreseen',
  'measures',
  'training',
  'signs',
  'unfinished',
  'well',
  'better',
  'moments',
  'targets',
  'learned',
  'long',
] as const
export type MissingThing = (typeof missingThings)[number]

export const editionAudiences = ['board', 'staff', 'customers', 'insurer', 'partners'] as const
export type EditionAudience = (typeof editionAudiences)[number]

export const deliveryWays = ['handed', 'mail', 'post', 'meeting', 'portal'] as const
export type DeliveryWay = (typeof deliveryWays)[number]

export const Words = z.string().trim().max(4000).default('')
export const Line = z.string().trim().min(1).max(1000)
