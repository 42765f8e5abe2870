/** The figures of one case: when things happened, and how each control did. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { InstantIn } from '../../../../base/time.ts'
import { Certainty, ControlName, grades, moments } from './words.ts'

const Note = z.string().trim().max(300).default('')

const Moment = z.object({
  moment: z.enum(moments),
  /** Null while nobody knows. */
  at: z.string().nullable(),
  /** Where it is known from: what people did in the program, or the word of somebody. */
  source: z.enum(['record', 'hand']).nullable(),
  certainty: Certainty.nullable(),
  note: z.string(),
  changedBy: z.string(),
})

export const CaseFigures = z.object({
  moments: z.array(Moment),
  grades: z.array(
    z.object({ control: ControlName, grade: z.enum(grades), note: z.string(), gradedBy: z.string() }),
  ),
  /** Why nobody can say how any control did, in the words and by the name of whoever said so; null while nobody did. */
  waiver: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
  /** Controls that usually stand against how it began, to be asked first. */
  likely: z.array(ControlName),
  /** Whether it is in any figure over time; a rehearsal or a false alarm is not. */
  counts: z.boolean(),
  can: z.object({ change: z.boolean(), waive: z.boolean() }),
})
export type CaseFigures = z.infer<typeof CaseFigures>

export const readCaseFigures = endpoint({
  name: 'readCaseFigures',
  method: 'GET',
  path: '/incidents/{id}/figures',
  permission: 'trend.read',
  input: z.strictObject({ id: Id }),
  output: CaseFigures,
  summary: 'Read when things happened in a case, and how each control did',
})

export const sayMoment = endpoint({
  name: 'sayMoment',
  method: 'PUT',
  path: '/incidents/{id}/moments/{moment}',
  permission: 'trend.note',
  input: z.strictObject({
    id: Id,
    moment: z.enum(moments),
    at: InstantIn.nullable().describe('Null takes back what was said by hand'),
    certainty: Certainty.default('about'),
    note: Note,
  }),
  output: CaseFigures,
  summary: 'Say when something happened in a case',
})

export const gradeControl = endpoint({
  name: 'gradeControl',
  method: 'PUT',
  path: '/incidents/{id}/control-grades/{control}',
  permission: 'trend.note',
  input: z.strictObject({
    id: Id,
    control: ControlName,
    grade: z.enum(grades).nullable().describe('Null takes the grade back'),
    note: Note,
  }),
  output: CaseFigures,
  summary: 'Say how a control did in a case',
})

export const waiveControls = endpoint({
  name: 'waiveControls',
  method: 'PUT',
  path: '/incidents/{id}/control-waiver',
  permission: 'incident.close',
  input: z.strictObject({
    id: Id,
    reason: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .nullable()
      .describe('Why nobody can say how a control did; null takes it back'),
  }),
  output: CaseFigures,
  summary: 'Say by name why a case is closed although no control is graded in it',
})
