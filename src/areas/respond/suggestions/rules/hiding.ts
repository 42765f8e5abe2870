/** Who somebody is stays in the house: names, mailboxes and telephone numbers give way to signs, and come back in the answer. */

export interface Hiding {
  readonly hide: (text: string) => string
  /** Puts back what was hidden here; a sign that was never given stays as it is. */
  readonly show: (text: string) => string
  /** How many different ones were hidden so far. */
  readonly count: () => number
}

/** @param names of people and of whoever else the case knows by name; parts of a name count as well */
export function hiding(names: readonly string[]): Hiding {
  const signs = new Map<string, string>()
  const back = new Map<string, string>()
  const signFor = (kind: string, found: string) => {
    const known = signs.get(`${kind} ${found}`)
    if (known !== undefined) return known
    const sign = `[${kind} ${signs.size + 1}]`
    signs.set(`${kind} ${found}`, sign)
    back.set(sign, found)
    return sign
  }
  const pattern = patternOf(names)
  return {
    hide: (text) => {
      // The domain says where a mail came from, and names nobody.
      const bare = text
        .replaceAll(
          mailbox,
          (_whole, local: string, domain: string) => `${signFor('mailbox', local)}${domain}`,
        )
        .replaceAll(telephone, (found) => signFor('phone', found))
      return pattern === undefined ? bare : bare.replaceAll(pattern, (found) => signFor('name', found))
    },
    show: (text) => text.replaceAll(/\[(?:name|mailbox|phone) \d+\]/g, (sign) => back.get(sign) ?? sign),
    count: () => signs.size,
  }
}

const mailbox = /([\p{L}\p{N}._%+'-]+)((?:@|\[at\]|\(at\))[\p{L}\p{N}-]+(?:(?:\.|\[\.\])[\p{L}\p{N}-]+)+)/gu
/** Dots are left out, or an address of a network would be one. */
const telephone = /(?<![\p{L}\p{N}.:/+-])(?:\+\d|00|0)[\d /()-]{6,}\d/gu

/** The longest first, so that "Ann Berg" is found before "Ann". */
function patternOf(names: readonly string[]): RegExp | undefined {
  const parts = names.flatMap((name) => [name.trim(), ...name.split(/[\s,]+/)])
  const known = [...new Set(parts)].filter((part) => part.length >= 3 && /^\p{Lu}/u.test(part))
  if (known.length === 0) return undefined
  const words = known.toSorted((a, b) => b.length - a.length).map(escaped)
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
