import { refuse } from '../../../../base/refusal.ts'
import type { Context } from '../../../../platform/action.ts'
import { EntryBroken } from '../../../../platform/files/entry-broken.ts'
import type { SealedFile } from '../../../../platform/files/file-store.ts'
import { longestText } from '../contract.ts'
import { isHostile, isIdle, isMarkdown } from '../rules/files.ts'

/** What was handed in, unfolded: a folder of texts has no more. */
const limits = { entries: 3000, bytes: 40 * 1024 * 1024 }
/** Four bytes for each letter, and its head. */
const mostBytes = longestText * 4 + 8000

export interface GivenFile {
  readonly path: string
  /** Absent where it could not be read, with why. */
  readonly text?: string
  readonly sentence: string
}

/** One Markdown file, or all files of an archive; a name that wants more than to be a name refuses all of it. */
export async function unpackedFiles(
  context: Context,
  { name, file }: { readonly name: string; readonly file: SealedFile },
): Promise<GivenFile[]> {
  const open = await context.services.files.openAnywhere(context.tenantId, file)
  try {
    if (isMarkdown(name)) {
      const text = await textOf([await open.read(0, Math.min(file.size, mostBytes + 1))])
      return [{ path: name, ...text }]
    }
    const { openArchive } = await import('../../../../platform/files/archive-reader.ts')
    const archive = await openArchive(open, limits)
    const hostile = archive.entries.filter(({ path }) => isHostile(path))
    if (hostile.length > 0)
      refuse('invalid', 'Names in this archive want out of their folder. Nothing of it was taken in.', {
        reason: 'hostile_names',
      })
    const found: GivenFile[] = archive.entries
      .filter(({ kind, path }) => kind !== 'file' && kind !== 'folder' && !isIdle(path))
      .map(({ path }) => ({ path, sentence: 'It is locked, or no plain file.' }))
    await archive.eachFile(async ({ path }, body) => {
      const read = await textOf(body)
      if (!isIdle(path)) found.push({ path, ...read })
    })
    return found
  } finally {
    await open.close()
  }
}

/** Reads to the end, as the archive asks, and keeps no more than an article may have. */
async function textOf(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Omit<GivenFile, 'path'>> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of body) {
      size += part.length
      if (size <= mostBytes) parts.push(part)
    }
  } catch (error) {
    if (error instanceof EntryBroken) return { sentence: 'It is broken in the archive.' }
    throw error
  }
  if (size > mostBytes)
    return { sentence: `It has more than ${longestText} letters. Make several articles of it.` }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
    if (text.includes('\0')) return { sentence: 'It is no text.' }
    return { text: text.replaceAll('\r\n', '\n'), sentence: '' }
  } catch {
    return { sentence: 'It is no text in UTF-8. Save it again as UTF-8.' }
  }
}
