/** Who somebody is stays in the house: names, mailboxes and telephone numbers give way to signs, and come back in the answer. */

/** What stands for somebody; never in a text by itself, see {@link hiding}. */
export const signs = /\[(?:name|mailbox|phone) \d+\]/g

export interface Hiding {
  readonly hide: (text: string) => string
  /** Puts back what was hidden here; a sign that was never given stays as it is. */
  readonly show: (text: string) => string
  /** How many different ones were hidden so far. */
  readonly count: () => number
}

/** @param names of people and of whoever else the case knows by name; parts of a name count as well */
export function hiding(names: readonly string[]): Hiding {
  const given = new Map<string, string>()
  const back = new Map<string, string>()
  const signFor = (kind: string, found: string) => {
    const known = given.get(`${kind} ${found}`)
    if (known !== undefined) return known
    const sign = `[${kind} ${given.size + 1}]`
    given.set(`${kind} ${found}`, sign)
    back.set(sign, found)
    return sign
  }
  const pattern = patternOf(names)
  return {
    hide: (text) => {
      // The domain says where a mail came from, and names nobody.
      const bare = text
        .replaceAll(likeSigns, '($1 $2)')
        .replaceAll(
          mailbox,
          (_whole, local: string, domain: string) => `${signFor('mailbox', local)}${domain}`,
        )
        .replaceAll(telephone, (found) => signFor('phone', found))
      if (pattern === undefined) return bare
      return bare.replaceAll(
        pattern,
        (_whole, name: string, ending: string) => `${signFor('name', name)}${ending}`,
      )
    },
    show: (text) => text.replaceAll(signs, (sign) => back.get(sign) ?? sign),
    count: () => given.size,
  }
}

/** Written by a stranger, it would come back as a colleague: such ones get other brackets. */
const likeSigns = /\[\s*(name|mailbox|phone)\s*(\d+)\s*\]/giu
/** Whole from where it begins, and elsewhere as long as one may be: a long text without an @ is not read over and over. */
const mailbox =
  /((?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+|[\p{L}\p{N}._%+'-]{1,64})((?:@|\[at\]|\(at\))[\p{L}\p{N}-]+(?:(?:\.|\[\.\])[\p{L}\p{N}-]+)+)/gu
/** Dots are left out, or an address of a network would be one. */
const telephone = /(?<![\p{L}\p{N}.:/+-])(?:\+\d|00|0)[\d /()-]{6,}\d/gu

/** The longest first, so that "Ann Berg" is found before "Ann"; what is hers ("Anns", "Ann's") names her as well. */
function patternOf(names: readonly string[]): RegExp | undefined {
  const parts = names.flatMap((name) => [name.trim(), ...name.split(/[\s,]+/)])
  const known = [...new Set(parts)].filter((part) => part.length >= 3 && /^\p{Lu}/u.test(part))
  if (known.length === 0) return undefined
  const words = known.toSorted((a, b) => b.length - a.length).map(escaped)
  return new RegExp(`(?<![\\p{L}\\p{N}])(${words.join('|')})((?:['\u2019]?s)?)(?![\\p{L}\\p{N}])`, 'gu')
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
