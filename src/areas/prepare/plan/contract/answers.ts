/** Answers of the interview, and the list of what can happen that follows from them. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { IncidentKind } from '../../../../base/incident-kinds.ts'

/** One word for `yesno` and `one`, several for `many`, a line for `text`; `unknown` where nobody knows. */
export const AnswerValue = z.union([
  z.string().trim().min(1).max(500),
  z.array(z.string().trim().min(1).max(60)).max(40),
])
export type AnswerValue = z.infer<typeof AnswerValue>

export const GivenAnswer = z.object({
  question: z.string(),
  value: AnswerValue.nullable(),
  /** `filled`: a register knew it already, and nobody was asked. */
  state: z.enum(['answered', 'filled', 'unknown', 'open']),
  /** Where it was taken from or is changed; '' for an answer that is kept here. */
  from: z.enum(['', 'organisation', 'profile', 'backups', 'insurance', 'vendors']),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
})
export type GivenAnswer = z.infer<typeof GivenAnswer>

export const Because = z.object({ en: z.string(), de: z.string() })
export const RankedIncident = z.object({
  kind: IncidentKind,
  /** Stands in the plan with its card for the first fifteen minutes. */
  isPicked: z.boolean(),
  /** The question that each reason rests on; '' for what holds everywhere. */
  reasons: z.array(z.object({ question: z.string(), because: Because })),
})
export type RankedIncident = z.infer<typeof RankedIncident>

/** One thing that the answers bring into the plan beside its playbook. */
export const Brought = z.object({
  kinds: z.array(IncidentKind),
  contacts: z.array(z.string()),
  clocks: z.array(z.object({ key: z.string(), recipient: z.string(), clock: z.string() })),
})
export type Brought = z.infer<typeof Brought>

export const Interview = z.object({
  items: z.array(GivenAnswer),
  ranking: z.array(RankedIncident),
  brings: Brought,
})
export type Interview = z.infer<typeof Interview>

export const readInterview = endpoint({
  name: 'readInterview',
  method: 'GET',
  path: '/plan/interview',
  permission: 'plan.prepare',
  input: z.strictObject({}),
  output: Interview,
  summary: 'Read what was answered about the business, and what can happen to it in order, with reasons',
})

export const answerInterview = endpoint({
  name: 'answerInterview',
  method: 'PUT',
  path: '/plan/interview',
  permission: 'plan.edit',
  input: z.strictObject({
    answers: z
      .array(
        z.strictObject({
          question: z.string().min(1).max(60),
          value: AnswerValue.nullable().describe(
            'null takes the answer back; "unknown" says that nobody knows',
          ),
        }),
      )
      .min(1)
      .max(40),
  }),
  output: Interview,
  summary: 'Answer questions about the business, in any order; the plan follows at once',
})
