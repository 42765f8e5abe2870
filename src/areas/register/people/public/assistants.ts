import { asSystem, type House, type TenantActor } from '../../../../platform/action.ts'
import { getOrganisation } from '../store/organisation.ts'

/** Whether an owner of this organisation let assistants in. */
export async function areAssistantsLetIn(house: House, { tenantId }: TenantActor): Promise<boolean> {
  return asSystem(
    house,
    tenantId,
    'Assistants',
    async (context) => (await getOrganisation(context)).letsAssistantsIn,
  )
}
