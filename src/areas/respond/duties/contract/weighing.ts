/** Questions of the law: filled in answer by answer, weighed, and signed or sent back by counsel. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { weighingKinds } from '../rules/weighing.ts'
import { Board } from './board.ts'
import { Moved } from './moved.ts'
import { GivenAnswer } from './questionnaire.ts'

export const weighLaw = endpoint({
  name: 'weighLaw',
  method: 'POST',
  path: '/incidents/{id}/legal-questionnaires',
  permission: 'duty.fact',
  status: 201,
  input: z.strictObject({
    id: Id,
    kind: z.enum(weighingKinds),
    revision: z.number().int().min(0).describe('Of the facts that were looked at'),
    answers: z.array(GivenAnswer).max(20),
    conclusion: z.union([z.boolean(), z.string().max(20)]).describe('The value of the fact that it settles'),
    reason: z
      .string()
      .trim()
      .max(2000)
      .default('')
      .describe('Must be given where the conclusion is not what the answers come to'),
  }),
  output: Board,
  summary:
    'Answer a questionnaire of the law and hand it to counsel; the facts as they stand are kept with it',
})

export const reviewQuestionnaire = endpoint({
  name: 'reviewQuestionnaire',
  method: 'POST',
  path: '/incidents/{id}/legal-questionnaires/{questionnaire}/review',
  permission: 'duty.review',
  input: z.strictObject({
    id: Id,
    questionnaire: Id,
    revision: z.number().int().min(0).describe('Of the facts that the signer looked at'),
    verdict: z.enum(['signed', 'sent_back']),
    note: z
      .string()
      .trim()
      .max(2000)
      .default('')
      .describe('What is missing; from an owner, which lawyer read it and when'),
  }),
  output: z.object({ board: Board, moved: z.array(Moved) }),
  summary:
    'Sign a questionnaire, so that its conclusion is a fact of the case, or send it back with what is missing',
})
