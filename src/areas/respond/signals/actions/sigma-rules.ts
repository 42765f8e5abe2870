import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/sigma.ts'
import { sha256 } from '../intake/intake.ts'
import { readSigmaFile } from '../intake/read-sigma.ts'
import {
  countSigma,
  getSigmaToChange,
  listSigmaOn,
  mostSigma,
  removeSigma,
  saveSigma,
  switchSigma,
  type SigmaRow,
} from '../store/sigma.ts'
import { changeWatch, getWatchToChange } from '../store/watch.ts'

export const add = action(contract.addSigmaRules, async (context, { text }) => {
  const { rules, faults } = readSigmaFile(text)
  refuseUnless(
    rules.length > 0,
    'invalid',
    `This is no Sigma rule. ${faults[0]?.reason ?? 'Paste the whole file, with its title and its detection.'}`,
  )
  await getWatchToChange(context)
  refuseUnless(
    (await countSigma(context)) + rules.length <= mostSigma,
    'conflict',
    `At most ${mostSigma} Sigma rules are kept here. Remove some that never fit first.`,
  )
  const items: contract.SigmaRule[] = []
  for (const rule of rules) {
    const kept = await saveSigma(context, { ...rule, id: context.newId(), by: context.actor.name })
    items.push(shownSigma(kept, undefined))
    context.record({
      stream: 'audit',
      kind: 'rule.add',
      fields: {
        rule: kept.id,
        title: kept.title,
        sigma: kept.sigmaId,
        sha256: sha256(Buffer.from(kept.text)).toString('hex'),
      },
    })
  }
  return { items, faults: [...faults] }
})

export const change = action(contract.changeSigmaRule, async (context, { id, to }) => {
  const watch = await getWatchToChange(context)
  const rule = await getSigmaToChange(context, id)
  if (to === 'removed') {
    await removeSigma(context, id)
    context.record({ stream: 'audit', kind: 'rule.remove', fields: { rule: id, title: rule.title } })
    return { to }
  }
  if (to === 'on' && rule.whyNot !== '') return refuse('conflict', `It does not run here. ${rule.whyNot}`)
  const isFirst = watch.rulesOn.length === 0 && (await listSigmaOn(context)).length === 0
  await switchSigma(context, id, to === 'on')
  // What came before anybody asked for it is not looked through.
  if (to === 'on' && isFirst) await changeWatch(context, { deliveryMark: context.newId() })
  context.record({ stream: 'audit', kind: 'rule.switch', fields: { rule: `sigma ${rule.title}`, to } })
  return { to }
})

export function shownSigma(row: SigmaRow, raisedAt: Date | undefined): contract.SigmaRule {
  const { id, title, about, author, level, severity, tags, techniques, logsource, whyNot, isOn, addedBy } =
    row
  return {
    ...{ id, title, about, author, level, severity, tags, techniques, logsource, whyNot, isOn, addedBy },
    addedAt: row.addedAt.toISOString(),
    lastRaisedAt: raisedAt?.toISOString() ?? null,
  }
}
