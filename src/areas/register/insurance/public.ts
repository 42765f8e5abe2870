import type { SearchSource } from '../../../platform/database/find-rows.ts'
import type { DueDate } from '../../../base/due-date.ts'
import type { Context } from '../../../platform/action.ts'
import { todayOf } from '../people/public/people.ts'
import type { InsuranceStanding } from './contract/standing.ts'
import { attestationState, daysLeft, isInForce } from './rules.ts'
import {
  attestationsOf,
  coverNames,
  consentsOf,
  listPolicyRows,
  listRetainerRows,
  openTasks,
  type PolicyRecord,
  type RetainerRecord,
  heldCover,
  searchPolicies,
  searchRetainers,
} from './store.ts'

export { coverNames, heldCover }

export async function insuranceStanding(context: Pick<Context, 'tx' | 'now'>): Promise<InsuranceStanding> {
  const today = await todayOf(context)
  const policies = await listPolicyRows(context, { limit: 1000 })
  const retainers = await listRetainerRows(context, { limit: 1000 })
  const attested = await attestationsOf(
    context,
    policies.map(({ id }) => id),
  )
  return {
    policies: policies.map((row) => ({
      id: row.id,
      name: row.name,
      isInForce: isInForce(row, today),
      endsOn: row.endsOn,
      daysLeft: daysLeft(row.endsOn, today),
      hasHotline: row.hotline !== '',
      attestations: attested
        .filter(({ policyId }) => policyId === row.id)
        .map(({ statement, proof }) => ({ statement, proof, state: attestationState(proof, today) })),
    })),
    retainers: retainers.map(({ name, endsOn, panel }) => ({
      name,
      endsOn,
      panel,
      daysLeft: daysLeft(endsOn, today),
    })),
  }
}

/** What was said to an insurer and not withdrawn, with the policy that it belongs to. */
export interface Attested {
  readonly id: string
  readonly statement: string
  readonly policyId: string
  readonly policy: string
  readonly ownerId: string | null
  readonly isInForce: boolean
  readonly endsOn: string | null
  readonly daysLeft: number | null
}

export async function listAttested(context: Pick<Context, 'tx' | 'now'>): Promise<Attested[]> {
  const today = await todayOf(context)
  const policies = new Map((await listPolicyRows(context, { limit: 1000 })).map((row) => [row.id, row]))
  return (await attestationsOf(context, [...policies.keys()])).flatMap(({ id, statement, policyId }) => {
    const row = policies.get(policyId)
    if (row === undefined) return []
    const { name: policy, ownerId, endsOn } = row
    const left = { isInForce: isInForce(row, today), daysLeft: daysLeft(endsOn, today) }
    return [{ id, statement, policyId, policy, ownerId, endsOn, ...left }]
  })
}

/** Whom to call in the first hour: policies and firms on call in force today. */
export interface FirstHourContacts {
  readonly policies: readonly Pick<
    PolicyRecord,
    'name' | 'insurer' | 'number' | 'hotline' | 'noticeHours' | 'consentWords' | 'panel'
  >[]
  readonly retainers: readonly Pick<
    RetainerRecord,
    'name' | 'phone' | 'nightPhone' | 'email' | 'answerHours' | 'authority'
  >[]
}

export async function firstHourContacts(context: Pick<Context, 'tx' | 'now'>): Promise<FirstHourContacts> {
  const today = await todayOf(context)
  const policies = await listPolicyRows(context, { limit: 200 })
  const retainers = await listRetainerRows(context, { limit: 200 })
  return {
    policies: policies.filter((row) => isInForce(row, today)),
    retainers: retainers.filter((row) => isInForce(row, today)),
  }
}

/** Who stands ready by contract, for whoever lists everybody that can be called. */
export interface ContractedReach {
  readonly retainers: readonly {
    readonly id: string
    readonly name: string
    readonly phone: string
    readonly nightPhone: string
    readonly email: string
  }[]
  /** Policies in force with a hotline. */
  readonly insurers: readonly {
    readonly id: string
    readonly insurer: string
    readonly number: string
    readonly hotline: string
    readonly reportTo: string
  }[]
}

export async function contractedReach(context: Pick<Context, 'tx' | 'now'>): Promise<ContractedReach> {
  const today = await todayOf(context)
  const policies = await listPolicyRows(context, { limit: 1000 })
  return {
    retainers: await listRetainerRows(context, { limit: 1000 }),
    insurers: policies.filter((row) => isInForce(row, today) && row.hotline + row.reportTo !== ''),
  }
}

