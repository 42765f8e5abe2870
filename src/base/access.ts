/**
 * The one table of permissions. Server, web and command line ask the same {@link may};
 * what hangs on a single thing (its lead, its owner) is decided in the `rules.ts` of its room.
 */
/** The roles of the organisation's own people. A guest is from elsewhere and is named where they may do something. */
export const ownRoles = ['owner', 'lead', 'responder', 'staff', 'auditor', 'counsel'] as const
export type OwnRole = (typeof ownRoles)[number]
/** Every role that a member can have. */
export const memberRoles = [...ownRoles, 'guest'] as const
export type MemberRole = (typeof memberRoles)[number]

const everyone = ownRoles
const guest = 'guest'
const inside = ['owner', 'lead', 'responder', 'auditor', 'counsel'] as const
const working = ['owner', 'lead', 'responder'] as const
const advising = ['owner', 'lead', 'responder', 'counsel'] as const
const leading = ['owner', 'lead'] as const
const owning = ['owner'] as const

/** Permission to the member roles that hold it. A permission is `<noun>.<verb>`. */
export const permissions = {
  'account.own': [...everyone, guest],
  'tenant.read': [...everyone, guest],
  'tenant.manage': owning,
  'member.read': everyone,
  'member.manage': owning,
  'key.manage': owning,
  'audit.read': ['owner', 'auditor'],
  'ledger.read': [...inside, guest],
  'anchor.read': inside,
  'contact.read': inside,
  'contact.manage': working,
  'reach.answer': everyone,
  'power.read': inside,
  'power.manage': leading,
  'mandate.sign': everyone,
  'form.read': [...everyone, guest],
  'form.review': everyone,
  'form.manage': leading,
  'asset.read': inside,
  'asset.manage': working,
  'vendor.read': inside,
  'vendor.manage': working,
  'insurance.read': inside,
  'insurance.manage': leading,
  'insurance.consent': working,
  'copy.read': inside,
  'copy.manage': working,
  'copy.accept': leading,
  'readiness.read': inside,
  'readiness.share': leading,
  'handout.make': working,
  'house_rule.read': everyone,
  'house_rule.answer': everyone,
  'house_rule.manage': leading,
  'article.read': everyone,
  'article.manage': working,
  'article.use': inside,
  'article.link': advising,
  'training.read': everyone,
  'training.answer': everyone,
  'training.oversee': ['owner', 'lead', 'auditor'],
  'training.manage': leading,
  'training.practise': working,
  'skill.read': inside,
  'calendar.read': everyone,
  'calendar.own': everyone,
  'calendar.manage': working,
  'trend.read': inside,
  'trend.note': advising,
  'trend.manage': leading,
  'trend.report': ['owner', 'lead', 'auditor'],
  'risk.read': inside,
  'risk.manage': working,
  'risk.accept': leading,
  'control.read': inside,
  'control.manage': working,
  'budget.read': inside,
  'budget.manage': leading,
  'continuity.read': inside,
  'continuity.manage': working,
  'continuity.invoke': working,
  'exercise.read': inside,
  'exercise.join': everyone,
  'exercise.run': working,
  'signal.read': inside,
  'signal.triage': working,
  'source.read': inside,
  'source.manage': leading,
  'report.submit': everyone,
  'obligation.read': inside,
  'obligation.review': ['owner', 'lead', 'counsel'],
  'duty.fact': advising,
  'clock.settle': advising,
  'duty.submit': advising,
  'duty.form': advising,
  'duty.decide': ['owner', 'lead', 'counsel'],
  'duty.review': ['owner', 'counsel'],
  'duty.register': inside,
  'duty.export': ['owner', 'lead', 'auditor', 'counsel'],
  'playbook.read': everyone,
  'plan.read': everyone,
  'plan.acknowledge': everyone,
  'plan.visit': [guest],
  'plan.prepare': inside,
  'plan.propose': advising,
  'plan.edit': leading,
  'plan.approve': leading,
  'incident.read': [...inside, guest],
  'practice.read': inside,
  'playbook.edit': leading,
  'knowledge.import': owning,
  'incident.open': working,
  'incident.note': [...advising, guest],
  'incident.decide': advising,
  'incident.task': [...working, guest],
  'incident.system': working,
  'incident.detail': advising,
  'incident.grade': working,
  'incident.assign': working,
  'incident.run': working,
  'incident.brief': working,
  'incident.close': leading,
  'incident.export': ['owner', 'lead', 'auditor', 'counsel', guest],
  'report.manage': leading,
  'incident.restrict': ['owner', 'lead', 'counsel'],
  'incident.mark': advising,
  'incident.hold': ['owner', 'lead', 'counsel'],
  'incident.link': working,
  'incident.merge': leading,
  'incident.reopen': leading,
  'incident.review': inside,
  'guest.invite': ['owner', 'lead', 'counsel'],
  'lane.open': ['owner', 'lead', 'counsel'],
  'lane.use': [...inside, guest],
  'evidence.read': [...inside, guest],
  'evidence.add': [...advising, guest],
  'containment.sign': working,
  'containment.override': leading,
  'grading.read': everyone,
  'grading.manage': leading,
  'incident.investigate': [...advising, guest],
  'evidence.hand': advising,
  'evidence.keep': leading,
  'evidence.remove': owning,
  'ledger.anchor': leading,
  'inbox.own': [...everyone, guest],
  'channel.read': leading,
  'briefing.read': everyone,
  'recipient.read': inside,
  'statement.draft': advising,
  'statement.tick': ['owner', 'lead', 'counsel'],
  'statement.send': ['owner', 'lead', 'counsel'],
  'channel.manage': owning,
  'review.read': inside,
  'review.write': advising,
  'review.manage': leading,
  'review.release': ['owner', 'lead', 'counsel'],
  'review.voice': [...inside, guest],
  'review.learn': everyone,
  'improvement.read': inside,
  'improvement.propose': advising,
  'improvement.work': inside,
  'improvement.decide': leading,
  'business.decide': owning,
  'agreement.read': inside,
  'agreement.manage': owning,
  'client.work': working,
  'client.manage': leading,
  'connection.read': inside,
  'connection.manage': owning,
  'connection.ask': working,
  'connection.act': leading,
} as const satisfies Record<string, readonly MemberRole[]>

