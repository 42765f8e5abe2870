import { dayIn } from '../../../../base/calendar-day.ts'
import type { Context } from '../../../../platform/action.ts'
import { hasCallTree } from '../../../register/contacts/public.ts'
import { firstHourContacts } from '../../../register/insurance/public.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { powersStanding } from '../../../register/powers/public.ts'
import { isContactStale, supplierReach } from '../../../register/vendors/public.ts'
import type { PlanMaterial, PlanPerson, PlanPowers, PlanSupplier } from '../rules/material.ts'

type OfRegister = Pick<PlanMaterial, 'powers' | 'suppliers' | 'cover' | 'hasCallTree'>

/** What the plan takes from the registers as it stands there; nothing of it is kept here. */
export async function gatherRegister(context: Context): Promise<OfRegister> {
  return {
    powers: await powersStanding(context),
    suppliers: await suppliersOf(context),
    cover: await firstHourContacts(context),
    hasCallTree: await hasCallTree(context),
  }
}

/** Those who hold or share a decision and have no account here: the plan names them, and their house changes them. */
export function outsiders({ rights }: PlanPowers, isKnown: ReadonlySet<string>): PlanPerson[] {
  const holders = rights.flatMap(({ holder, deputy }) => [holder, deputy])
  const outside = holders.flatMap((one) =>
    one === null || !one.isHere || isKnown.has(one.id) ? [] : [[one.id, one.name] as const],
  )
  return [...new Map(outside)].map(([id, name]) => ({
    ...{ id, name, role: '', phone: '', nightPhone: '' },
    isActive: true,
    isOutside: true,
  }))
}

async function suppliersOf(context: Context): Promise<PlanSupplier[]> {
  const { timeZone } = await organisationFor(context)
  return (await supplierReach(context)).map(({ id, name, does, isReliedOn, contacts }) => ({
    ...{ id, name, does, isReliedOn },
    contacts: contacts.map(({ name: contact, phone, nightPhone, confirmedAt, confirmedHow }) => ({
      ...{ name: contact, phone, nightPhone, confirmedHow },
      confirmedOn: confirmedAt === null ? null : dayIn(confirmedAt, timeZone),
      isStale: isContactStale(confirmedAt, context.now),
    })),
  }))
}
