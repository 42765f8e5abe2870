/** Exercises: the closed lists of words. */

/** Minutes at the table. */
export const lengths = [15, 60, 120] as const
export type Length = (typeof lengths)[number]
export const exerciseLanguages = ['en', 'de'] as const
export type ExerciseLanguage = (typeof exerciseLanguages)[number]
/** Who sits at the table. */
export const audiences = ['owners', 'it', 'everybody'] as const
/** What an inject looks like to whoever reads it. */
export const looks = [
  'mail',
  'phone',
  'note',
  'log',
  'press',
  'supplier',
  'chat',
  'letter',
  'meeting',
] as const
/** Roles that answer; not the person who has them. */
export const playerRoles = [
  'lead',
  'technical',
  'communications',
  'legal',
  'hr',
  'finance',
  'scribe',
  'owner',
  'everyone',
] as const
export type PlayerRole = (typeof playerRoles)[number]
export const seats = ['player', 'evaluator', 'observer'] as const
/**
 * - `table_top`: led by a facilitator, everybody at once
 * - `solo`: one person alone, from choice to choice
 * - `apart`: over days, each when they can
 * - `drill`: something is really done: a restore
 */
export const forms = ['table_top', 'solo', 'apart', 'drill'] as const
export type Form = (typeof forms)[number]
export const sessionStates = [
  'planned',
  'running',
  'paused',
  'hot_wash',
  'done',
  'stopped',
  'cancelled',
] as const
export type SessionState = (typeof sessionStates)[number]
/** HSEEP: performed without challenges, with some, with major ones, unable to perform. */
export const ratings = ['P', 'S', 'M', 'U'] as const
export type Rating = (typeof ratings)[number]
export const observationKinds = ['strength', 'gap'] as const
export const observationSeverities = ['small', 'middling', 'grave'] as const
/** A retest takes this long at most. */
export const microMinutes = 15
/** What stands in the place of what the firm has not written down yet; each has sensible words of its own. */
export const blankNames = [
  'firm',
  'owner',
  'lead',
  'deputy',
  'bank',
  'insurer',
  'insurer_phone',
  'it_provider',
  'it_phone',
  'supplier',
  'payroll',
  'host',
  'system',
  'second_system',
  'work',
  'domain',
  'authority',
] as const
export type BlankName = (typeof blankNames)[number]
