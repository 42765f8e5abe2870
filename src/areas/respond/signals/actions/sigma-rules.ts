import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import * as contract from '../contract/sigma.ts'
import { sha256 } from '../intake/intake.ts'
import { listsFor } from '../intake/own-lists.ts'
import { readSigmaFile } from '../intake/read-sigma.ts'
import { regexEngine } from '../intake/regular-expressions.ts'
import { whyNotWith } from '../intake/why-not.ts'
import {
  countSigmaBeside,
  getSigmaToChange,
  hasSigmaOn,
  listSigma,
  mostSigma,
  removeSigma,
  saveSigma,
  switchSigma,
  type SigmaRow,
} from '../store/sigma.ts'
import { listSigmaLists, mostSigmaLists, saveSigmaList, type SigmaListRow } from '../store/sigma-lists.ts'
import { dropMatches } from '../store/sigma-matches.ts'
import { changeWatch, getWatchToChange } from '../store/watch.ts'

export const add = action(contract.addSigmaRules, async (context, { text }) => {
  const { rules, faults } = readSigmaFile(text, await regexEngine())
  refuseUnless(
    rules.length > 0,
    'invalid',
    `This is no Sigma rule. ${faults[0]?.reason ?? 'Paste the whole file, with its title and its detection.'}`,
  )
  await getWatchToChange(context)
  const ids = new Set(rules.map(({ sigmaId }) => sigmaId))
  refuseUnless(
    (await countSigmaBeside(context, [...ids])) + ids.size <= mostSigma,
    'conflict',
    `At most ${mostSigma} Sigma rules are kept here. Remove some that never fit first.`,
  )
  const saved: string[] = []
  for (const rule of rules) {
    const kept = await saveSigma(context, { ...rule, id: context.newId(), by: context.actor.name })
    // Of a correlation that was kept before, what its former text counted.
    await dropMatches(context, kept.id)
    saved.push(kept.id)
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
  const all = await listSigma(context)
  const whyNot = whyNotWith(all, await listsFor(context), await regexEngine())
  const items = saved.flatMap((id) => all.find((row) => row.id === id) ?? [])
  return {
    items: items.map((row) => shownSigma(row, { whyNot: whyNot(row) })),
    faults: [...faults],
  }
})

export const change = action(contract.changeSigmaRule, async (context, { id, to }) => {
  const watch = await getWatchToChange(context)
  const rule = await getSigmaToChange(context, id)
  if (to === 'removed') {
    await removeSigma(context, id)
    context.record({ stream: 'audit', kind: 'rule.remove', fields: { rule: id, title: rule.title } })
    return { to }
  }
  if (to === 'on') {
    const all = await listSigma(context)
    const why = whyNotWith(all, await listsFor(context), await regexEngine())(rule)
    refuseUnless(why === '', 'conflict', `It does not run here. ${why}`)
    // What came before anybody asked for it is not looked through.
    if (watch.rulesOn.length === 0 && !(await hasSigmaOn(context)))
      await changeWatch(context, { deliveryMark: context.newId() })
  } else await dropMatches(context, id)
  await switchSigma(context, id, to === 'on')
  context.record({ stream: 'audit', kind: 'rule.switch', fields: { rule: `sigma ${rule.title}`, to } })
  return { to }
})

export const keepList = action(contract.keepSigmaList, async (context, { name, entries }) => {
  await getWatchToChange(context)
  const others = (await listSigmaLists(context)).filter((list) => list.name !== name)
  if (others.length >= mostSigmaLists)
    return refuse(
      'conflict',
      `At most ${mostSigmaLists} lists are kept here. Empty one that no rule asks for first.`,
    )
  const kept = { name, entries: [...new Set(entries)] }
  await saveSigmaList(context, { ...kept, by: context.actor.name })
  context.record({
    stream: 'audit',
    kind: 'rule.list',
    fields: { list: name, entries: kept.entries.length, words: kept.entries.join('\n').slice(0, 2000) },
  })
  const lists = await listsFor(context)
  return shownList(name, lists, kept.entries.length > 0)
})

export function shownSigma(
  row: SigmaRow,
  now: { readonly whyNot: string; readonly raisedAt?: Date | undefined },
): contract.SigmaRule {
  const { id, title, about, author, level, severity, tags, techniques, logsource, isOn, addedBy } = row
  return {
    ...{ id, title, about, author, level, severity, tags, techniques, logsource, isOn, addedBy },
    parts: row.parts,
    lists: row.lists,
    whyNot: now.whyNot,
    addedAt: row.addedAt.toISOString(),
    lastRaisedAt: now.raisedAt?.toISOString() ?? null,
  }
}

/** Every list that a rule asks for or that somebody keeps. */
export function shownLists(
  rules: readonly SigmaRow[],
  lists: ReadonlyMap<string, readonly string[]>,
  kept: readonly SigmaListRow[],
): contract.SigmaList[] {
  const names = new Set([...rules.flatMap((rule) => rule.lists), ...kept.map(({ name }) => name)])
  return [...names].toSorted().map((name) =>
    shownList(
      name,
      lists,
      kept.some((list) => list.name === name),
    ),
  )
}

const shownEntries = 100

function shownList(
  name: string,
  lists: ReadonlyMap<string, readonly string[]>,
  isKept: boolean,
): contract.SigmaList {
  const entries = lists.get(name) ?? []
  const isOwn = !isKept && entries.length > 0
  return { name, entries: isOwn ? entries.slice(0, shownEntries) : [...entries], isOwn }
}
