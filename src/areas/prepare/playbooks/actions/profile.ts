import type * as z from 'zod'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/profile.ts'
import { sayProfile } from '../public.ts'
import { findProfile, type ProfileRecord } from '../store/profile.ts'

export const read = action(contract.readProfile, async (context) => shown(await findProfile(context)))

export const change = action(contract.changeProfile, async (context, { platforms, traits }) => {
  await sayProfile(context, { platforms, traits })
  return shown(await findProfile(context))
})

function shown(record: Omit<ProfileRecord, 'tenantId'> | undefined): z.input<typeof contract.ShownProfile> {
  if (record === undefined) return { profile: null, changedAt: null, changedBy: null }
  const { platforms, traits, changedAt, changedBy } = record
  return { profile: { platforms, traits }, changedAt: changedAt.toISOString(), changedBy }
}
