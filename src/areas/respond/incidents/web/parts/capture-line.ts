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

/** Those of these people whose whole name stands in the line after an `@`. */
export function mentionedIn<Person extends { readonly name: string }>(
  line: string,
  people: readonly Person[],
): Person[] {
  return people.filter(({ name }) => line.includes(`@${name}`))
}
