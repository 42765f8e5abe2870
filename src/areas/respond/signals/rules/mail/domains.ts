/** Which part of a name somebody had to register, and whether one name is made to look like another. */

const secondLevels = new Set('co com ac gv or org net gov edu asso nom in ltd plc sch'.split(' '))

/** The part that somebody registered: `a.b.example.co.uk` is `example.co.uk`. A guess without the public suffix list. */
export function registeredPart(host: string): string {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.')
  const [second = '', last = ''] = labels.slice(-2)
  const isDeep = labels.length > 2 && last.length === 2 && secondLevels.has(second)
  return labels.slice(isDeep ? -3 : -2).join('.')
}

/** The domain of an address, in small letters; empty where there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0
    ? ''
    : address
        .slice(at + 1)
        .trim()
        .toLowerCase()
        .replace(/[>\])\s].*$/u, '')
}

const looksLike: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '5': 's',
  i: 'l',
  '|': 'l',
  ı: 'l',
  í: 'l',
  ì: 'l',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'l',
  ѕ: 's',
  ԁ: 'd',
  һ: 'h',
  ј: 'j',
  ո: 'n',
  ν: 'v',
  ο: 'o',
  α: 'a',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  κ: 'k',
  ɡ: 'g',
  ʀ: 'r',
}

/** What a hurried eye sees: letters that look alike are one, hyphens are nothing. */
export function skeleton(name: string): string {
  const plain = [...name.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '')]
    .map((letter) => looksLike[letter] ?? letter)
    .join('')
  return plain.replaceAll('-', '').replaceAll('rn', 'm').replaceAll('vv', 'w')
}

export type Likeness = 'same_look' | 'one_letter' | 'name_inside' | 'other_ending'

/**
 * How a foreign domain is made to look like one of ours; undefined for one that is ours, or is like none.
 * @param own registered parts, as `example.org`
 */
export function likenessOf(
  host: string,
  own: readonly string[],
): { readonly of: string; readonly how: Likeness } | undefined {
  const foreign = registeredPart(unicodeOf(host))
  if (own.includes(registeredPart(host))) return undefined
  for (const of of own) {
    const how = likeness(foreign, unicodeOf(host), of)
    if (how !== undefined) return { of, how }
  }
  return undefined
}

function likeness(foreign: string, host: string, own: string): Likeness | undefined {
  const [name, ownName] = [nameIn(foreign), nameIn(own)]
  if (ownName.length < 4) return undefined
  if (name === ownName) return 'other_ending'
  if (skeleton(name) === skeleton(ownName)) return 'same_look'
  if (ownName.length >= 5 && isOneStepAway(name, ownName)) return 'one_letter'
  // Without the ending, which is nobody's name.
  const whole = host
    .toLowerCase()
    .replace(/\.[^.]*$/u, '')
    .replaceAll('-', '')
  if (
    ownName.length >= 6 &&
    (whole.includes(ownName.replaceAll('-', '')) || skeleton(whole).includes(skeleton(ownName)))
  )
    return 'name_inside'
  return undefined
}

function nameIn(registered: string): string {
  return registered.split('.', 1)[0] ?? ''
}

/** One letter more, less, other, or two in each other's place (Damerau). */
function isOneStepAway(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  const [a, b] = [one.slice(start), other.slice(start)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}

/** Labels written as `xn--…` in their own letters; what cannot be read stays. */
export function unicodeOf(host: string): string {
  return host
    .toLowerCase()
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (punycode(label.slice(4)) ?? label) : label))
    .join('.')
}

/** RFC 3492 section 6.2 */
function punycode(text: string): string | undefined {
  if (text.length > 63 || !/^[a-z0-9-]+$/.test(text)) return undefined
  const split = text.lastIndexOf('-')
  const output = [...(split > 0 ? text.slice(0, split) : '')]
  const rest = split > 0 ? text.slice(split + 1) : text
  let [code, bias, index, at] = [128, 72, 0, 0]
  while (at < rest.length) {
    const before = index
    let weight = 1
    for (let k = 36; ; k += 36) {
      const sign = rest.charCodeAt(at)
      at += 1
      if (Number.isNaN(sign)) return undefined
      const digit = sign >= 97 ? sign - 97 : sign - 22
      index += digit * weight
      const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
      if (digit < threshold) break
      weight *= 36 - threshold
      if (weight > 2 ** 40) return undefined
    }
    const length = output.length + 1
    bias = adapted(index - before, length, before === 0)
    code += Math.floor(index / length)
    if (code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff)) return undefined
    index %= length
    output.splice(index, 0, String.fromCodePoint(code))
    index += 1
  }
  return output.join('')
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let left = isFirst ? Math.floor(delta / 700) : delta >> 1
  left += Math.floor(left / length)
  let k = 0
  for (; left > 455; k += 36) left = Math.floor(left / 35)
  return k + Math.floor((36 * left) / (left + 38))
}
