import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { findBlame } from '../../../respond/investigation/public.ts'
import { namesOf } from '../../../register/people/public/people.ts'
import type { KnownImprovement } from '../../improvements/public.ts'
import { incidentFor } from '../../../respond/incidents/public/incidents.ts'
import { emptyPart, partBodies, type PartBodies } from '../contract/parts.ts'
import { moveReview } from '../contract/plan.ts'
import type { ReviewRecord } from '../contract/record.ts'
import * as contract from '../contract/review.ts'
import { partNames, type PartName } from '../contract/words.ts'
import { missingToHold, textsIn, type MissingPart } from '../rules/ending.ts'
import { agendaFor } from '../rules/planning.ts'
import { countVoices, listPartRows, listVoiceRows, savePart, type PartRow } from '../store/parts.ts'
import { getReviewRow, holdReviewRow, updateReview, type ReviewRow } from '../store/reviews.ts'
import { gatherRecord } from './gather-record.ts'
import { measuresOf, missingMeasures } from './missing-measures.ts'
import { reviewShown, streamOf } from './show-reviews.ts'

export const read = action(contract.getReview, async (context, { id, names, language, silence }) => {
  const row = await getReviewRow(context, id)
  const rows = await listPartRows(context, id)
  const parts = bodiesIn(rows)
  const silenceMinutes = silence ?? parts.timeline.silenceMinutes
  const showsNames = names === 'yes'
  const record =
    row.incidentId === null
      ? null
      : await gatherRecord(context, row.incidentId, { names: showsNames, language, silenceMinutes })
  const measures = await measuresOf(context, row)
  const lead = row.incidentId === null ? null : (await incidentFor(context, row.incidentId)).leadId
  return {
    ...(await reviewShown(context, row)),
    agenda: row.agenda ?? agendaFor(row.form),
    isOwnAgenda: row.agenda !== null,
    parts: partsShown(rows, parts),
    record,
    showsNames,
    voices: await voicesOf(context, row),
    measures: await shownMeasures(context, measures),
    missing: row.state === 'planned' ? missingOf(row, { parts, record, measures }) : [],
    hints: partNames.flatMap((part) => hintsIn(parts[part]).map((hint) => ({ ...hint, part }))),
    isLedByLead: lead !== null && row.facilitatorId === lead,
    can: {
      write: row.state === 'planned' && context.can('review.write'),
      manage: context.can('review.manage'),
      release: context.can('review.release'),
    },
  }
})

export const write = action(contract.writeReviewPart, async (context, { id, part, basedOn, body }) => {
  // Held, so that nobody ends it between the question and the words.
  const row = await holdReviewRow(context, id)
  refuseUnless(row.state === 'planned', 'conflict', 'This review has ended. Open it again to write in it.')
  const parsed = partBodies[part].safeParse(body)
  if (!parsed.success)
    refuse('invalid', 'Some fields need another look.', {
      faults: parsed.error.issues
        .slice(0, 20)
        .map(({ path, message }) => ({ path: ['body', ...path].join('.').slice(0, 200), message })),
    })
  const before = (await listPartRows(context, id)).find((one) => one.part === part)
  const saved = await savePart(context, { reviewId: id, part, body: parsed.data, basedOn })
  if (saved === undefined) {
    const who = before?.changedBy ?? 'Somebody'
    refuse('conflict', `${who} wrote in this part in the meantime. Compare, then save.`, {
      reason: 'outdated',
    })
  }
  const { version, changedAt, changedBy } = saved
  if (isOneStretch(before, context)) await context.recordNow(async () => undefined)
  else context.record({ stream: streamOf(row), kind: 'review.write', fields: { review: id, part, version } })
  return { part, version, changedAt: changedAt.toISOString(), changedBy, hints: hintsIn(parsed.data) }
})

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
    return end(context, row, { kind: 'review.waive', state: 'waived', reason })
  }
  const parts = bodiesIn(await listPartRows(context, id))
  const record =
    row.incidentId === null
      ? null
      : await gatherRecord(context, row.incidentId, { names: true, language: 'en', silenceMinutes: 60 })
  const missing = missingOf(row, { parts, record, measures: await measuresOf(context, row) })
  if (missing.length > 0)
    refuse('conflict', `This review cannot end yet: ${missing.length} left. ${missing[0]?.sentence ?? ''}`, {
      reason: 'review_open',
      faults: missing.slice(0, 20).map(({ part, sentence }) => ({ path: part, message: sentence })),
    })
  const words = Object.fromEntries(
    partNames.map((part) => [part, textsIn(parts[part]).join('\n').slice(0, 20_000)]),
  )
  return end(context, row, { kind: 'review.conclude', state: 'held', reason, words })
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

