/** The closed lists of this room. */

/** Where one came from; `own` was written down without any of these. */
export const originKinds = ['review', 'exercise', 'incident', 'own'] as const
export type OriginKind = (typeof originKinds)[number]

export const improvementKinds = ['prevent', 'detect', 'respond', 'recover'] as const
/** From what holds by itself to what hangs on people remembering it. */
export const strengths = ['eliminate', 'engineer', 'automate', 'procedure', 'train'] as const
export type Strength = (typeof strengths)[number]
/** What of the firm becomes better. */
export const elements = ['plan', 'people', 'equipment', 'training', 'exercise'] as const

/** What an improvement can change: things that have versions, or a time at which they changed last. */
export const targetKinds = [
  'plan',
  'playbook',
  'policy',
  'control',
  'risk',
  'contract',
  'contact',
  'role_card',
  'backup',
  'article',
  'asset',
] as const
export type TargetKind = (typeof targetKinds)[number]

export const improvementStates = [
  'proposed',
  'accepted',
  'in_progress',
  'done',
  'verified',
  'refused',
  'risk_accepted',
] as const
export type ImprovementState = (typeof improvementStates)[number]

/** What somebody does with one. `carry_risk` leaves it undone until a day, knowing what that means. */
export const improvementSteps = [
  'accept',
  'start',
  'finish',
  'return',
  'verify',
  'judge',
  'refuse',
  'carry_risk',
  'reopen',
] as const
export type ImprovementStep = (typeof improvementSteps)[number]
/** With what is written when it comes into being, its words change, or a later case asks anew whether it helped. */
export const historySteps = ['propose', 'change', ...improvementSteps, 'ask'] as const
export type HistoryStep = (typeof historySteps)[number]

/** How somebody else makes sure that it holds. */
export const verifyMethods = ['restore_test', 'drill', 'scan', 'document_diff', 'sample_of_five'] as const
export type VerifyMethod = (typeof verifyMethods)[number]

/** Whether it helped. */
export const effects = ['yes', 'no', 'unclear'] as const
export type Effect = (typeof effects)[number]

/** How it was brought to mind last. */
export const remindStages = ['', 'near', 'overdue', 'leader', 'management'] as const
export type RemindStage = (typeof remindStages)[number]

/** The tool saw the case; it should have and did not; nothing that the firm has could have. */
export const spotVerdicts = ['saw_it', 'missed_it', 'no_tool'] as const
export type SpotVerdict = (typeof spotVerdicts)[number]

export const businessVerdicts = ['keep', 'change', 'stop'] as const
