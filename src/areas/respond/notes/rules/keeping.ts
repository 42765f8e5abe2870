/** When a version of a shared page is kept, and how a page is shown in a list. Plain data in, plain data out. */

/** Nobody has written for so long: what stands there is kept. */
export const pauseMinutes = 2
/** However busily people write, no more than so much of it stands in no version. */
export const longestMinutes = 15
/** Another person goes on after so long: what the one before left is kept first. */
const takeoverSeconds = 30
/** Somebody counts as writing for so long after their last letter. */
export const writingSeconds = 12
/** Pages of one case that are in use; more than anybody finds their way in. */
export const pagesAtMost = 200
/** Changes that are kept one by one before they are taken together. */
export const changesAtMost = 40

export interface LastWritten {
  readonly writtenAt: Date | null
  /** As the record refers to the one who wrote last. */
  readonly writtenRef: string | null
  readonly unkeptSince: Date | null
}

/** Whether the words of whoever wrote before are kept, now that this one begins. */
export function isTakenOver(
  { writtenAt, writtenRef, unkeptSince }: LastWritten,
  ref: string,
  now: Date,
): boolean {
  if (unkeptSince === null || writtenAt === null || writtenRef === ref) return false
  return now.getTime() - writtenAt.getTime() >= takeoverSeconds * 1000
}

const excerptLetters = 160

/** How a text begins, or what stands around the words that were looked for; one line. A cut one goes before it too. */
export function excerptOf(
  { text, isCut }: { readonly text: string; readonly isCut: boolean },
  wanted?: string,
): string {
  const found = wanted === undefined ? 0 : Math.max(0, text.toLowerCase().indexOf(wanted.toLowerCase()))
  const from = found < excerptLetters / 2 ? 0 : found - excerptLetters / 4
  const line = text
    .slice(from, from + excerptLetters * 2)
    .replaceAll(/\s+/g, ' ')
    .trim()
  const shown = Array.from(line).slice(0, excerptLetters).join('')
  return `${isCut || from > 0 ? '… ' : ''}${shown}${shown.length < line.length ? ' …' : ''}`.replaceAll(
    /\p{Surrogate}/gu,
    '',
  )
}
