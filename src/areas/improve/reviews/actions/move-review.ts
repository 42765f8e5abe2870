import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { keepLeadershipActs } from '../../../prepare/budget/public.ts'
import { incidentFor } from '../../../respond/incidents/public/incidents.ts'
import type { PartBodies } from '../contract/parts.ts'
import { moveReview } from '../contract/plan.ts'
import { partNames } from '../contract/words.ts'
import { textsIn } from '../rules/ending.ts'
import { dropJudgementsOf } from '../store/judgements.ts'
import { countVoices, listPartRows } from '../store/parts.ts'
import { holdReviewRow, updateReview, type ReviewRow } from '../store/reviews.ts'
import { gatherRecord } from './gather-record.ts'
import { judgeByReview } from './judge-sections.ts'
import { measuresOf } from './missing-measures.ts'
import { proposalsOf } from './propose-change.ts'
import { bodiesIn, missingOf } from './read-review.ts'
import { reviewShown, streamOf } from './show-reviews.ts'

export const move = action(moveReview, async (context, { id, move: wanted, reason }) => {
  const row = await holdReviewRow(context, id)
  if (wanted === 'open_voices') return openVoices(context, row)
  if (wanted === 'reopen') {
    refuseUnless(row.state !== 'planned', 'conflict', 'This review has not ended.')
    refuseWithoutReason(reason)
    return end(context, row, { kind: 'review.reopen', state: 'planned', reason })
  }
  refuseUnless(row.state === 'planned', 'conflict', 'This review has ended already.')
  if (wanted === 'waive') {
    refuseWithoutReason(reason)
    await dropJudgementsOf(context, id)
    return end(context, row, { kind: 'review.waive', state: 'waived', reason })
  }
  const parts = bodiesIn(await listPartRows(context, id))
  const record =
    row.incidentId === null
      ? null
      : await gatherRecord(context, row.incidentId, { names: true, language: 'en', silenceMinutes: 60 })
  const measures = await measuresOf(context, row)
  const proposals = await proposalsOf(context, row, measures)
  const missing = missingOf(row, { parts, record, measures, proposals })
  if (missing.length > 0)
    refuse('conflict', `This review cannot end yet: ${missing.length} left. ${missing[0]?.sentence ?? ''}`, {
      reason: 'review_open',
      faults: missing.slice(0, 20).map(({ part, sentence }) => ({ path: part, message: sentence })),
    })
  await judgeByReview(context, row, parts.sections)
  await keepChairing(context, row)
  return end(context, row, { kind: 'review.conclude', state: 'held', reason, words: wordsOf(parts) })
})

async function openVoices(context: Context, row: ReviewRow) {
  refuseUnless(row.voicesOpenedAt === null, 'conflict', 'What people said was opened already.')
  const opened = await updateReview(context, row.id, { voicesOpenedAt: context.now })
  const count = await countVoices(context, row.id)
  context.record({ stream: streamOf(row), kind: 'review.open', fields: { review: row.id, count } })
  return reviewShown(context, opened)
}

async function end(
  context: Context,
  row: ReviewRow,
  {
    kind,
    state,
    reason,
    words = {},
  }: {
    readonly kind: 'review.conclude' | 'review.waive' | 'review.reopen'
    readonly state: ReviewRow['state']
    readonly reason: string
    /** What stands in it, part by part. */
    readonly words?: Readonly<Record<string, string>>
  },
) {
  const isOpen = state === 'planned'
  const changed = await updateReview(context, row.id, {
    state,
    endedAt: isOpen ? null : context.now,
    endedBy: isOpen ? null : context.actor.name,
    endReason: isOpen ? '' : reason,
    // Opened again it is due again, and whoever should hear of that hears it.
    ...(isOpen && { remindedAt: null, overdueAt: null, escalatedAt: null }),
  })
  context.record({
    stream: streamOf(row),
    kind,
    fields: { ...words, review: row.id, title: row.title, reason },
  })
  return reviewShown(context, changed)
}

function refuseWithoutReason(reason: string): void {
  if (reason !== '') return
  const message = 'Say why in a sentence: it stands on the record.'
  refuse('invalid', message, { faults: [{ path: 'reason', message }] })
}

/** What the record keeps of each part; of the sections of the plan with their names. */
function wordsOf(parts: PartBodies): Record<string, string> {
  const judged = Object.entries(parts.sections.sections).map(
    ([section, said]) => `${section}: ${said.judged}${said.words === '' ? '' : ` (${said.words})`}`,
  )
  const all = partNames.map((part) => [part, textsIn(parts[part]).join('\n').slice(0, 20_000)] as const)
  return { ...Object.fromEntries(all), sections: [...judged, parts.sections.words].join('\n').trim() }
}

/** Leading a look back is an act of leadership; of a case that is closed to others its name stays out of it. */
async function keepChairing(
  context: Context,
  { title, incidentId, facilitatorId }: ReviewRow,
): Promise<void> {
  const { actor } = context
  const chair = facilitatorId ?? (actor.kind === 'member' ? actor.memberId : null)
  if (chair === null) return
  const isSealed = incidentId !== null && (await incidentFor(context, incidentId)).isRestricted
  const note = isSealed ? 'INC' : title
  await keepLeadershipActs(context, { kind: 'review_chaired', memberIds: [chair], note })
}
