import { action } from '../../../platform/action.ts'
import { callTreeStanding } from '../../register/contacts/public.ts'
import { powersStanding } from '../../register/powers/public.ts'
import { countFunctions } from '../../register/assets/public.ts'
import { insuranceStanding } from '../../register/insurance/public.ts'
import { listLeaders, todayOf } from '../../register/people/public/people.ts'
import { vendorStanding } from '../../register/vendors/public.ts'
import { backupStanding } from '../backups/public.ts'
import * as contract from './contract.ts'
import { failuresOf, proofsOf } from './rules.ts'

/** Each room says how it stands; the rules make sentences of it. */
export const read = action(contract.readReadiness, async (context) => {
  const leaders = await listLeaders(context)
  const powers = await powersStanding(context)
  const known = {
    today: await todayOf(context),
    functions: await countFunctions(context),
    leaders: leaders.map(({ id, name, phone, nightPhone }) => ({
      id,
      name,
      isReachable: phone !== '' || nightPhone !== '',
    })),
    warnings: powers.isBegun ? powers.warnings : [],
    tree: await callTreeStanding(context),
    ...(await backupStanding(context)),
    ...(await vendorStanding(context)),
    ...(await insuranceStanding(context)),
  }
  return { failures: failuresOf(known), proofs: proofsOf(known) }
})