/** What a case must know of cover that is in force today: whom to tell, when to ask first, what was agreed to. */
export interface CoverInForce {
  readonly id: string
  readonly insurer: string
  readonly number: string
  readonly hotline: string
  readonly reportTo: string
  readonly noticeHours: number | null
  readonly consentAbove: number | null
  readonly consentWords: string
  readonly currency: string
  readonly panel: readonly string[]
  readonly consents: readonly {
    readonly id: string
    readonly what: string
    readonly givenBy: string
    readonly reference: string
    readonly givenAt: Date
  }[]
}

export async function coverInForce(context: Pick<Context, 'tx' | 'now'>): Promise<CoverInForce[]> {
  const today = await todayOf(context)
  const rows = (await listPolicyRows(context, { limit: 200 })).filter((row) => isInForce(row, today))
  const cover: CoverInForce[] = []
  for (const row of rows) {
    const {
      id,
      insurer,
      number,
      hotline,
      reportTo,
      noticeHours,
      consentAbove,
      consentWords,
      currency,
      panel,
    } = row
    const consents = await consentsOf(context, id)
    cover.push({
      ...{ id, insurer, number, hotline, reportTo, noticeHours, consentAbove, consentWords, currency, panel },
      consents: consents.map(({ id: consent, what, givenBy, reference, givenAt }) => ({
        ...{ id: consent, what, givenBy, reference, givenAt },
      })),
    })
  }
  return cover
}

/** Days on which insurance asks for somebody: what ends, and what was attested and is to be proved anew. */
export async function insuranceDates(context: Pick<Context, 'tx' | 'now'>): Promise<DueDate[]> {
  const policies = await listPolicyRows(context, { limit: 1000 })
  const attested = await attestationsOf(
    context,
    policies.map(({ id }) => id),
  )
  const ends = policies.flatMap(({ id: key, name: title, endsOn: day, ownerId }): DueDate[] =>
    day === null
      ? []
      : [{ kind: 'policy_end', key, title, day, ownerId, path: `/policies/${key}`, everyMonths: 12 }],
  )
  const today = await todayOf(context)
  const proofs = attested.map(({ id: key, policyId, statement: title, proof }): DueDate => {
    const ownerId = policies.find(({ id }) => id === policyId)?.ownerId ?? null
    const day = proof?.validUntil ?? today
    return { kind: 'attestation', key, title, day, ownerId, path: `/policies/${policyId}`, everyMonths: 12 }
  })
  return [...ends, ...proofs, ...(await retainerDates(context))]
}

/** The task takes the place of the day on which the agreement ends, once it was raised. */
async function retainerDates(context: Pick<Context, 'tx'>): Promise<DueDate[]> {
  const tasks = await openTasks(context)
  const path = '/retainers'
  return (await listRetainerRows(context, { limit: 1000 })).flatMap((row): DueDate[] => {
    const { name: title, ownerId, endsOn } = row
    const own = tasks.filter(({ retainerId }) => retainerId === row.id)
    const asked = own.map(({ id: key, cause, dueOn: day }): DueDate => {
      const kind = cause === 'ends' ? 'retainer_renewal' : 'retainer_panel'
      return { kind, key, title, day, ownerId, path }
    })
    const isAsked = own.some(({ cause, forDay }) => cause === 'ends' && forDay === endsOn)
    if (endsOn === null || isAsked) return asked
    const end = { key: row.id, title, day: endsOn, ownerId, path, everyMonths: 12 }
    return [...asked, { kind: 'retainer_end', ...end }]
  })
}

/** Whom to call of an insurer, of the policies in force; a policy without a number is absent. */
export async function insurerHotlines(
  context: Pick<Context, 'tx' | 'now'>,
): Promise<{ readonly insurer: string; readonly hotline: string; readonly policy: string }[]> {
  const today = await todayOf(context)
  return (await listPolicyRows(context, { limit: 1000 }))
    .filter((row) => row.hotline !== '' && isInForce(row, today))
    .map(({ insurer, hotline, name, number }) => ({
      insurer: insurer === '' ? name : insurer,
      hotline,
      policy: number,
    }))
}

export const policySearch: SearchSource = {
  kind: 'policy',
  permission: 'insurance.read',
  find: searchPolicies,
}

export const retainerSearch: SearchSource = {
  kind: 'retainer',
  permission: 'insurance.read',
  find: searchRetainers,
}
