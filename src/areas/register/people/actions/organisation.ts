import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/people.ts'
import { getOrganisation, lockOrganisation, updateOrganisation } from '../store/organisation.ts'
import { organisationOf } from './shapes.ts'

export const readOrganisation = action(contract.readOrganisation, async (context) =>
  organisationOf(await getOrganisation(context)),
)

export const changeOrganisation = action(contract.changeOrganisation, async (context, asked) => {
  const before = await lockOrganisation(context)
  const { colour = before.colour, mark = before.mark, signInLook = before.signInLook, ...rest } = asked
  const wanted = { ...rest, colour, mark, signInLook }
  await updateOrganisation(context, context.tenantId, wanted)
  const changed = Object.entries(wanted).filter(
    ([field, value]) => before[field as keyof typeof wanted] !== value, // entries() loses the keys
  )
  context.record({ stream: 'audit', kind: 'tenant.change', fields: Object.fromEntries(changed) })
  return organisationOf({ ...before, ...wanted })
})
