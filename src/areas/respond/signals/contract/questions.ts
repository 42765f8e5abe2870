/** "Was this you?": what a signal says of an account, asked of the person whose it is. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'

export const questionAnswers = ['me', 'not_me'] as const
export type QuestionAnswer = (typeof questionAnswers)[number]
/** How the answer came: by the link, in a session, or in one that had just passed its second factor. */
export const answerWays = ['link', 'session', 'proved'] as const

const Token = z.string().max(100)
const Words = z.string().trim().max(500).default('').describe('What the person adds, if anything')

/** What those who judge signals see of a question. */
export const Question = z.object({
  id: Id,
  account: z.string(),
  /** Who was asked. */
  name: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  expiresAt: z.string(),
  /** Nobody answered in time. */
  isOver: z.boolean(),
  answer: z.enum(questionAnswers).nullable(),
  answeredAt: z.string().nullable(),
  answeredHow: z.enum(answerWays).nullable(),
  words: z.string(),
})
export type Question = z.infer<typeof Question>

export const askAboutAccount = endpoint({
  name: 'askAboutAccount',
  method: 'POST',
  path: '/account-questions',
  permission: 'signal.triage',
  status: 201,
  input: z.strictObject({
    signalId: Id.optional(),
    alertGroupId: Id.optional().describe('One of the two must be given'),
    account: z.string().trim().min(1).max(200).describe('As the signal names it'),
    memberId: Id.describe('Whose it is'),
  }),
  output: Question.extend({
    url: z
      .string()
      .describe('The link that says no without signing in, for another way than mail; shown once'),
  }),
  summary: 'Ask a person whether what was done with their account was them',
})

/** What the person concerned reads. */
export const MyQuestion = z.object({
  id: Id,
  account: z.string(),
  title: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  expiresAt: z.string(),
})

export const listMyQuestions = endpoint({
  name: 'listMyQuestions',
  method: 'GET',
  path: '/my-account-questions',
  permission: 'report.submit',
  input: z.strictObject({}),
  output: z.object({ items: z.array(MyQuestion) }),
  summary: 'What I am asked: was this me?',
})

export const answerMyQuestion = endpoint({
  name: 'answerMyQuestion',
  method: 'POST',
  path: '/my-account-questions/{id}/answer',
  permission: 'report.submit',
  status: 201,
  input: z.strictObject({ id: Id, answer: z.enum(questionAnswers), words: Words }),
  output: z.object({ answer: z.enum(questionAnswers) }),
  summary: 'Say that it was me, right after the second factor, or that it was not',
})

export const readQuestionLink = endpoint({
  name: 'readQuestionLink',
  method: 'GET',
  path: '/question-links/{token}',
  permission: 'public',
  input: z.strictObject({ token: Token }),
  output: z.object({
    organisation: z.string(),
    name: z.string(),
    account: z.string(),
    title: z.string(),
    askedAt: z.string(),
    isAnswered: z.boolean(),
    isOver: z.boolean(),
    /** Where to say yes: signed in. */
    path: z.string(),
  }),
  summary: 'What I am asked, by the link that was sent to me',
})

export const answerQuestionLink = endpoint({
  name: 'answerQuestionLink',
  method: 'POST',
  path: '/question-links/{token}/answer',
  permission: 'public',
  status: 201,
  input: z.strictObject({ token: Token, words: Words }),
  output: z.object({ answer: z.literal('not_me') }),
  summary: 'Say that it was not me, without signing in; good once',
})
