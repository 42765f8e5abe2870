import { action, type Action, type Context } from '../../../platform/action.ts'
import { callTreeStanding } from '../../register/contacts/public.ts'
import { powersStanding } from '../../register/powers/public.ts'
import { countFunctions } from '../../register/assets/public.ts'
import { insuranceStanding } from '../../register/insurance/public.ts'
import { listLeaders, todayOf } from '../../register/people/public/people.ts'
import { vendorStanding } from '../../register/vendors/public.ts'
import { backupStanding } from '../backups/public.ts'
import { houseRuleStanding } from '../policies/public.ts'
import { riskStanding } from '../risks/public.ts'
import * as contract from './contract.ts'
import { failuresOf, proofsOf, type Exercise, type Watched } from './rules.ts'

/** What a room of the day knows and this one asks; `app/areas.ts` fills it. */
export interface ReadinessPorts {
  /** The last incident that was rehearsed to its end; undefined where none was that whoever asks may see. */
  lastExercise(context: Context): Promise<Exercise | undefined>
  /** What no tool would tell of. */
  unwatchedStanding(context: Context): Promise<Watched>
}

/** Each room says how it stands; the rules make sentences of it. */
export function readWith(rooms: ReadinessPorts): Action<typeof contract.readReadiness> {
  return action(contract.readReadiness, async (context) => {
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
      mute: powers.isBegun ? powers.mute : [],
      exercise: await rooms.lastExercise(context),
      watched: await rooms.unwatchedStanding(context),
      tree: await callTreeStanding(context),
      ...(await backupStanding(context)),
      ...(await vendorStanding(context)),
      ...(await insuranceStanding(context)),
      ...(await riskStanding(context)),
      ...(await houseRuleStanding(context)),
    }
    return { failures: failuresOf(known), proofs: proofsOf(known) }
  })
}
