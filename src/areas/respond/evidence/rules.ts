/** What may be sealed, and how custody is written down. */

/** 1 TiB: a disk image of a server; the store itself sets no limit. */
export const largestFileBytes = 2 ** 40

/** A clock that is a little ahead is forgiven; a file acquired next week is a typing mistake. */
const aheadMillis = 5 * 60_000

/** Why this acquisition time cannot be right; undefined when it can. */
export function whyNotAcquired(acquiredAt: Date, now: Date): string | undefined {
  if (acquiredAt.getTime() - now.getTime() <= aheadMillis) return undefined
  return 'The time of acquisition lies in the future. Check the date, and the zone.'
}

/** The file's name as it is shown and offered: no folders, no control or direction marks, never empty. */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replaceAll(/\p{Surrogate}/gu, '_')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
  return clean === '' || /^\.+$/.test(clean) ? 'unnamed' : clean.slice(0, 300)
}

/** How a leaf names a file: `sha256:<hex> <size in bytes> <name>`. */
export function evidenceField(file: { sha256: string; size: number; name: string }): string {
  return `sha256:${file.sha256} ${file.size} ${file.name}`
}
