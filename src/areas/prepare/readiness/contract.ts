/** Readiness: what would fail if it happened today, and what can be proved. Sentences, never a score. */
import * as z from 'zod'
import { endpoint } from '../../../base/endpoint.ts'
import { Id } from '../../../base/ids.ts'
import { linkStates } from '../../../base/link-state.ts'

/** Each has a sentence of its own in the messages. */
export const failureKinds = [
  'no_functions',
  'asset_open',
  'asset_unproved',
  'backup_failed',
  'backup_late',
  'restore_failed',
  'restore_never',
  'restore_old',
  'medium_unseen',
  'no_isolated_copy',
  'nothing_watched',
  'asset_unwatched',
  'network_unowned',
  'network_nothing',
  'network_unwatched',
  'signs_unseen',
  'risk_unowned',
  'nobody_isolate',
  'nobody_shut_down',
  'nobody_spend',
  'nobody_notify',
  'nobody_pay',
  'nobody_go_public',
  'nobody_engage_help',
  'nobody_call_police',
  'night_isolate',
  'night_shut_down',
  'night_spend',
  'night_notify',
  'night_pay',
  'night_go_public',
  'night_engage_help',
  'night_call_police',
  'alone_isolate',
  'alone_shut_down',
  'alone_spend',
  'alone_notify',
  'alone_pay',
  'alone_go_public',
  'alone_engage_help',
  'alone_call_police',
  'lead_only_technician',
  'role_untrained',
  'role_lapsed',
  'skill_nobody',
  'role_left',
  'tree_untried',
  'tree_unreachable',
  'mandate_expired',
  'role_alone_lead',
  'role_alone_technical',
  'role_alone_communications',
  'role_alone_legal',
  'role_alone_hr',
  'role_alone_finance',
  'role_alone_scribe',
  'role_alone_own',
  'skill_alone',
  'deputy_mute',
  'lead_alone',
  'lead_unreachable',
  'network_unknown',
  'network_old',
  'network_look_over',
  'signs_unknown',
  'risk_acceptance_over',
  'risk_review_over',
  'improvement_over',
  'improvement_risk_over',
  'blind_spots',
  'rule_old',
  'rule_unread',
  'plan_never_tried',
  'plan_parts_untried',
  'plan_parts_old',
  'continuity_untried',
  'continuity_old',
  'finding_open',
  'notice_near',
  'notice_missed',
  'supplier_unreachable',
  'supplier_untried',
  'supplier_review_over',
  'access_leaver',
  'access_change_over',
  'access_review_over',
  'access_unlisted',
  'access_no_factor',
  'no_policy',
  'policy_over',
  'policy_near',
  'policy_mute',
  'attestation_against',
  'attestation_open',
  'control_against',
  'control_news',
  'control_review_over',
  'retainer_over',
  'retainer_near',
  'retainer_unpaid',
] as const

export const proofKinds = ['restore', 'exercise', 'attestation'] as const

const Failure = z.object({
  kind: z.enum(failureKinds),
  /** What the sentence is about, as people call it. */
  name: z.string(),
  /** Its other blanks: a day as 2026-03-01, a number, further names. */
  day: z.string(),
  count: z.number().int(),
  more: z.string(),
  /** Where it is mended. */
  path: z.string(),
})
export type Failure = z.infer<typeof Failure>

const Proof = z.object({
  /** Names this proof in the list of what may stand on a page outside; another thing, or another name, has another. */
  key: z.string(),
  kind: z.enum(proofKinds),
  name: z.string(),
  /** What shows it, in the words of whoever looked. */
  shown: z.string(),
  provedOn: z.string(),
  lapsesOn: z.string(),
  /** Where the proof itself lies. */
  path: z.string(),
})
export type Proof = z.infer<typeof Proof>

/** A page outside: whoever has its link reads the lines that were chosen, while they can be proved. */
export const ReadinessPage = z.object({
  id: Id,
  /** For whom it was made. */
  name: z.string(),
  state: z.enum(linkStates),
  lines: z.array(z.string()),
  madeAt: z.string(),
  madeBy: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  views: z.number().int(),
  lastViewAt: z.string().nullable(),
})
export type ReadinessPage = z.infer<typeof ReadinessPage>

export const readReadiness = endpoint({
  name: 'readReadiness',
  method: 'GET',
  path: '/readiness',
  permission: 'readiness.read',
  input: z.strictObject({}),
  output: z.object({
    failures: z.array(Failure),
    proofs: z.array(Proof),
    /** Pages that were handed out, the newest first; none for whoever may make none. */
    pages: z.array(ReadinessPage),
    can: z.object({ share: z.boolean() }),
  }),
  summary: 'Read what would fail today, the worst first, and what can be proved until when',
})

export const shareReadiness = endpoint({
  name: 'shareReadiness',
  method: 'POST',
  path: '/readiness-pages',
  permission: 'readiness.share',
  status: 201,
  input: z.strictObject({
    name: z.string().trim().min(1).max(200).describe('For whom: a customer, an insurer'),
    days: z.int().min(1).max(366),
    lines: z.array(z.string().max(2000)).min(1).max(200).describe('Keys of the proofs that may stand there'),
  }),
  output: z.object({ page: ReadinessPage, url: z.string().describe('Shown this once') }),
  summary: 'Make a page of what can be proved for somebody outside, by a link that ends',
})

export const revokeReadinessPage = endpoint({
  name: 'revokeReadinessPage',
  method: 'POST',
  path: '/readiness-pages/{id}/revocation',
  permission: 'readiness.share',
  input: z.strictObject({ id: Id }),
  output: z.object({ revoked: z.literal(true) }),
  summary: 'Close a page that was handed out',
})

export const viewReadinessPage = endpoint({
  name: 'viewReadinessPage',
  method: 'POST',
  path: '/readiness-page-views',
  permission: 'public',
  input: z.strictObject({ token: z.string().min(1).max(100) }),
  output: z.object({
    organisation: z.string(),
    name: z.string(),
    asOf: z.string(),
    expiresAt: z.string(),
    lines: z.array(
      z.object({
        kind: z.enum(proofKinds),
        /** What was restored or checked; '' for a rehearsal, whose title is nobody else's business. */
        name: z.string(),
        provedOn: z.string(),
        lapsesOn: z.string(),
      }),
    ),
  }),
  summary: 'Open the page of proofs that was handed to me; that it was opened is kept',
})
