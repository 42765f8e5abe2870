/** What a rule needs beside itself: lists of the organisation, and rules that stand beside it. */

export interface Needing {
  readonly id: string
  readonly sigmaId: string
  readonly level: string
  /** How correlations call it. */
  readonly name: string
  readonly whyNot: string
  readonly lists: readonly string[]
  readonly parts: readonly string[]
}

/** The rule that a correlation means by a name or an id; of two with one name, the one that runs. */
export function partNamed<Rule extends Needing>(wanted: string, rules: readonly Rule[]): Rule | undefined {
  const meant = rules.filter(
    ({ sigmaId, name, parts }) =>
      parts.length === 0 && (sigmaId === wanted || (name !== '' && name === wanted)),
  )
  return meant.find(({ whyNot }) => whyNot === '') ?? meant[0]
}

/**
 * Why a rule raises no alerts now, in a sentence; empty for one that does.
 * @param filled names of lists that hold something
 */
export function whyNotOn(rule: Needing, rules: readonly Needing[], filled: ReadonlySet<string>): string {
  // The specification: "no case or alerting should be triggered by such rules". A correlation may still look at one.
  if (rule.level === 'informational' && rule.whyNot === '')
    return 'Its level is informational: it is not meant to raise alerts.'
  return whyNotNow(rule, rules, filled)
}

function whyNotNow(rule: Needing, rules: readonly Needing[], filled: ReadonlySet<string>): string {
  if (rule.whyNot !== '') return rule.whyNot
  const empty = rule.lists.find((name) => !filled.has(name))
  if (empty !== undefined) return `It asks for the list "${empty}", which is empty: fill it below.`
  for (const wanted of rule.parts) {
    const part = partNamed(wanted, rules)
    if (part === undefined) return `It looks at the rule "${wanted}", which is not here: add it first.`
    const why = whyNotNow(part, [], filled)
    if (why !== '') return `It looks at the rule "${wanted}", which does not run. ${why}`
  }
  return ''
}

/** Lists that are filled from the register as long as nobody keeps one of that name. */
export const ownLists = ['admins', 'own_domains', 'people', 'servers', 'workstations'] as const
export type OwnLists = Readonly<Record<(typeof ownLists)[number], readonly string[]>>

/** What rules of collections call the same. */
const alsoCalled: Readonly<Record<string, keyof OwnLists>> = {
  administrators: 'admins',
  admin_users: 'admins',
  users: 'people',
  domains: 'own_domains',
  internal_domains: 'own_domains',
}

/** Lists by name: those of the register under every name they are known by, and the organisation's own before them. */
export function allLists(
  own: OwnLists,
  kept: readonly { readonly name: string; readonly entries: readonly string[] }[],
): ReadonlyMap<string, readonly string[]> {
  return new Map<string, readonly string[]>([
    ...ownLists.map((name) => [name, own[name]] as const),
    ...Object.entries(alsoCalled).map(([name, meant]) => [name, own[meant]] as const),
    ...kept.map(({ name, entries }) => [name, entries] as const),
  ])
}

export function filledOf(lists: ReadonlyMap<string, readonly string[]>): Set<string> {
  return new Set([...lists].flatMap(([name, entries]) => (entries.length > 0 ? [name] : [])))
}
