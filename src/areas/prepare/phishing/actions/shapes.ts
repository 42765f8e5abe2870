import type { Context } from '../../../../platform/action.ts'
import type { MailServer } from '../../../../platform/mail/send.ts'
import { listWorkers } from '../../../register/people/public/people.ts'
import type { Setup } from '../contract/rehearsals.ts'
import type { Domain, Rehearsal, Result } from '../contract/words.ts'
import { mayReceive, recordNameOf, recordValueOf } from '../rules/domains.ts'
import type { RehearsalRecord } from '../store/rehearsals.ts'
import { groupOfMembers, listDomains, listGroups, listTemplates, type DomainRecord } from '../store/setup.ts'

/** What rooms that come later in the story know; `app` plugs it in. */
export interface PhishingPorts {
  /** The mail server that the organisation confirmed, with its password; undefined while mail is off. */
  readonly mailServer: (context: Context) => Promise<MailServer | undefined>
  /** Whether a real case of the two worst severities is open. */
  readonly isSerious: (context: Context) => Promise<boolean>
}

export async function setupOf(context: Context, { mailServer }: PhishingPorts): Promise<Setup> {
  const domains = await listDomains(context)
  const groupOf = [...(await groupOfMembers(context))]
  const people = await rehearsed(context)
  const here = new Set(people.map(({ id }) => id))
  const proved = provedOf(domains)
  const reachable = people.filter(({ email }) => mayReceive(email, proved)).length
  const mayManage = context.can('phishing.manage')
  return {
    domains: domains.map(shownDomain),
    groups: (await listGroups(context)).map(({ id, name }) => ({
      ...{ id, name },
      memberIds: groupOf.flatMap(([memberId, groupId]) =>
        groupId === id && here.has(memberId) ? [memberId] : [],
      ),
    })),
    people: mayManage ? people.map(({ id, name }) => ({ id, name })) : [],
    templates: (await listTemplates(context)).map(({ tenantId: _tenant, changedAt: _at, signs, ...own }) => ({
      ...own,
      signs: [...signs],
    })),
    isMailOn: (await mailServer(context)) !== undefined,
    ...{ reachable, elsewhere: people.length - reachable },
    can: { manage: mayManage },
  }
}

/** Who works here: no guests of one case, and nobody of a provider. */
export async function rehearsed(context: Pick<Context, 'tx'>) {
  return (await listWorkers(context)).filter(({ isCarer }) => !isCarer)
}

export function provedOf(domains: readonly DomainRecord[]): string[] {
  return domains.flatMap(({ domain, verifiedAt }) => (verifiedAt === null ? [] : [domain]))
}

export function shownDomain({ id, domain, code, verifiedAt, checkedAt }: DomainRecord): Domain {
  return {
    ...{ id, domain },
    isVerified: verifiedAt !== null,
    recordName: recordNameOf(domain),
    recordValue: recordValueOf(code),
    checkedAt: checkedAt?.toISOString() ?? null,
  }
}

export function shownRehearsal(row: RehearsalRecord, total: Result | undefined): Rehearsal {
  const { id, name, state, difficulty, startsOn, endsOn, closesOn, council, plannedBy, pausedWhy } = row
  return {
    ...{ id, name, state, difficulty, startsOn, endsOn, closesOn, council, plannedBy, pausedWhy },
    templateName: row.template.name,
    language: row.template.language,
    groups: row.groupNames,
    plannedAt: row.plannedAt.toISOString(),
    decidedBy: row.decidedBy ?? '',
    endedAt: row.endedAt?.toISOString() ?? null,
    recipients: row.recipients,
    trouble: row.state === 'running' ? row.trouble : null,
    total: total ?? null,
  }
}
