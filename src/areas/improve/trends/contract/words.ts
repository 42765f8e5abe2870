/** The closed lists of this room. */
import * as z from 'zod'
import { packNames } from '../../../prepare/controls/contract/words.ts'
import type { initialVectors } from '../../../../base/incident-words.ts'

/** When something happened in a case, in the order in which it usually does. */
export const moments = ['started', 'noticed', 'answered', 'contained', 'recovered', 'notified'] as const
export type Moment = (typeof moments)[number]

export const certainties = ['exact', 'about', 'guess'] as const
export const Certainty = z.enum(certainties)

/** Spans that are told: from the first moment to the second. A case was declared when it was opened. */
export const spans = {
  notice: ['started', 'noticed'],
  answer: ['noticed', 'answered'],
  contain: ['answered', 'contained'],
  recover: ['answered', 'recovered'],
  tell: ['answered', 'notified'],
} as const satisfies Record<string, readonly [Moment, Moment]>
export type SpanName = keyof typeof spans
/** The spans, and how long a case was open. */
export const spanNames = ['notice', 'answer', 'contain', 'recover', 'tell', 'close'] as const

/**
 * Of these lists, so that numbers made by an older one can be told apart: ways in are those of VERIS 1.4.1 in plain
 * words, controls and factors are our own.
 */
export const taxonomyVersion = 'muster-1/veris-1.4.1'

/** What can stand against an incident, in plain words; each helps against these ways in, none named for any way. */
export const controls = {
  second_factor: ['phishing', 'stolen_credentials', 'remote_access'],
  password_manager: ['phishing', 'stolen_credentials'],
  few_rights: ['stolen_credentials', 'insider', 'malicious_download'],
  leaver_routine: ['insider', 'stolen_credentials'],
  updates: ['exploited_vulnerability', 'malicious_download'],
  safe_settings: ['misconfiguration', 'exploited_vulnerability', 'remote_access'],
  endpoint_protection: ['malicious_download', 'removable_media'],
  mail_filter: ['phishing', 'malicious_download', 'impersonation'],
  call_back: ['impersonation', 'phishing', 'human_error'],
  second_pair_of_eyes: ['human_error', 'impersonation'],
  backup: [],
  separate_network: [],
  monitoring: [],
  staff_reports: [],
  encryption: ['lost_or_stolen'],
  locked_rooms: ['lost_or_stolen', 'removable_media'],
  supplier_rules: ['supplier'],
  second_supplier: ['failure', 'denial_of_service', 'supplier'],
  plan: [],
} as const satisfies Record<string, readonly (typeof initialVectors)[number][]>
export type Control = keyof typeof controls
// keyof of a literal: the keys are what the type says
export const controlNames = Object.keys(controls) as [Control, ...Control[]]
export const ControlName = z.enum(controlNames)

export const grades = ['worked', 'failed', 'bypassed', 'absent'] as const
export type Grade = (typeof grades)[number]

/** What the board can show, in the order in which it does where nobody arranged it. */
export const cards = [
  'repeats',
  'often',
  'vectors',
  'times',
  'delays',
  'costs',
  'losses',
  'factors',
  'controls',
  'seasons',
] as const
export type Card = (typeof cards)[number]

/** How many years a view looks back. */
export const YearsBack = z.coerce.number().int().min(1).max(10).default(2)

/** Only cases that belong to one way in, as its pack of controls says. */
export const Slice = z.enum(packNames).optional()
