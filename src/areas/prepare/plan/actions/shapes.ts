import type { Context } from '../../../../platform/action.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import type { ShownVersion, VersionSummary } from '../contract/versions.ts'
import { versionState, type VersionState } from '../rules/versions.ts'
import {
  getVersion,
  listApprovals,
  listPublications,
  listVersionHeads,
  receiptsOf,
  type ApprovalRecord,
  type PublicationRecord,
  type VersionHead,
} from '../store/versions.ts'

/** How each version stands, by what is known in this transaction. */
export async function standingOf(
  context: Context,
): Promise<(head: Pick<VersionHead, 'version'>) => VersionState> {
  const approvals = await listApprovals(context)
  const published = (await listPublications(context)).map(({ version }) => version)
  const [newest] = await listVersionHeads(context)
  return ({ version }) =>
    versionState(
      version,
      approvals.filter((one) => one.version === version),
      { newest: newest?.version ?? 0, published },
    )
}

/** The newest first. */
export async function summaries(context: Context): Promise<VersionSummary[]> {
  const heads = await listVersionHeads(context)
  const approvals = await listApprovals(context)
  const publications = await listPublications(context)
  const standing = await standingOf(context)
  return heads.map((head) =>
    summaryOf(head, {
      approvals: approvals.filter(({ version }) => version === head.version),
      publication: publications.find(({ version }) => version === head.version),
      state: standing(head),
    }),
  )
}

function summaryOf(
  head: VersionHead,
  known: {
    readonly approvals: readonly ApprovalRecord[]
    readonly publication: PublicationRecord | undefined
    readonly state: VersionState
  },
): VersionSummary {
  const { version, note, submittedAt, submittedBy, quorum, sha256 } = head
  return {
    version,
    note,
    submittedAt: submittedAt.toISOString(),
    submittedBy,
    quorum,
    sha256,
    state: known.state,
    approvals: known.approvals.map(({ memberId, name, isApproved, words, decidedAt }) => ({
      memberId,
      name,
      isApproved,
      words,
      decidedAt: decidedAt.toISOString(),
    })),
    publishedAt: known.publication?.publishedAt.toISOString() ?? null,
    publishedBy: known.publication?.publishedBy ?? null,
    code: known.publication?.code ?? null,
  }
}

/** @throws Refusal `not_found` */
export async function shownVersion(context: Context, version: number): Promise<ShownVersion> {
  const { document } = await getVersion(context, version)
  const found = (await summaries(context)).find((one) => one.version === version)
  if (found === undefined) throw new Error(`version ${version} has no head`)
  const receipts = await receiptsOf(context, version)
  const members = (await listActiveMembers(context)).filter(({ role }) => role !== 'guest')
  const me = context.actor.kind === 'member' ? context.actor.memberId : undefined
  return {
    ...found,
    document,
    readers: members.map(({ id, name }) => ({
      memberId: id,
      name,
      readAt: receipts.get(id)?.toISOString() ?? null,
    })),
    hasRead: me !== undefined && receipts.has(me),
    canApprove:
      found.state === 'waiting' &&
      me !== undefined &&
      context.can('plan.approve') &&
      !found.approvals.some(({ memberId }) => memberId === me),
  }
}
