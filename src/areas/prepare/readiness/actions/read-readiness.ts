import { action, type Action } from '../../../../platform/action.ts'
import { callTreeStanding } from '../../../register/contacts/public.ts'
import { powersStanding } from '../../../register/powers/public.ts'
import { countFunctions } from '../../../register/assets/public.ts'
import { insuranceStanding } from '../../../register/insurance/public.ts'
import { listLeaders, todayOf } from '../../../register/people/public/people.ts'
import { vendorStanding } from '../../../register/vendors/public.ts'
import { backupStanding } from '../../backups/public.ts'
import { controlTroubles, networkStanding, type DailyPorts } from '../../controls/public.ts'
import { houseRuleStanding } from '../../policies/public.ts'
import { riskStanding } from '../../risks/public.ts'
import { trainingStanding } from '../../training/public.ts'
import * as contract from '../contract.ts'
import type { MoreFailures, ReadinessPorts } from '../public.ts'
import { ofControls } from '../rules/controls.ts'
import { failuresOf, inOrder } from '../rules/failures.ts'
import { proofsOf } from '../rules/proofs.ts'
import { shownPages } from './share-pages.ts'

/** Each room says how it stands; the rules make sentences of it. */
export function readWith({
  more = [],
  ...rooms
}: ReadinessPorts & DailyPorts & { readonly more?: readonly MoreFailures[] }): Action<
  typeof contract.readReadiness
> {
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
      untested: await rooms.untestedStanding(context),
      tree: await callTreeStanding(context),
      ...(await backupStanding(context)),
      ...(await vendorStanding(context)),
      ...(await insuranceStanding(context)),
      ...(await riskStanding(context)),
      ...(await houseRuleStanding(context)),
      ...(await trainingStanding(context)),
      ...(await networkStanding(context, rooms)),
    }
    const mayShare = context.can('readiness.share')
    const others: contract.Failure[] = []
    // One after the other: they share one transaction.
    for (const room of more) others.push(...(await room(context)))
    return {
      failures: inOrder([
        ...failuresOf(known),
        ...ofControls(await controlTroubles(context, rooms)),
        ...others,
      ]),
      proofs: proofsOf(known),
      pages: mayShare ? await shownPages(context) : [],
      can: { share: mayShare },
    }
  })
}
