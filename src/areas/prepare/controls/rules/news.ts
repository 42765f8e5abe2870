/** Which holes that attackers use are in something of the register, by the names that people gave it. */
import type { ControlKey } from '../contract/words.ts'

interface Hole {
  readonly cve: string
  readonly name: string
  readonly vendor: string
  readonly product: string
  readonly isRansomware: boolean
}

interface Thing {
  readonly name: string
  /** All that is said of it. */
  readonly words: string
}

/** Words that name no product by themselves: with these its maker must be named too. */
const common: ReadonlySet<string> = new Set([
  ...['multiple', 'products', 'product', 'server', 'servers', 'client', 'web', 'office', 'mobile', 'devices'],
  ...['device', 'router', 'routers', 'firewall', 'gateway', 'desktop', 'manager', 'management', 'platform'],
  ...[
    'kernel',
    'core',
    'engine',
    'framework',
    'software',
    'system',
    'security',
    'network',
    'cloud',
    'access',
  ],
  ...['remote', 'support', 'control', 'center', 'central', 'service', 'services', 'mail', 'email', 'files'],
  ...['backup', 'storage', 'phone', 'camera', 'cameras', 'printer', 'portal', 'suite', 'connect', 'express'],
])

/** Names of what each hole touches; a hole that touches nothing is absent. Each thing is gone through once. */
export function touchedBy(
  holes: readonly Hole[],
  things: readonly Thing[],
): Map<string, { readonly names: readonly string[]; readonly count: number }> {
  const byFirst = new Map<string, Wanted[]>()
  for (const wanted of holes.flatMap((hole) => wantedOf(hole))) {
    const [first = ''] = wanted.phrase
    byFirst.set(first, [...(byFirst.get(first) ?? []), wanted])
  }
  const found = new Map<string, { names: string[]; count: number }>()
  for (const { name, words } of things) {
    const tokens = tokensOf(`${name} ${words}`)
    const all = new Set(tokens)
    const hit = new Set<string>()
    for (const [at, token] of tokens.entries())
      for (const { cve, phrase, besides } of byFirst.get(token) ?? []) {
        const isHere = phrase.every((word, place) => tokens[at + place] === word)
        if (isHere && besides.every((word) => all.has(word))) hit.add(cve)
      }
    for (const cve of hit) {
      const known = found.get(cve) ?? { names: [], count: 0 }
      if (known.names.length < 10) known.names.push(name)
      found.set(cve, { ...known, count: known.count + 1 })
    }
  }
  return found
}

interface Wanted {
  readonly cve: string
  /** Words that must stand one after the other. */
  readonly phrase: readonly string[]
  /** Words that must stand anywhere. */
  readonly besides: readonly string[]
}

/** CISA names several products of one hole with commas and "and". */
function wantedOf({ cve, vendor, product }: Hole): Wanted[] {
  const maker = tokensOf(vendor)
  return product.split(/,| and | or |\/|\(|\)/).flatMap((part): Wanted[] => {
    const phrase = tokensOf(part)
    const [first] = phrase
    if (first === undefined) return []
    // "Multiple Products" is in whatever is named after its maker.
    if (phrase.every((word) => common.has(word)))
      return maker.length === 0 ? [] : [{ cve, phrase: maker, besides: first === 'multiple' ? [] : phrase }]
    const isOwnName = phrase.length > 1 || (first.length >= 5 && !common.has(first))
    return [{ cve, phrase, besides: isOwnName ? [] : maker }]
  })
}

function tokensOf(words: string): string[] {
  return words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** What is looked at again when such a hole is used. */
export function controlsAgainst({ name, product, isRansomware }: Hole): ControlKey[] {
  const words = `${name} ${product}`.toLowerCase()
  const has = (pattern: RegExp) => pattern.test(words)
  return [
    'updates',
    'holes_watched',
    ...(has(/wordpress|drupal|joomla|magento|plugin|php|web server|sql injection|cross-site/)
      ? (['website_updates', 'website_admin'] as const)
      : []),
    ...(has(/router|firewall|vpn|gateway|remote desktop|fortios|pan-os|adc/) ? (['firewall'] as const) : []),
    ...(has(/browser|chrom|firefox|edge|webkit|acrobat/) ? (['browser_safe'] as const) : []),
    ...(has(/default (password|credential)|hard-coded/) ? (['default_passwords'] as const) : []),
    ...(isRansomware ? (['copies_apart', 'restore_tested'] as const) : []),
  ]
}
