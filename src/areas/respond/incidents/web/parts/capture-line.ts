/** What one line of capture can become. A line without a word in front is a note. */
export const captures = ['note', 'decision', 'task', 'system'] as const
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
