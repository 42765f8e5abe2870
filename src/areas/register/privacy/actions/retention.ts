import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { countEnded, endSome } from '../../../../platform/erasure/end-of-keeping.ts'
import { keptKinds } from '../content/kept-kinds.ts'
import * as contract from '../contract.ts'
import { keptKindNames, type KeptKind, type KeptKindName } from '../contract.ts'
import type { PrivacyPorts } from '../public.ts'
import { dayMillisBefore, endedBefore, whyTooShort } from '../rules.ts'
import { findRule, holdRule, listGone, listRules, saveRule, saveRun, type RuleRecord } from '../store.ts'
import type { Program } from './erase.ts'

export function readRetentionWith(ports: PrivacyPorts) {
  return action(contract.readRetention, async (context, { limit, cursor }) => {
    const rules = new Map((await listRules(context)).map((rule) => [rule.kind, rule]))
    const kinds: KeptKind[] = []
    // One after the other: they share one transaction. Further pages have only what was blacked out.
    for (const kind of cursor === undefined ? keptKindNames : [])
      kinds.push(await shownKind(context, { kind, rule: rules.get(kind), ports }))
    const rows = await listGone(context, { limit: limit + 1, after: placeIn(cursor) })
    const shown = rows.slice(0, limit).map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
    const last = shown.at(-1)
    const next = rows.length > limit && last !== undefined ? encodeCursor([last.at, last.id]) : null
    return { items: shown, next, kinds, can: { manage: context.can('privacy.manage') } }
  })
}

export function changeRetentionWith(ports: PrivacyPorts) {
  return action(contract.changeRetention, async (context, { kind, agree, seen, ...given }) => {
    const message = whyTooShort(keptKinds[kind].leastDays, given.days)
    if (message !== undefined) refuse('invalid', message, { faults: [{ path: 'days', message }] })
    refuseUnless(
      !agree || (given.isOn && given.ending === 'ask'),
      'invalid',
      'There is nothing to agree to: only a kind that is switched on and asks first waits for a word.',
    )
    const before = await holdRule(context, kind)
    refuseUnless(
      seen === undefined || seen === (before?.changedAt.toISOString() ?? null),
      'conflict',
      'Somebody else changed this meanwhile. Look at it again, then change it.',
      { reason: 'changed_meanwhile' },
    )
    const isSame = before?.days === given.days && before.ending === given.ending && given.isOn
    const agreedAt = agree ? context.now : isSame ? before.agreedAt : null
    const rule = { ...given, kind, agreedAt, changedAt: context.now, changedBy: context.actor.name }
    await saveRule(context, rule)
    const fields = { kind, on: given.isOn ? 'yes' : 'no', days: given.days, ending: given.ending }
    const agreed = agree ? 'yes' : 'no'
    context.record({ stream: 'audit', kind: 'retention.change', fields: { ...fields, agreed } })
    return shownKind(context, { kind, rule, ports })
  })
}

/** What this night ends, batch by batch; what is cut off goes on with the next night. */
export async function keepRules(
  program: Program,
  { ports, newId }: { readonly ports: PrivacyPorts; readonly newId: () => string },
): Promise<void> {
  for (const kind of keptKindNames) {
    const id = newId()
    let rows = 0
    for (const part of keptKinds[kind].parts) {
      for (;;) {
        const done = await program.separately('Retention', async (context) => {
          const rule = await findRule(context, kind)
          const before = rule && endedBefore(rule, context.now)
          if (rule === undefined || before === undefined) return 0
          const because = { kind, days: String(rule.days), reason: `kept for ${rule.days} days` }
          const except = await sparedIn(context, ports)
          const ended = await endSome(context, part, { before, except, because })
          if (ended === 0) return 0
          await saveRun(context, { id, kind, at: context.now, days: rule.days, rows: rows + ended })
          const fields = { ...because, rows: ended }
          context.record({ stream: 'audit', kind: 'retention.apply', fields })
          return ended
        })
        if (done === 0) break
        rows += done
      }
    }
  }
}

async function shownKind(
  context: Context,
  {
    kind,
    rule,
    ports,
  }: { kind: KeptKindName; rule: Omit<RuleRecord, 'tenantId'> | undefined; ports: PrivacyPorts },
): Promise<KeptKind> {
  const { usualDays, leastDays, ending, parts } = keptKinds[kind]
  const days = rule?.days ?? usualDays
  const except = await sparedIn(context, ports)
  let ended = 0
  for (const part of parts)
    ended += await countEnded(context.tx.$client, part, {
      before: dayMillisBefore(context.now, days),
      except,
    })
  return {
    ...{ kind, days, leastDays, usualDays, ended, ending: rule?.ending ?? ending, isOn: rule?.isOn ?? false },
    agreedAt: rule?.agreedAt?.toISOString() ?? null,
    changedAt: rule?.changedAt.toISOString() ?? null,
    changedBy: rule?.changedBy ?? null,
  }
}

/** Nothing of a case ends that runs or is held. */
async function sparedIn(context: Context, ports: PrivacyPorts): Promise<string[]> {
  const { running, held } = await ports.casesToSpare(context)
  return [...running, ...held]
}

function placeIn(cursor: string | undefined): readonly [string, string] | undefined {
  if (cursor === undefined) return undefined
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const isPlace = typeof at === 'string' && typeof id === 'string' && !Number.isNaN(Date.parse(at))
  return isPlace && /^[0-9a-f-]{36}$/.test(id)
    ? [at, id]
    : refuse('invalid', 'Start the list again: this cursor is not one of ours.')
}
