/** Questions about accounts: who was asked what of which signal, and what they said. */
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import type { Services } from '../../../../platform/services.ts'
import type { Question, QuestionAnswer } from '../contract/questions.ts'

type Reach = Pick<Context, 'tx'>

export interface QuestionRow {
  readonly id: string
  readonly signalId: string
  readonly account: string
  readonly title: string
  readonly memberId: string
  readonly askedBy: string
  readonly askerId: string | null
  readonly askedAt: Date
  readonly expiresAt: Date
  readonly answer: QuestionAnswer | null
  readonly answeredAt: Date | null
  readonly answeredHow: Question['answeredHow']
  readonly words: string
}

const columns = `q.id, q.signal_id as "signalId", q.account, q.title, q.member_id as "memberId", q.asked_by as "askedBy", q.asker_id as "askerId",
  q.asked_at as "askedAt", q.expires_at as "expiresAt", q.answer, q.answered_at as "answeredAt",
  q.answered_how as "answeredHow", q.words`

/** As the door, before a tenant is known. */
export async function tenantOfQuestionLink(
  door: Services['door'],
  hash: Buffer,
): Promise<string | undefined> {
  const { rows } = await door.query<{ tenant: string | null }>('select wall.question_link($1) as tenant', [
    hash,
  ])
  return rows[0]?.tenant ?? undefined
}

export async function addQuestion(
  { tx }: Reach,
  row: Omit<QuestionRow, 'answer' | 'answeredAt' | 'answeredHow' | 'words'> & { readonly tokenHash: Buffer },
): Promise<void> {
  await tx.$client.query(
    `insert into app.account_question (id, signal_id, account, title, member_id, asked_by, asker_id, asked_at, expires_at,
       token_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.id,
      row.signalId,
      row.account,
      row.title,
      row.memberId,
      row.askedBy,
      row.askerId,
      row.askedAt,
      row.expiresAt,
      row.tokenHash,
    ],
  )
}

/** The questions about these signals, the newest first, at most fifty. */
export async function questionsAbout({ tx }: Reach, signalIds: readonly string[]): Promise<QuestionRow[]> {
  if (signalIds.length === 0) return []
  const { rows } = await tx.$client.query<QuestionRow>({
    name: 'questions-about',
    text: `select ${columns} from app.account_question q where q.signal_id = any($1::uuid[])
           order by q.asked_at desc, q.id desc limit 50`,
    values: [signalIds],
  })
  return rows
}

/** What this person is asked and can still answer, the newest first. */
export async function questionsTo(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  memberId: string,
): Promise<QuestionRow[]> {
  const { rows } = await tx.$client.query<QuestionRow>({
    name: 'questions-to',
    text: `select ${columns} from app.account_question q
           where q.member_id = $1 and q.answer is null and q.expires_at > $2 order by q.asked_at desc, q.id desc limit 20`,
    values: [memberId, now],
  })
  return rows
}

/** Locked until the transaction ends: of two answers at once the first one counts. */
export async function getQuestionToAnswer(
  { tx }: Reach,
  by: { readonly id: string; readonly memberId: string } | { readonly tokenHash: Buffer },
): Promise<QuestionRow> {
  const { rows } = await tx.$client.query<QuestionRow>(
    'id' in by
      ? {
          text: `select ${columns} from app.account_question q where q.id = $1 and q.member_id = $2 for update`,
          values: [by.id, by.memberId],
        }
      : {
          text: `select ${columns} from app.account_question q where q.token_hash = $1 for update`,
          values: [by.tokenHash],
        },
  )
  return rows[0] ?? refuse('not_found', 'There is no such question for you.')
}

export async function keepAnswer(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { id, answer, how, words }: { id: string; answer: QuestionAnswer; how: string; words: string },
): Promise<void> {
  await tx.$client.query(
    'update app.account_question set answer = $2, answered_at = $3, answered_how = $4, words = $5 where id = $1',
    [id, answer, now, how, words],
  )
}

export interface RaisedGroup {
  readonly id: string
  readonly title: string
  /** It had been dismissed, or put off. */
  readonly wasAside: boolean
}

/**
 * Puts the group in which this signal stands before all others, whatever was decided about it; one of an incident stays
 * there. @returns undefined where the signal stands in no group
 */
export async function raiseGroupOf(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  signalId: string,
): Promise<RaisedGroup | undefined> {
  const { rows } = await tx.$client.query<RaisedGroup>({
    name: 'questions-raise',
    text: `with wanted as (
             select c.id, c.status = 'dismissed' or c.snoozed_until > $2 as aside from app.alert_cluster c where c.id in (
               select coalesce(p.merged_into, p.id) from app.alert_moment m join app.alert_cluster p on p.id = m.cluster_id
               where m.signal_id = $1) order by c.last_at desc limit 1 for update)
           update app.alert_cluster c set raised_at = $2, snoozed_until = null, dismissed_reason = null,
             status = case when c.status = 'dismissed' then 'open' else c.status end
           from wanted where c.id = wanted.id
           returning c.id, c.title, coalesce(wanted.aside, false) as "wasAside"`,
    values: [signalId, now],
  })
  return rows[0]
}
