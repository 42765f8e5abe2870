/** The call tree as a part of a copy in the hand: a table for each who calls, with numbers for day and night. */
import type { CallNode } from '../../../register/contacts/contract/call-tree.ts'
import type { Block } from '../../../../base/document-blocks.ts'
import type { PlanSection } from '../contract/document.ts'
import { tableOf } from './compose-parts.ts'
import { dayWords } from './words/day-words.ts'
import { planWords } from './words/plan-words.ts'
import { registerWords } from './words/register-words.ts'
import type { PlanLanguage } from './words/words.ts'

/**
 * None while nobody stands in the tree. A version of the plan holds no numbers of the tree: who may see which is
 * judged when a copy is made.
 * @param people in the order of calling
 * @param day of the tree, on the organisation's calendar; absent where the copy says itself when it was made
 */
export function callTreeSection(
  people: readonly CallNode[],
  { day, language }: { readonly day?: string; readonly language: PlanLanguage },
): PlanSection[] {
  if (people.length === 0) return []
  const w = registerWords
  const nameOf = new Map(people.map(({ contactId, name }) => [contactId, name]))
  const callers = [null, ...people.map(({ contactId }) => contactId)]
  const cards = callers.flatMap((caller): Block[] => {
    const called = people.filter(({ calledBy }) => calledBy === caller)
    if (called.length === 0) return []
    const name = caller === null ? undefined : nameOf.get(caller)
    const head = [planWords.who, planWords.byDay, planWords.atNight, planWords.note]
    return [
      {
        kind: 'heading',
        text: name === undefined ? w.whoever[language] : w.calls[language].replace('{name}', () => name),
      },
      tableOf(
        head,
        called.map((one) => rowOf(one, language)),
        language,
      ),
    ]
  })
  const asOf = day === undefined ? '' : ` ${w.madeOn[language].replace('{day}', dayWords(day, language))}`
  return [
    {
      ...{ key: 'call_tree', title: w.callTree[language], owner: '', reviewOn: '' },
      blocks: [{ kind: 'paragraph', text: w.callTreeLead[language] + asOf }, ...cards],
    },
  ]
}

/** Whoever is on leave today is not named: paper is read on another day. A number that works without our systems stands before one that may be down with them. */
function rowOf(
  { name, organisation, ways, deputyName, isUnreachable }: CallNode,
  language: PlanLanguage,
): string[] {
  const w = registerWords
  const numbers = ways
    .filter(({ kind }) => kind === 'mobile' || kind === 'phone')
    .toSorted((a, b) => Number(b.whenDown) - Number(a.whenDown))
  const night = numbers.find(({ atNight }) => atNight)
  const day = numbers.find((one) => one !== night) ?? night
  const others = ways.flatMap(({ kind, value }) => {
    if (kind === 'messenger') return [w.messenger[language].replace('{value}', () => value)]
    return kind === 'private_mail' ? [w.privateMail[language].replace('{value}', () => value)] : []
  })
  const note = [
    organisation,
    deputyName === '' ? '' : w.ifSilent[language].replace('{name}', () => deputyName),
    isUnreachable ? w.mute[language] : '',
    ...others,
  ]
  return [name, day?.value ?? '', night?.value ?? '', note.filter(Boolean).join('; ')]
}
