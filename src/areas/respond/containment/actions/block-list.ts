import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, linkAction } from '../../../../platform/action.ts'
import { audienceOf } from '../../../../platform/database/circle.ts'
import { hashOfToken, newLinkToken } from '../../../../platform/link-token.ts'
import { refuseFlood } from '../../../../platform/visits.ts'
import { rehearsalsAmong } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/block-list.ts'
import { blockKinds } from '../contract/words.ts'
import {
  deleteBlockList,
  findBlockList,
  listInForce,
  replaceBlockList,
  tenantOfList,
} from '../store/block-list.ts'

export const makeList = action(contract.makeBlockList, async (context, { unreviewed }) => {
  const { token, hash } = newLinkToken()
  await replaceBlockList(context, {
    id: context.newId(),
    tokenHash: hash,
    unreviewed,
    madeAt: context.now,
    madeBy: context.actor.name,
  })
  context.record({
    stream: 'audit',
    kind: 'block.list',
    fields: { unreviewed: unreviewed ? 'yes' : 'no' },
  })
  const base = `${context.services.config.url}/api/v1/block-lists/${token}`
  return { urls: blockKinds.map((kind) => ({ kind, url: `${base}/${kind}` })) }
})

export const removeList = action(contract.removeBlockList, async (context) => {
  refuseUnless(await deleteBlockList(context), 'conflict', 'There is no address that could be closed.')
  context.record({ stream: 'audit', kind: 'block.unlist', fields: {} })
  return { removed: true as const }
})

/** What only named people may know of a case is not for a device that others look after, nor is what was rehearsed. */
export const readList = linkAction(
  contract.readBlockList,
  async (door, { token }) => {
    // A device asks each minute at the most, and a firm has several behind one address.
    refuseFlood(door, { what: 'block list', perMinute: 60 })
    const tenantId = await tenantOfList(door.house.services.door, hashOfToken(token))
    if (tenantId === undefined) return undefined
    return { kind: 'visitor', tenantId, ref: 'block list', name: 'A firewall or mail filter' }
  },
  async (context, { token, kind }) => {
    const list = await findBlockList(context)
    if (list === undefined || !list.tokenHash.equals(hashOfToken(token)))
      refuse('not_found', 'This address is not valid any more. Make a new one in Muster.')
    const blocks = await listInForce(context, { kind, unreviewed: list.unreviewed })
    const cases = [...new Set(blocks.map(({ incidentId }) => incidentId))]
    const audiences = await audienceOf(context.tx.$client, cases)
    const rehearsed = await rehearsalsAmong(context, cases)
    const isListed = (id: string) => audiences.get(id)?.isOpen === true && !rehearsed.has(id)
    const values = new Set(blocks.flatMap(({ value, incidentId }) => (isListed(incidentId) ? value : [])))
    const bytes = new TextEncoder().encode([...values].map((value) => `${value}\n`).join(''))
    return {
      name: `${kind}.txt`,
      mediaType: 'text/plain; charset=utf-8',
      size: bytes.length,
      open: async () => bytes,
    }
  },
)
