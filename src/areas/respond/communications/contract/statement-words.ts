/** The closed lists of statements: to whom, when, in which language, by which way, and what an audience may see. */
import * as z from 'zod'

export const statementAudiences = [
  'team',
  'management',
  'staff',
  'customers',
  'affected',
  'partners',
  'supplier',
  'authority',
  'police',
  'insurer',
  'bank',
  'card_brand',
  'press',
  'public',
] as const
export type StatementAudience = (typeof statementAudiences)[number]

/** People of the organisation; everyone else is outside. */
export const insideAudiences: readonly StatementAudience[] = ['team', 'management', 'staff']

/** When it is said. A correction names the statement that it corrects. */
export const statementStages = ['first', 'update', 'final', 'correction'] as const
export type StatementStage = (typeof statementStages)[number]

export const statementLanguages = ['en', 'de'] as const
export type StatementLanguage = (typeof statementLanguages)[number]

export const statementStates = ['draft', 'released', 'withdrawn'] as const
export const recipientChannels = ['mail', 'letter', 'phone', 'hand', 'inbox', 'chat', 'portal'] as const
export type RecipientChannel = (typeof recipientChannels)[number]
export const recipientStates = ['listed', 'waiting', 'reached', 'not reached'] as const
export type RecipientState = (typeof recipientStates)[number]

/** Who has to say yes: whoever answers for the words, the lawyer, the insurer. */
export const ticks = ['approver', 'legal', 'insurer'] as const
export type Tick = (typeof ticks)[number]
export const Tick = z.enum(ticks)

/** What of a case an audience may see. */
export const fieldClasses = ['facts', 'counts', 'systems', 'indicators', 'people', 'causes', 'costs'] as const
export type FieldClass = (typeof fieldClasses)[number]

/** Lines of a case as they stand in a report: its facts by their standing, and what belongs to another class. */
export const lineKinds = [
  'headline',
  'confirmed',
  'checking',
  'unknown',
  'next',
  'clock',
  'systems',
  'indicators',
  'causes',
  'people',
  'costs',
] as const
export type LineKind = (typeof lineKinds)[number]

export const chatKinds = ['slack', 'teams', 'mattermost', 'matrix'] as const
export type ChatKind = (typeof chatKinds)[number]
