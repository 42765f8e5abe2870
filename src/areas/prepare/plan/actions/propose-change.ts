import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/proposals.ts'
import type { SectionKey } from '../rules/words/sections.ts'
import { keepSection, listSections } from '../store/material.ts'
import {
  addProposal,
  decideProposal,
  getProposal,
  listProposals as listRows,
  type ProposalRecord,
} from '../store/proposals.ts'

export const listProposals = action(contract.listPlanProposals, async (context, { sourceId }) => {
  const words = await wordsBySection(context)
  return { items: (await listRows(context, { sourceId })).map((row) => shown(row, words)), next: null }
})

export const proposeChange = action(contract.proposePlanChange, async (context, { section, words, reason }) =>
  proposeWords(context, { section, words, reason, sourceId: null }),
)

/** Accepting changes the section in the same transaction; nothing else is touched. */
export const decideChange = action(
  contract.decidePlanProposal,
  async (context, { id, isAccepted, reason }) => {
    const row = await getProposal(context, id)
    refuseUnless(row.isAccepted === null, 'conflict', 'This was decided already.')
    const sections = await listSections(context)
    const section = sections.find((one) => one.section === row.section)
    if (section === undefined) return refuse('not_found', 'There is no such section.')
    if (isAccepted) {
      refuseUnless(
        section.words === row.beforeWords,
        'conflict',
        'The section was changed since this was proposed. Look at both, then propose it anew.',
        { reason: 'outdated' },
      )
      await keepSection(context, { ...section, words: row.afterWords })
    }
    const decided = {
      isAccepted,
      decision: reason,
      decidedAt: context.now,
      decidedBy: context.actor.name,
    }
    await decideProposal(context, id, decided)
    context.record({
      stream: 'audit',
      kind: 'plan.decide',
      fields: { proposal: id, section: row.section, accepted: isAccepted ? 'yes' : 'no', reason },
    })
    return shown({ ...row, ...decided }, await wordsBySection(context))
  },
)

/** @throws Refusal `conflict` where the section reads like this already */
export async function proposeWords(
  context: Context,
  wanted: {
    readonly section: SectionKey
    readonly words: string
    readonly reason: string
    readonly sourceId: string | null
  },
): Promise<contract.Proposal> {
  const { section, words, reason, sourceId } = wanted
  const known = await wordsBySection(context)
  const before = known.get(section) ?? ''
  refuseUnless(
    before !== words,
    'conflict',
    'The section reads like this already. There is nothing to propose.',
  )
  const row: ProposalRecord = {
    id: context.newId(),
    section,
    beforeWords: before,
    afterWords: words,
    reason,
    sourceId,
    proposedAt: context.now,
    proposedBy: context.actor.name,
    isAccepted: null,
    decision: null,
    decidedAt: null,
    decidedBy: null,
  }
  await addProposal(context, row)
  context.record({
    stream: 'audit',
    kind: 'plan.propose',
    fields: { proposal: row.id, section, words, reason, source: sourceId ?? '' },
  })
  return shown(row, known)
}

/** The plan's own words in a section as they stand now; '' for none. */
export async function wordsOfSection(context: Context, section: SectionKey): Promise<string> {
  return (await wordsBySection(context)).get(section) ?? ''
}

async function wordsBySection(context: Context): Promise<ReadonlyMap<string, string>> {
  return new Map((await listSections(context)).map(({ section, words }) => [section, words]))
}

function shown(row: ProposalRecord, words: ReadonlyMap<string, string>): contract.Proposal {
  const { id, section, beforeWords, afterWords, reason, sourceId, proposedAt, proposedBy } = row
  const state = row.isAccepted === null ? 'open' : row.isAccepted ? 'accepted' : 'refused'
  return {
    id,
    section,
    before: beforeWords,
    after: afterWords,
    reason,
    sourceId,
    proposedAt: proposedAt.toISOString(),
    proposedBy,
    state,
    decision: row.decision,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy,
    isOutdated: state === 'open' && (words.get(section) ?? '') !== beforeWords,
  }
}
