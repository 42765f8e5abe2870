import { encodeCursor, pageAfter } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember, namesOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/audits.ts'
import type { EvidencePorts } from './ports.ts'
import { drawn } from '../rules/standing.ts'
import * as store from '../store/controls.ts'
import { readStanding } from './standing.ts'

/** @param rooms what later rooms know, and make of a finding */
export function auditControlsWith(rooms: EvidencePorts) {
  const list = action(contract.listControlAudits, async (context, { limit, cursor }) => {
    const rows = await store.listAudits(context, { after: pageAfter(cursor), limit })
    const items = rows.slice(0, limit)
    return {
      items: await shown(context, items),
      next: rows.length > limit ? encodeCursor([items.at(-1)?.id ?? '']) : null,
    }
  })

  const start = action(contract.startControlAudit, async (context, { title, size, ownerId, dueOn }) => {
    if (ownerId !== null) await getMember(context, ownerId)
    const { today, controls } = await readStanding(context, rooms)
    if (dueOn < today)
      refuse('invalid', 'Write a day to come.', {
        faults: [{ path: 'dueOn', message: 'Write a day to come.' }],
      })
    const inUse = controls.filter(({ isInUse, state }) => isInUse && state !== 'not_applicable')
    refuseUnless(
      inUse.length > 0,
      'conflict',
      'Turn on a pack or a framework first: there is nothing to look at.',
    )
    const { now, actor } = context
    const id = context.newId()
    const keys = drawn(
      inUse.map(({ key }) => key),
      size,
      id,
    )
    const stateThen = new Map(controls.map(({ key, state }) => [key, state]))
    const open = { verdict: null, words: '', lookedAt: null, lookedBy: '', improvementId: null }
    const row = { id, title, dueOn, ownerId, startedAt: now, startedBy: actor.name, endedAt: null }
    await store.addAudit(
      context,
      row,
      keys.map((key, place) => ({
        ...open,
        auditId: id,
        key,
        place,
        stateThen: stateThen.get(key) ?? 'open',
      })),
    )
    const fields = { audit: id, title, dueOn, sample: keys.join('\n') }
    context.record({ stream: 'audit', kind: 'control_audit.start', fields })
    return one(context, id)
  })

  const look = action(contract.lookAtControl, async (context, { id, key, verdict, words, followUp }) => {
    const audit = await store.holdAudit(context, id)
    const items = await store.itemsOf(context, [id])
    const item = items.find((each) => each.key === key)
    if (item === undefined) refuse('not_found', 'This control is not in the sample.')
    refuseUnless(audit.endedAt === null, 'conflict', 'This audit has ended. What was found stands.')
    refuseUnless(
      followUp === null || (verdict === 'finding' && item.improvementId === null),
      'conflict',
      'Only a finding leads to an improvement, and to one.',
    )
    if (followUp !== null && followUp.ownerId !== null) await getMember(context, followUp.ownerId)
    const improvementId =
      followUp === null ? item.improvementId : await rooms.followUp(context, { key, why: words, ...followUp })
    const { now, actor } = context
    const looked = { verdict, words, improvementId, lookedAt: now, lookedBy: actor.name }
    await store.saveItem(context, { auditId: id, key, ...looked })
    if (items.every((each) => each.key === key || each.verdict !== null))
      await store.endAudit(context, id, now)
    const fields = { audit: id, control: key, verdict, words, improvement: improvementId ?? '' }
    context.record({ stream: 'audit', kind: 'control_audit.look', fields })
    return one(context, id)
  })
  return { list, start, look }
}

async function one(context: Context, id: string): Promise<contract.ControlAudit> {
  const [found] = await shown(context, [await store.holdAudit(context, id)])
  return found ?? refuse('not_found', 'There is no such audit here.')
}

async function shown(context: Context, rows: readonly store.AuditRecord[]): Promise<contract.ControlAudit[]> {
  const items = await store.itemsOf(
    context,
    rows.map(({ id }) => id),
  )
  const owners = await namesOf(
    context,
    rows.flatMap(({ ownerId }) => ownerId ?? []),
  )
  return rows.map(({ id, title, dueOn, ownerId, startedAt, startedBy, endedAt }) => ({
    ...{ id, title, dueOn, ownerId, startedBy },
    owner: owners.get(ownerId ?? '') ?? '',
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    items: items
      .filter(({ auditId }) => auditId === id)
      .map(({ key, stateThen, verdict, words, lookedAt, lookedBy, improvementId }) => ({
        ...{ key, stateThen, verdict, words, lookedBy, improvementId },
        lookedAt: lookedAt?.toISOString() ?? null,
      })),
  }))
}
