import { refuseRows } from '../../../../base/csv-rows.ts'
import type { Fault } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { listActiveMembers } from './people.ts'

/**
 * The people whom the rows of a list name by e-mail address or full name, in the order of the rows; null for nobody.
 * A name that two people share is no name.
 * @throws Refusal `invalid` with each row that names nobody, or several
 */
export async function ownersNamed(
  context: Pick<Context, 'tx'>,
  rows: readonly { readonly owner: string }[],
): Promise<(string | null)[]> {
  const people = await listActiveMembers(context)
  const faults: Fault[] = []
  const found = rows.map(({ owner }, index) => {
    if (owner === '') return null
    const word = owner.toLowerCase()
    const fitting = people.filter(({ email, name }) => email === word || name.toLowerCase() === word)
    if (fitting.length === 1) return fitting[0]?.id ?? null
    const message =
      fitting.length === 0
        ? `Nobody active here is called "${owner.slice(0, 100)}". Use an e-mail address from the list of people.`
        : `Several people are called "${owner.slice(0, 100)}". Use the e-mail address.`
    faults.push({ path: `row ${index + 2}, owner`, message })
    return null
  })
  return faults.length > 0 ? refuseRows(faults) : found
}
