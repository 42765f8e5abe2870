/** What the registers lack for the plan: who decides, mandates, the call tree, suppliers. */
import type { Gap } from '../contract/plan.ts'
import type { PlanMaterial, PlanPowers, PlanSupplier } from './material.ts'

export type RegisterGap = Pick<Gap, 'kind' | 'path'> & Partial<Pick<Gap, 'about' | 'name' | 'day' | 'count'>>

export function registerGaps({ powers, suppliers, hasCallTree }: PlanMaterial): RegisterGap[] {
  return [
    ...ofPowers(powers),
    ...(hasCallTree ? [] : [{ kind: 'no_call_tree', path: '/call-tree' } as const]),
    ...ofSuppliers(suppliers.filter(({ isReliedOn }) => isReliedOn)),
  ]
}

/** What keeps somebody from deciding, and what the plan has to name; leave and nights change daily and stand elsewhere. */
const told: Readonly<Partial<Record<PlanPowers['warnings'][number]['kind'], Gap['kind']>>> = {
  right_nobody: 'right_open',
  right_quorum: 'right_quorum',
  role_nobody: 'role_nobody',
  role_left: 'role_left',
  role_no_deputy: 'role_no_deputy',
  mandate_expired: 'mandate_expired',
  mandate_unsigned: 'mandate_unsigned',
  mandate_missing: 'mandate_missing',
}

function ofPowers({ warnings, isBegun }: PlanPowers): RegisterGap[] {
  const path = '/powers'
  if (!isBegun) return [{ kind: 'powers_open', path }]
  return warnings.flatMap(({ kind, about, name, day }) => {
    const known = told[kind]
    return known === undefined ? [] : [{ kind: known, path, about, name, day }]
  })
}

/** One sentence for each thing that suppliers lack, however many lack it: the first two are named. */
function ofSuppliers(suppliers: readonly PlanSupplier[]): RegisterGap[] {
  const reached = suppliers.filter((one) => one.contacts.some(hasNumber))
  return [
    ...gathered(
      'supplier_no_number',
      suppliers.filter((one) => !reached.includes(one)),
    ),
    ...gathered(
      'supplier_no_night',
      reached.filter(({ contacts }) => contacts.every(({ nightPhone }) => nightPhone === '')),
    ),
    ...gathered(
      'supplier_untried',
      reached.filter(({ contacts }) => contacts.every(({ isStale }) => isStale)),
    ),
  ]
}

function hasNumber({ phone, nightPhone }: PlanSupplier['contacts'][number]): boolean {
  return phone !== '' || nightPhone !== ''
}

function gathered(kind: Gap['kind'], suppliers: readonly PlanSupplier[]): RegisterGap[] {
  const [first] = suppliers
  if (first === undefined) return []
  const name = suppliers
    .slice(0, 2)
    .map((one) => one.name)
    .join(', ')
  const path = suppliers.length === 1 ? `/vendors/${first.id}` : '/vendors'
  return [{ kind, path, name, count: Math.max(0, suppliers.length - 2) }]
}
