import type { Context } from '../../../platform/action.ts'
import { todayOf } from '../people/public/people.ts'
import { attestationState, daysLeft, isInForce } from './rules.ts'
import { attestationsOf, listPolicyRows, listRetainerRows } from './store.ts'

/** What the list of what would fail today must know of insurance. */
export interface InsuranceStanding {
  readonly policies: readonly {
    readonly id: string
    readonly name: string
    readonly isInForce: boolean
    readonly endsOn: string | null
    readonly daysLeft: number | null
    readonly hasHotline: boolean
    readonly attestations: readonly {
      readonly statement: string
      readonly state: 'proved' | 'lapsed' | 'unproved'
      readonly proof: {
        readonly checkedOn: string
        readonly validUntil: string
        readonly words: string
      } | null
    }[]
  }[]
  readonly retainers: readonly {
    readonly name: string
    readonly endsOn: string | null
    readonly daysLeft: number | null
    readonly panel: 'yes' | 'no' | 'unknown'
  }[]
}

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
