import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { proposalsFrom, proposeWords } from '../../../prepare/plan/public.ts'
import { incidentFor } from '../../../respond/incidents/public/incidents.ts'
import { gradingProposalsFrom, proposeGrading } from '../../../respond/incidents/public/look-back.ts'
import { riskProposalsOf, type KnownImprovement } from '../../improvements/public.ts'
import { proposeChangeFromReview, type ReviewProposal } from '../contract/proposals.ts'
import { holdReviewRow, type ReviewRow } from '../store/reviews.ts'
import { measuresOf } from './missing-measures.ts'

/** One thing at a time: a section of the plan, or a cell of the table. */
export const proposeChange = action(
  proposeChangeFromReview,
  async (context, { id, section, words, cell, reason }) => {
    const row = await holdReviewRow(context, id)
    if (row.state !== 'planned') refuse('conflict', 'This review has ended. Open it again first.')
    const isClosedCircle =
      row.incidentId !== null && (await incidentFor(context, row.incidentId)).isRestricted
    // Everybody reads the plan and what is proposed for it.
    if (isClosedCircle && section !== undefined)
      refuse(
        'conflict',
        'This case is restricted, and proposals for the plan are read by all. Open the case first, or change the plan in words that say nothing of it.',
      )
    if (section !== undefined && words !== '' && cell === undefined)
      await proposeWords(context, { section, words, reason, sourceId: id })
    else if (cell !== undefined && section === undefined)
      await proposeGrading(context, { ...cell, reason, sourceId: id, incidentId: row.incidentId })
    else {
      const message = 'Name a section of the plan with its new words, or a cell of the table: one of the two.'
      refuse('invalid', message, { faults: [{ path: section === undefined ? 'section' : 'words', message }] })
    }
    return { items: await proposalsOf(context, row, await measuresOf(context, row)), next: null }
  },
)

/** Everything that this look back wants changed, in one list: its own, its improvements', and what its case says of risks. */
export async function proposalsOf(
  context: Context,
  { id, incidentId }: Pick<ReviewRow, 'id' | 'incidentId'>,
  measures: readonly Pick<KnownImprovement, 'id'>[],
): Promise<ReviewProposal[]> {
  const words = await proposalsFrom(context, [id, ...measures.map((one) => one.id)])
  const cells = await gradingProposalsFrom(context, id)
  const risks = incidentId === null ? [] : await riskProposalsOf(context, incidentId)
  return [
    ...words.map(
      ({ id: own, section, before, after, reason, state, decision, decidedBy }): ReviewProposal => ({
        ...{ id: own, to: 'plan', what: section, before, after, reason, state, decision, decidedBy },
        path: `/plan/sections/${section}`,
      }),
    ),
    ...cells.map(
      ({ id: own, row, column, before, after, reason, state, decision, decidedBy }): ReviewProposal => ({
        ...{
          id: own,
          to: 'scale',
          what: `${row} ${column}`,
          before,
          after,
          reason,
          state,
          decision,
          decidedBy,
        },
        path: '/grading',
      }),
    ),
    ...risks.map(
      ({
        id: own,
        risk,
        riskId,
        likelihood,
        likelihoodBefore,
        harm,
        harmBefore,
        state,
        reason,
        decidedBy,
      }): ReviewProposal => ({
        ...{ id: own, to: 'risk', what: risk, state, reason: '' },
        ...{ before: `${likelihoodBefore} ${harmBefore}`, after: `${likelihood} ${harm}` },
        decision: state === 'open' ? null : reason,
        decidedBy: state === 'open' ? null : decidedBy,
        path: `/risks/${riskId}`,
      }),
    ),
  ]
}

/** Of the plan and the table of severity: a word of risks follows a closed case by itself, and holds up nothing. */
export function openProposals(proposals: readonly Pick<ReviewProposal, 'to' | 'state'>[]): number {
  return proposals.filter(({ to, state }) => to !== 'risk' && state === 'open').length
}
