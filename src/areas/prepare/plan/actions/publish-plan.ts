import { randomBytes } from 'node:crypto'
import { personMay } from '../../../../base/access.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Action, type Context } from '../../../../platform/action.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import type { Gap } from '../contract/plan.ts'
import * as contract from '../contract/versions.ts'
import { compose } from '../rules/compose.ts'
import { gapSentence } from '../rules/gap-sentences.ts'
import { gapsOf } from '../rules/gaps.ts'
import { codeOf, documentHash, isApproved, sameDocument } from '../rules/versions.ts'
import { findSetting, keepSection, listSections, lockSections } from '../store/material.ts'
import {
  addApproval,
  addPublication,
  addReceipt,
  addVersion,
  getVersion,
  listApprovals,
  listPublications,
  listVersionHeads,
  lockVersions,
  receiptsOf,
} from '../store/versions.ts'
import { gatherMaterial, type PlanPorts } from './gather.ts'
import { shownVersion, standingOf, summaries } from './shapes.ts'

export const listVersions = action(contract.listPlanVersions, async (context) => {
  const items = await summaries(context)
  const { actor } = context
  const current = items.find(({ state }) => state === 'current')?.version
  const isOpen =
    actor.kind === 'member' &&
    current !== undefined &&
    !(await receiptsOf(context, current)).has(actor.memberId)
  return { items, next: null, toRead: isOpen ? current : null }
})

export const readVersion = action(contract.readPlanVersion, async (context, { version }) =>
  shownVersion(context, version),
)

/** Handing in is approving: the same person does both. With a quorum of one it counts at once. */
export function publishWith(ports: PlanPorts): Action<typeof contract.publishPlan> {
  return action(contract.publishPlan, async (context, { note }) => {
    const me = approverOf(context)
    await lockVersions(context)
    const material = await gatherMaterial(context, ports)
    const { language, quorum } = await findSetting(context)
    const document = compose(material, language)
    refuseGaps(gapsOf(material, document))
    const [current] = await listPublications(context)
    const inForce = current && (await getVersion(context, current.version)).document
    const isNew = inForce === undefined || !sameDocument(inForce, document)
    refuseUnless(
      isNew,
      'conflict',
      'Nothing has changed since the version that counts. There is nothing to publish.',
    )
    const [newest] = await listVersionHeads(context)
    const version = (newest?.version ?? 0) + 1
    const sha256 = documentHash(document)
    await addVersion(context, {
      version,
      document,
      sha256,
      note,
      quorum,
      submittedAt: context.now,
      submittedBy: context.actor.name,
    })
    context.record({ stream: 'audit', kind: 'plan.submit', fields: { version, sha256, note, quorum } })
    await approve(context, { version, quorum, me })
    if (quorum > 1) await askApprovers(context, version, me)
    return shownVersion(context, version)
  })
}

export const decide = action(
  contract.decidePlanVersion,
  async (context, { version, isApproved: yes, words }) => {
    const me = approverOf(context)
    await lockVersions(context)
    const { quorum, sha256 } = await getVersion(context, version)
    const state = (await standingOf(context))({ version })
    refuseUnless(
      state === 'waiting',
      'conflict',
      'This version does not wait for approval any more. Look at the list of versions.',
    )
    const given = (await listApprovals(context)).filter((one) => one.version === version)
    const isFirst = !given.some(({ memberId }) => memberId === me)
    refuseUnless(
      isFirst,
      'conflict',
      'You have given your word on this version already. Another person has to.',
    )
    if (yes) {
      await approve(context, { version, quorum, me, words })
      return shownVersion(context, version)
    }
    const message = 'say what has to change first'
    refuseUnless(words !== '', 'invalid', 'A refusal needs its reason.', {
      faults: [{ path: 'words', message }],
    })
    await addApproval(context, {
      version,
      memberId: me,
      name: context.actor.name,
      isApproved: false,
      words,
      decidedAt: context.now,
    })
    context.record({ stream: 'audit', kind: 'plan.refuse', fields: { version, sha256, words } })
    return shownVersion(context, version)
  },
)

/** The task that comes with a version: everybody says that they read it. */
export const acknowledge = action(contract.acknowledgePlan, async (context, { version }) => {
  const { actor } = context
  if (actor.kind !== 'member') refuse('forbidden', 'Only a person can say that they have read the plan.')
  const [current] = await listPublications(context)
  const { sha256 } = await getVersion(context, version)
  refuseUnless(current?.version === version, 'conflict', 'Another version of the plan counts. Read that one.')
  const isNew = await addReceipt(context, { version, memberId: actor.memberId, readAt: context.now })
  refuseUnless(isNew, 'conflict', 'You have said so already.')
  context.record({ stream: 'audit', kind: 'plan.read', fields: { version, sha256, member: actor.memberId } })
  return shownVersion(context, version)
})

function approverOf({ actor }: Context): string {
  if (actor.kind === 'member') return actor.memberId
  return refuse('forbidden', 'A person has to approve the plan. Sign in to do this.')
}

/** The refusal carries the whole list, in words, each with the page on which it is mended. */
function refuseGaps(gaps: readonly Gap[]): void {
  const blocking = gaps.filter(({ isBlocking }) => isBlocking)
  if (blocking.length === 0) return
  refuse('conflict', `The plan cannot be published yet: ${blocking.length} things are missing.`, {
    reason: 'plan_gaps',
    faults: blocking.map((gap) => ({ path: gap.path, message: gapSentence(gap) })),
  })
}

async function approve(
  context: Context,
  { version, quorum, me, words = '' }: { version: number; quorum: number; me: string; words?: string },
): Promise<void> {
  await addApproval(context, {
    version,
    memberId: me,
    name: context.actor.name,
    isApproved: true,
    words,
    decidedAt: context.now,
  })
  context.record({ stream: 'audit', kind: 'plan.approve', fields: { version, words } })
  const given = (await listApprovals(context)).filter((one) => one.version === version)
  if (isApproved(given, quorum)) await publish(context, version)
}

/** From now on it counts: sections are as looked at as the version is, and everybody is asked to read it. */
async function publish(context: Context, version: number): Promise<void> {
  const code = codeOf(randomBytes(10))
  await addPublication(context, {
    version,
    publishedAt: context.now,
    publishedBy: context.actor.name,
    code,
  })
  const { submittedAt } = await getVersion(context, version)
  await lockSections(context)
  for (const row of await listSections(context)) {
    // What changed after it was handed in, nobody who approved it has seen.
    const changes = row.changes.filter(({ at }) => new Date(at) > submittedAt)
    await keepSection(context, {
      ...row,
      changes,
      changedSince: changes[0] === undefined ? null : new Date(changes[0].at),
      reviewedAt: context.now,
      reviewedBy: context.actor.name,
    })
  }
  context.record({ stream: 'audit', kind: 'plan.publish', fields: { version, code } })
  const members = (await listActiveMembers(context)).filter(({ role }) => role !== 'guest')
  await context.announce({ kind: 'plan.published', version, memberIds: members.map(({ id }) => id) })
}

async function askApprovers(context: Context, version: number, me: string): Promise<void> {
  const others = (await listActiveMembers(context)).filter(
    (person) => person.id !== me && personMay(person, 'plan.approve'),
  )
  await context.announce({ kind: 'plan.submitted', version, memberIds: others.map(({ id }) => id) })
}
