import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, linkAction } from '../../../../platform/action.ts'
import { hashOfToken, newLinkToken } from '../../../../platform/link-token.ts'
import { refuseFlood } from '../../../../platform/visits.ts'
import * as contract from '../contract/backups.ts'
import { findCopyByToken, tenantOfHeartbeat, updateCopy } from '../store.ts'
import { getLiving } from './manage-copies.ts'
import { backupOf } from './shapes.ts'

/** A new address ends the old one. */
export const link = action(contract.linkHeartbeat, async (context, { id }) => {
  const { name } = await getLiving(context, id)
  const { token, hash } = newLinkToken()
  const quiet = { beatAt: null, failedAt: null, lateToldAt: null }
  await updateCopy(context, id, { tokenHash: hash, linkedAt: context.now, ...quiet })
  context.record({ stream: 'audit', kind: 'copy.link', fields: { copy: id, name } })
  return { url: `${context.services.config.url}/api/v1/heartbeats/${token}` }
})

export const unlink = action(contract.unlinkHeartbeat, async (context, { id, reason }) => {
  const { name, linkedAt } = await getLiving(context, id)
  refuseUnless(linkedAt !== null, 'conflict', 'No script reports for this backup.')
  await updateCopy(context, id, { tokenHash: null, linkedAt: null, failedAt: null, lateToldAt: null })
  context.record({ stream: 'audit', kind: 'copy.unlink', fields: { copy: id, name, reason } })
  return backupOf(context, id)
})

/** Told once when it fails, and once when it runs again after it was late or failed. */
export const report = linkAction(
  contract.beat,
  async (door, { token }) => {
    // A house full of servers may report in the same minute; a script cannot flood.
    refuseFlood(door, { what: 'heartbeat', perMinute: 60 })
    const tenantId = await tenantOfHeartbeat(door.house.services.door, hashOfToken(token))
    if (tenantId === undefined) return undefined
    return { kind: 'visitor', tenantId, ref: 'heartbeat', name: 'A backup script' }
  },
  async (context, { token, result }) => {
    const row = await findCopyByToken(context, hashOfToken(token))
    if (row === undefined) refuse('not_found', 'This link is not valid any more. Ask for a new one.')
    const { id, name, ownerId: memberId, failedAt, lateToldAt } = row
    const told = { kind: 'copy.told', copyId: id, name, memberId } as const
    if (result === 'failed') {
      await updateCopy(context, id, { failedAt: failedAt ?? context.now })
      context.record({ stream: 'audit', kind: 'copy.fail', fields: { copy: id, name } })
      if (failedAt === null) await context.announce({ ...told, what: 'failed' })
      return { heard: true as const }
    }
    await updateCopy(context, id, { beatAt: context.now, failedAt: null, lateToldAt: null })
    context.record({ stream: 'audit', kind: 'copy.beat', fields: { copy: id, name } })
    if (failedAt !== null || lateToldAt !== null) await context.announce({ ...told, what: 'back' })
    return { heard: true as const }
  },
)
