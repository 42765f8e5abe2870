import type { LastChange } from '../../../../base/last-change.ts'
import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { lastChangeOfArticle } from '../../../prepare/articles/public.ts'
import { lastChangeOfBackup } from '../../../prepare/backups/public.ts'
import { lastChangeOfControl } from '../../../prepare/controls/public.ts'
import { lastChangeOfSection } from '../../../prepare/plan/public.ts'
import { lastChangeOfPlaybook } from '../../../prepare/playbooks/public.ts'
import { lastChangeOfRule } from '../../../prepare/policies/public.ts'
import { lastChangeOfRisk } from '../../../prepare/risks/public.ts'
import { lastChangeOfAsset } from '../../../register/assets/public.ts'
import { lastChangeOfContact } from '../../../register/contacts/public.ts'
import { lastChangeOfContract } from '../../../register/vendors/public.ts'
import { lastChangeOfRoleCard } from '../../../respond/incidents/public/people-and-costs.ts'
import { Id } from '../../../../base/ids.ts'
import type { TargetKind } from '../contract/words.ts'

export interface NamedTarget {
  readonly kind: TargetKind
  readonly id: string
}

type Ask = (context: Context, id: string, since: Date) => Promise<LastChange | undefined>

/** Each room answers for its own. */
const rooms: Readonly<Record<TargetKind, Ask>> = {
  plan: lastChangeOfSection,
  playbook: lastChangeOfPlaybook,
  policy: byId(lastChangeOfRule),
  control: lastChangeOfControl,
  risk: byId(lastChangeOfRisk),
  contract: byId(lastChangeOfContract),
  contact: byId(lastChangeOfContact),
  role_card: lastChangeOfRoleCard,
  backup: byId(lastChangeOfBackup),
  article: byId(lastChangeOfArticle),
  asset: byId(lastChangeOfAsset),
}

/** What became of it since then; undefined where it is not here. */
export async function findTarget(
  context: Context,
  { kind, id }: NamedTarget,
  since: Date = context.now,
): Promise<LastChange | undefined> {
  return rooms[kind](context, id, since)
}

/** @throws Refusal `not_found`, alike for what never was and what belongs to another organisation */
export async function getTarget(context: Context, target: NamedTarget, since?: Date): Promise<LastChange> {
  const found = await findTarget(context, target, since)
  return (
    found ??
    refuse('not_found', 'What this improvement would change is not kept here. Choose it from the list.')
  )
}

/** What is no id names nothing in a room of ids; the database would call it a fault. */
function byId(ask: Ask): Ask {
  return async (context, id, since) => (Id.safeParse(id).success ? ask(context, id, since) : undefined)
}