export type Permission = keyof typeof permissions

/**
 * What may stand where a permission stands: `public` needs nobody to be signed in (a capability link decides),
 * `signed_in` needs a person with both factors passed, before a tenant is chosen.
 */
export type Gate = Permission | 'public' | 'signed_in'

/** Permissions that an API key can be given; account matters and role changes stay with people. */
export const keyScopes = [
  'tenant.read',
  'member.read',
  'ledger.read',
  'anchor.read',
  'contact.read',
  'contact.manage',
  'power.read',
  'form.read',
  'form.review',
  'asset.read',
  'asset.manage',
  'vendor.read',
  'vendor.manage',
  'insurance.read',
  'copy.read',
  'copy.manage',
  'readiness.read',
  'house_rule.read',
  'article.read',
  'calendar.read',
  'trend.read',
  'risk.read',
  'control.read',
  'budget.read',
  'continuity.read',
  'continuity.invoke',
  'signal.read',
  'signal.triage',
  'source.read',
  'source.manage',
  'obligation.read',
  'playbook.read',
  'plan.read',
  'plan.prepare',
  'incident.read',
  'practice.read',
  'incident.open',
  'incident.note',
  'incident.decide',
  'incident.task',
  'incident.system',
  'incident.detail',
  'incident.grade',
  'incident.assign',
  'incident.run',
  'incident.brief',
  'incident.close',
  'incident.export',
  'grading.read',
  'incident.investigate',
  'evidence.read',
  'evidence.add',
  'improvement.read',
  'improvement.propose',
  'audit.read',
] as const satisfies readonly Permission[]
export type KeyScope = (typeof keyScopes)[number]

interface ActorBase {
  /** How the ledger names this actor, e.g. `u:<member id>`; committed, never in clear in a leaf. */
  readonly ref: string
  /** How a person would name this actor. */
  readonly name: string
}

/** Who is asking. Every actor but `nobody` belongs to exactly one tenant. */
export type Actor =
  | (ActorBase & {
      readonly kind: 'member'
      readonly tenantId: string
      readonly memberId: string
      readonly userId: string
      readonly role: MemberRole
      readonly sessionId: string
    })
  | (ActorBase & {
      readonly kind: 'key'
      readonly tenantId: string
      readonly keyId: string
      readonly scopes: readonly string[]
    })
  | (ActorBase & { readonly kind: 'system'; readonly tenantId: string })
  | (ActorBase & { readonly kind: 'visitor'; readonly tenantId: string })
  | (ActorBase & {
      readonly kind: 'user'
      readonly userId: string
      readonly email: string
      readonly sessionId: string
    })
  | (ActorBase & { readonly kind: 'nobody' })

export const nobody: Actor = { kind: 'nobody', ref: 'nobody', name: 'Nobody' }

/** Whether a member of this role holds this permission. */
export function roleMay(role: MemberRole, permission: Permission): boolean {
  return (permissions[permission] as readonly MemberRole[]).includes(role) // widened: the row is a literal tuple
}

/** Whether this actor holds this permission. The system (jobs, command line on the host) holds all. */
export function may(actor: Actor, gate: Gate): boolean {
  if (gate === 'public') return true
  if (gate === 'signed_in') return actor.kind === 'user' || actor.kind === 'member'
  switch (actor.kind) {
    case 'member':
      return roleMay(actor.role, gate)
    case 'key':
      return (keyScopes as readonly string[]).includes(gate) && actor.scopes.includes(gate) // widened, likewise
    case 'system':
      return true
    case 'user':
    case 'visitor':
    case 'nobody':
      return false
  }
}
