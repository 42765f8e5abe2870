import type * as z from 'zod'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/profile.ts'
import { findProfile, keepProfile, type ProfileRecord } from '../store/profile.ts'

export const read = action(contract.readProfile, async (context) => shown(await findProfile(context)))

export const change = action(contract.changeProfile, async (context, { platforms, traits }) => {
  const record = {
    platforms: contract.platforms.filter((platform) => platforms.includes(platform)),
    traits,
    changedAt: context.now,
    changedBy: context.actor.name,
  }
  await keepProfile(context, record)
  context.record({
    stream: 'audit',
    kind: 'profile.change',
    fields: { platforms: record.platforms.join(' '), traits: answers(traits) },
  })
  return shown(record)
})

function shown(record: Omit<ProfileRecord, 'tenantId'> | undefined): z.input<typeof contract.ShownProfile> {
  if (record === undefined) return { profile: null, changedAt: null, changedBy: null }
  const { platforms, traits, changedAt, changedBy } = record
  return { profile: { platforms, traits }, changedAt: changedAt.toISOString(), changedBy }
}

function answers(traits: contract.Profile['traits']): string {
  return Object.entries(traits)
    .map(([trait, answer]) => `${trait}=${answer}`)
    .join(' ')
}
