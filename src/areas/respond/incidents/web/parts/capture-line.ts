import type { SaidSource } from '../../contract/basis.ts'

/** What one line of capture can become. A line without a word in front is a note. */
export const captures = ['note', 'decision', 'need', 'blocked', 'cost', 'task', 'system', 'idea'] as const
export type Capture = (typeof captures)[number]

/** `/task Call the bank` as what it is and its words; undefined while the word is not finished by a space. */
export function readCapture(line: string): { capture: Capture; words: string } | undefined {
  const [, word, words = ''] = /^\/(\w+)\s+(.*)$/s.exec(line) ?? []
  const capture = captures.find((one) => one === word?.toLowerCase())
  return capture && { capture, words }
}

/** The words before a `<<` that name a kind of source; anything else behind it is the name of who told it. */
const sourceWords: Readonly<Record<string, SaidSource>> = {
  own: 'own',
  selbst: 'own',
  log: 'log',
  tool: 'log',
  protokoll: 'log',
  doc: 'document',
  document: 'document',
  dokument: 'document',
  mail: 'document',
  worked: 'worked_out',
  erschlossen: 'worked_out',
}

/** `Mail stopped at nine << Vera` as its words and what they rest on; undefined while no source stands behind them. */
export function readSource(
  line: string,
): { readonly words: string; readonly source: SaidSource; readonly name: string } | undefined {
  const [, words = '', rest = ''] = /^(.*\S)\s+<<\s*([^<]{1,200})$/s.exec(line) ?? []
  const said = rest.trim()
  if (said === '') return undefined
  const [, first = '', name = ''] = /^([\p{L}]+)[\s:]*(.*)$/su.exec(said) ?? []
  const source = Object.hasOwn(sourceWords, first.toLowerCase())
    ? sourceWords[first.toLowerCase()]
    : undefined
  if (source === undefined) return { words, source: 'told', name: said }
  return { words, source, name: source === 'own' || source === 'worked_out' ? '' : name }
}

/** What a line that begins with `/` may still become, by its beginning; nothing for any other line. */
export function offered(line: string, labelOf: (capture: Capture) => string): Capture[] {
  const typed = /^\/(\S*)$/.exec(line)?.[1]?.toLowerCase()
  if (typed === undefined) return []
  return captures.filter(
    (capture) => capture.startsWith(typed) || labelOf(capture).toLowerCase().startsWith(typed),
  )
}

/** The name that is being typed after an `@` at the end of the line; undefined when none is. */
export function typedMention(line: string): string | undefined {
  return /(?:^|\s)@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(line)?.[1]
}

/** The line with the name that was being typed written out. */
export function withMention(line: string, name: string): string {
  return `${line.slice(0, line.length - (typedMention(line)?.length ?? 0))}${name} `
}

/**
 * Those of these people whose whole name stands in the line after an `@`. Where one name begins another, the longer one
 * is meant: `@Anna Maria` tells no Anna.
 */
export function mentionedIn<Person extends { readonly name: string }>(
  line: string,
  people: readonly Person[],
): Person[] {
  const longestFirst = people.toSorted((a, b) => b.name.length - a.name.length)
  const meant = new Set<string>()
  for (const { index } of line.matchAll(/(?<![\p{L}\p{N}])@/gu)) {
    const after = line.slice(index + 1)
    const found = longestFirst.find(
      ({ name }) => after.startsWith(name) && isWordOver(after.slice(name.length)),
    )
    if (found) meant.add(found.name)
  }
  return people.filter(({ name }) => meant.has(name))
}

/** Whether a name that ended here is whole: `Ben` is not in `Benjamin`, and is in `Ben's` and `Ben.` */
function isWordOver(rest: string): boolean {
  return !/^[\p{L}\p{N}\p{M}_-]/u.test(rest) || /^[-_]+(?![\p{L}\p{N}])/u.test(rest)
}
