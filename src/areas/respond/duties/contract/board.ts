/** The duties of one case: which clocks run, why, and what to ask next. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { EvaluatedDuty } from '../../../register/obligations/contract.ts'
import { Answer } from './answers.ts'
import { HouseClocks } from './house-clocks.ts'
import { Questionnaire } from './questionnaire.ts'
import { Sheet } from './sheet.ts'

/** In the order in which they are shown. */
export const standings = [
  'overdue',
  'soon',
  'running',
  'at_once',
  'waiting',
  'declined',
  'submitted',
  'record',
  'voluntary',
] as const
export type Standing = (typeof standings)[number]

const Said = z.object({
  fact: z.string(),
  value: z.unknown(),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
})
export type Said = z.infer<typeof Said>

/** More time that an authority granted, or that the police asked for. */
export const Delay = z.object({
  id: Id,
  kind: z.enum(['extension', 'police']),
  until: z.string(),
  grantedBy: z.string(),
  reference: z.string(),
  reason: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  endedAt: z.string().nullable(),
  endedReason: z.string().nullable(),
})
export type Delay = z.infer<typeof Delay>

export const OwedDuty = EvaluatedDuty.extend({
  standing: z.enum(standings),
  /** Whose it is; null while it is nobody's. */
  owner: z.object({ id: Id, name: z.string() }).nullable(),
  /** All that were recorded, ended ones too. */
  delays: z.array(Delay),
  /** Whom to write to and call; null where the directory has no entry. */
  authority: z
    .object({
      name: z.string(),
      site: z.string(),
      form: z.string(),
      phone: z.string(),
      checkedOn: z.string(),
      isConfirmed: z.boolean(),
      isStale: z.boolean(),
    })
    .nullable(),
  /** Facts that it rests on and that nobody confirmed yet, as when the clock starts. */
  unconfirmed: z.array(z.string()),
  /** Who said the facts that it rests on. */
  said: z.array(Said),
})
export type OwedDuty = z.infer<typeof OwedDuty>

/** A duty that hangs on facts which are not known. */
const PossibleDuty = z.object({
  key: z.string(),
  title: z.string(),
  citation: z.string(),
  dueAt: z.string().nullable(),
  missing: z.array(z.string()),
})
export type PossibleDuty = z.infer<typeof PossibleDuty>

const OpenQuestion = z.object({
  fact: z.string(),
  /** In the words of the fact base. */
  meaning: z.string(),
  /** How many duties it settles or brings nearer. */
  settles: z.number().int(),
  /** What the incident itself says; nothing is taken over until a person confirms it. */
  proposed: z.unknown(),
})
export type OpenQuestion = z.infer<typeof OpenQuestion>

export const Board = z.object({
  incidentId: Id,
  number: z.number().int(),
  title: z.string(),
  mode: z.string(),
  revision: z.number().int(),
  /** Zone in which days end and clocks are shown. */
  zone: z.string(),
  facts: z.array(Said),
  duties: z.array(OwedDuty),
  possible: z.array(PossibleDuty),
  /** Clocks of our own table, beside those of the law. */
  house: HouseClocks,
  /** What settles most comes first. */
  questions: z.array(OpenQuestion),
  /** Where the scope sheet says something else than what is confirmed. */
  sheet: Sheet,
  answers: z.array(Answer),
  /** The newest first. */
  questionnaires: z.array(Questionnaire),
  factBase: z.object({
    /** What is used now. */
    edition: z.string(),
    /** What this case was judged by last; null before anything was said. */
    judgedBy: z.string().nullable(),
    reviewedOn: z.string(),
    reviewDue: z.string(),
    isStale: z.boolean(),
  }),
  disclaimer: z.string(),
  can: z.object({ fact: z.boolean(), decide: z.boolean(), review: z.boolean(), submit: z.boolean() }),
})
export type Board = z.infer<typeof Board>

export const readDuties = endpoint({
  name: 'readDuties',
  method: 'GET',
  path: '/incidents/{id}/duties',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: Board,
  summary: 'Read which notices a case demands, by when and why, and what to ask next',
})

export const NextClock = z.object({
  incidentId: Id,
  number: z.number().int(),
  title: z.string(),
  mode: z.string(),
  what: z.string(),
  dueAt: z.string(),
  zone: z.string(),
  standing: z.enum(standings),
  /** Our own table says so, and no law. */
  isOfHouse: z.boolean(),
})
export type NextClock = z.infer<typeof NextClock>

export const listClocks = endpoint({
  name: 'listClocks',
  method: 'GET',
  path: '/clocks',
  permission: 'incident.read',
  input: z.strictObject({}),
  output: z.object({ items: z.array(NextClock), next: z.string().nullable() }),
  summary: 'List the next clock of each case, of the law or of our own table, the nearest first',
})
