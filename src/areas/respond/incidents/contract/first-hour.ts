/** The first hour: five plain questions, and what a table of the organisation makes of the answers. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { severities } from '../../../../base/incident-words.ts'
import { goings, knowers, risks, signs, spreads, standings } from './first-hour-words.ts'
import { Call, ClockLine } from './grading.ts'

export const FirstHourAnswers = z.strictObject({
  sees: z.array(z.enum(signs)).max(signs.length).default([]).describe('What do you see?'),
  words: z.string().trim().max(1000).default('').describe('The same in own words'),
  systems: z
    .array(z.string().trim().min(1).max(300))
    .max(20)
    .default([])
    .describe('Which systems? Names that people here know'),
  spread: z.enum(spreads).default('unknown').describe('How far it reaches'),
  goingOn: z.enum(goings).default('unknown').describe('Is it still going on?'),
  atRisk: z.array(z.enum(risks)).max(risks.length).default([]).describe('Is data or money at risk?'),
  knows: z.array(z.enum(knowers)).max(knowers.length).default([]).describe('Who knows?'),
})
export type FirstHourAnswers = z.output<typeof FirstHourAnswers>

/** A reason as a word of a closed list and what it speaks of; screens say it in the person's language. */
export const Reason = z.object({
  code: z.string(),
  signs: z.array(z.string()).optional(),
  row: z.string().optional(),
  column: z.string().optional(),
  kind: z.string().optional(),
  severity: z.enum(severities).optional(),
})
export type Reason = z.infer<typeof Reason>

export const Suggestion = z.object({
  standing: z.enum(standings),
  kind: IncidentKind,
  otherKinds: z.array(IncidentKind),
  severity: z.enum(severities),
  reasons: z.array(Reason),
})
export type Suggestion = z.infer<typeof Suggestion>

/** What a severity brings: who is called within how long, and which clocks start. */
export const Consequences = z.object({ calls: z.array(Call), clocks: z.array(ClockLine) })
export type Consequences = z.infer<typeof Consequences>

/** `read`: they opened it; `reached`: a push service or mail server took it; `waiting`: on its way. */
const callStates = ['read', 'reached', 'waiting', 'not_reached'] as const

export const IncidentGrading = z.object({
  /** The table that the incident was judged by last; null for one declared before there was a table. */
  tableVersion: z.number().int().nullable(),
  answers: FirstHourAnswers.nullable(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  suggestion: Suggestion.nullable(),
  /** Who was called, when last, and whether it got through. */
  called: z.array(z.object({ memberId: Id, at: z.string(), state: z.enum(callStates) })),
  /** For each severity, so that whoever changes it sees what follows. */
  consequences: z.record(z.enum(severities), Consequences),
})
export type IncidentGrading = z.infer<typeof IncidentGrading>

export const readIncidentGrading = endpoint({
  name: 'readIncidentGrading',
  method: 'GET',
  path: '/incidents/{id}/grading',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: IncidentGrading,
  summary: 'Read the five answers, the table they were judged by, and what each severity brings',
})

export const answerFirstHour = endpoint({
  name: 'answerFirstHour',
  method: 'POST',
  path: '/incidents/{id}/first-hour',
  permission: 'incident.grade',
  status: 201,
  input: z.strictObject({ id: Id, answers: FirstHourAnswers }),
  output: IncidentGrading,
  summary: 'Answer the five questions, for the first time or anew; the severity itself stays',
})
