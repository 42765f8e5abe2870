import type * as z from 'zod'
import { minorUnits } from '../../../../base/money.ts'
import { refuse } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/profile.ts'
import { sayProfile } from '../public.ts'
import { findProfile, hourRateIn, type ProfileRecord } from '../store/profile.ts'

export const read = action(contract.readProfile, async (context) => shown(await findProfile(context)))

export const change = action(contract.changeProfile, async (context, said) => {
  const { hourRate } = said
  if (hourRate && minorUnits(hourRate.amount, hourRate.currency) === undefined) {
    const message = `is no amount above zero in ${hourRate.currency}; check the currency and the cents`
    refuse('invalid', `What an hour costs ${message}.`, { faults: [{ path: 'hourRate.amount', message }] })
  }
  await sayProfile(context, said)
  return shown(await findProfile(context))
})

function shown(record: Omit<ProfileRecord, 'tenantId'> | undefined): z.input<typeof contract.ShownProfile> {
  if (record === undefined) return { profile: null, hourRate: null, changedAt: null, changedBy: null }
  const { platforms, traits, changedAt, changedBy } = record
  return {
    profile: { platforms, traits },
    hourRate: hourRateIn(record),
    changedAt: changedAt.toISOString(),
    changedBy,
  }
}