const stretchMinutes = 15

/**
 * Whether the same person only writes on: a leaf for each pause in typing would bury the case, so the first of a stretch
 * stands for it, and the end of the review puts all words on the record (decision 0067).
 */
function isOneStretch(before: PartRow | undefined, { now, actor }: Pick<Context, 'now' | 'actor'>): boolean {
  return (
    before?.changedBy === actor.name && now.getTime() - before.changedAt.getTime() < stretchMinutes * 60_000
  )
}

function refuseWithoutReason(reason: string): void {
  if (reason !== '') return
  const message = 'Say why in a sentence: it stands on the record.'
  refuse('invalid', message, { faults: [{ path: 'reason', message }] })
}

function missingOf(
  row: ReviewRow,
  {
    parts,
    record,
    measures,
  }: {
    readonly parts: PartBodies
    readonly record: z.input<typeof ReviewRecord> | null
    readonly measures: readonly KnownImprovement[]
  },
): MissingPart[] {
  return missingToHold({
    form: row.form,
    parts,
    hasMoments: (record?.timeline.moments.length ?? 0) > 0,
    skipped: (record?.steps ?? []).filter(({ became }) => became === 'skipped').map(({ step }) => step),
    titles: new Map((record?.steps ?? []).map(({ step, title }) => [step, title])),
    measuresMissing: missingMeasures(measures),
  })
}

/** The words of each part; what a newer version of the program no longer understands is shown as empty, never lost. */
export function bodiesIn(rows: readonly PartRow[]): PartBodies {
  const bodies = partNames.map((name) => {
    const stored = rows.find(({ part }) => part === name)
    const parsed = stored === undefined ? undefined : partBodies[name].safeParse(stored.body)
    return [name, parsed?.success === true ? parsed.data : emptyPart(name)] as const
  })
  return Object.fromEntries(bodies) as unknown as PartBodies // one of each name
}

function partsShown(
  rows: readonly PartRow[],
  bodies: PartBodies,
): z.input<typeof contract.ReviewDetail>['parts'] {
  const standing = (name: PartName) => {
    const row = rows.find(({ part }) => part === name)
    const { version = 0, changedBy = null } = row ?? {}
    return { body: bodies[name], version, changedAt: row?.changedAt.toISOString() ?? null, changedBy }
  }
  const parts = Object.fromEntries(partNames.map((name) => [name, standing(name)]))
  return parts as z.input<typeof contract.ReviewDetail>['parts'] // one of each name
}

async function voicesOf(
  context: Context,
  { id, voicesOpenedAt }: ReviewRow,
): Promise<z.input<typeof contract.ReviewDetail>['voices']> {
  if (voicesOpenedAt === null) return { count: await countVoices(context, id), items: null, openedAt: null }
  const rows = await listVoiceRows(context, id)
  return {
    count: rows.length,
    items: rows.map(({ kept, changed, surprised, saidBy }) => ({ kept, changed, surprised, by: saidBy })),
    openedAt: voicesOpenedAt.toISOString(),
  }
}

function hintsIn(body: unknown): contract.Hint[] {
  return textsIn(body).flatMap((text) => {
    const blame = findBlame(text)
    return blame === undefined ? [] : [{ words: blame.words, better: blame.better }]
  })
}

async function shownMeasures(
  context: Context,
  measures: readonly KnownImprovement[],
): Promise<z.input<typeof contract.ReviewDetail>['measures']> {
  const owners = await namesOf(
    context,
    measures.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])),
  )
  return measures.map(({ id, title, kind, strength, state, ownerId, dueOn }) => ({
    ...{ id, title, kind, strength, state, dueOn },
    owner: owners.get(ownerId ?? '') ?? '',
  }))
}
