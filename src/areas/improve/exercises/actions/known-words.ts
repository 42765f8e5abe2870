import type { Context } from '../../../../platform/action.ts'
import { listEssentialAssets } from '../../../register/assets/public.ts'
import { contractedReach } from '../../../register/insurance/public.ts'
import { listLeaders, organisationFor, ownersOf } from '../../../register/people/public/people.ts'
import { powersStanding } from '../../../register/powers/public.ts'
import { supplierReach } from '../../../register/vendors/public.ts'
import { blanksOf, supplierFor, type Blanks } from '../rules/blanks.ts'
import type { ExerciseLanguage } from '../contract/words.ts'

/** What fills the blanks of a scenario here: names and numbers from the registers of this firm. */
export async function knownBlanks(context: Context, language: ExerciseLanguage): Promise<Blanks> {
  const { name: firm } = await organisationFor(context)
  const [owner] = await ownersOf(context)
  const leaders = await listLeaders(context)
  const { roles } = await powersStanding(context)
  const leading = roles.find(({ role }) => role === 'lead')
  const suppliers = await supplierReach(context)
  const { insurers } = await contractedReach(context)
  const assets = await listEssentialAssets(context)
  const itFirm = supplierFor(suppliers, 'it_provider')
  const phoneOf = (name: string) =>
    suppliers.find((one) => one.name === name)?.contacts.find(({ phone }) => phone !== '')?.phone ?? ''
  const reliedOn = suppliers.find(({ isReliedOn, name }) => isReliedOn && name !== itFirm)
  return blanksOf(
    {
      firm,
      owner: owner?.name ?? '',
      lead: leading?.holder?.name ?? leaders[0]?.name ?? '',
      deputy: leading?.deputy?.name ?? leaders[1]?.name ?? '',
      bank: supplierFor(suppliers, 'bank'),
      insurer: insurers[0]?.insurer ?? '',
      insurer_phone: insurers[0]?.hotline ?? '',
      it_provider: itFirm,
      it_phone: phoneOf(itFirm),
      supplier: reliedOn?.name ?? '',
      payroll: supplierFor(suppliers, 'payroll'),
      host: supplierFor(suppliers, 'host'),
      system: assets[0]?.name ?? '',
      second_system: assets[1]?.name ?? '',
      work: assets[0]?.functions[0] ?? '',
      domain: owner?.email.split('@')[1] ?? '',
    },
    language,
  )
}
