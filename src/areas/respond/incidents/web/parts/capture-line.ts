/** What one line of capture can become. A line without a word in front is a note. */
export const captures = ['note', 'decision', 'need', 'blocked', 'cost', 'task', 'system', 'idea'] as const
export type Capture = (typeof captures)[number]

/** `/task Call the bank` as what it is and its words; undefined while the word is not finished by a space. */
export function readCapture(line: string): { capture: Capture; words: string } | undefined {
  const [, word, words = ''] = /^\/(\w+)\s+(.*)$/s.exec(line) ?? []
  const capture = captures.find((one) => one === word?.toLowerCase())
  return capture && { capture, words }
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
