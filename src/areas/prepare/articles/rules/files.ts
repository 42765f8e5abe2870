/** An article as a Markdown file: what stands at its head, what it is called, and which names are refused. */
import * as z from 'zod'
import { IncidentKind } from '../../../../base/incident-kinds.ts'
import { longestText, Tag, Tags, Title } from '../contract.ts'

export interface ArticleFile {
  readonly title: string
  readonly tags: string[]
  readonly kinds: IncidentKind[]
  readonly body: string
}

const mostHeadLetters = 4000
const Head = z.object({
  title: Title.optional().catch(undefined),
  tags: z
    .union([Tags, z.string().transform((line) => line.split(','))])
    .pipe(z.array(z.string()))
    .transform((tags) => tags.flatMap((tag) => Tag.safeParse(tag).data ?? []).slice(0, 20))
    .catch([]),
  kinds: z
    .array(z.string())
    .transform((kinds) => kinds.flatMap((kind) => IncidentKind.safeParse(kind).data ?? []).slice(0, 20))
    .catch([]),
})

/** The head between two lines `---`, if there is one, and what follows it. */
export function splitHead(text: string): { readonly head: string; readonly rest: string } {
  const [, head, rest] = /^---\n([\s\S]{0,4000}?)\n---(?:\n|$)([\s\S]*)$/.exec(text) ?? []
  return head === undefined || head.length > mostHeadLetters
    ? { head: '', rest: text }
    : { head, rest: rest ?? '' }
}

/**
 * The article that a file holds; a sentence where it holds none.
 * @param head its head as read, whatever that is
 * @param path its name, which gives the title where nothing else does
 */
export function readFile(path: string, head: unknown, rest: string): ArticleFile | string {
  const { title: told, tags, kinds } = Head.catch({ title: undefined, tags: [], kinds: [] }).parse(head ?? {})
  const [, heading] = /^\s*# +(\S[^\n]*)/.exec(rest) ?? []
  // A heading that only says the title again would stand twice on the screen.
  const body = (heading === undefined ? rest : rest.replace(/^\s*# +[^\n]*\n?/, '')).trim()
  const title = Title.safeParse(told ?? heading?.replace(/ #+$/, '') ?? nameOf(path))
  if (!title.success) return 'It has no title, or one of more than 200 letters. Give it a heading.'
  if (body === '') return 'It holds no text beside its title.'
  if (body.length > longestText)
    return `It has more than ${longestText} letters. Make several articles of it, each about one thing.`
  return { title: title.data, tags, kinds, body }
}

/** Values as JSON writes them are YAML, whatever signs they hold. */
export function writeFile({ title, tags, kinds, body }: ArticleFile): string {
  const head = Object.entries({ title, tags, kinds }).map(
    ([name, value]) => `${name}: ${JSON.stringify(value)}`,
  )
  return `---\n${head.join('\n')}\n---\n\n# ${title}\n\n${body}\n`
}

/** Names of files for these titles, each once, with nothing in them that a disk could mistake. */
export function fileNames(titles: readonly string[]): string[] {
  const taken = new Set<string>()
  return titles.map((title, place) => {
    const plain = title
      .normalize('NFC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60)
    // `con` and the like are devices on Windows: a number before the name makes it a name.
    const name =
      plain === '' || taken.has(plain) || /^(con|prn|aux|nul|com\d|lpt\d)$/.test(plain)
        ? `${place + 1}-${plain}`
        : plain
    taken.add(name)
    return `${name}.md`
  })
}

export function isMarkdown(path: string): boolean {
  return /\.(md|markdown|txt)$/i.test(path)
}

/** What systems put into a folder by themselves, which nobody calls an article. */
export function isIdle(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db')
}

/** Why the whole archive is refused: this name wants something else than to be a name. */
export function isHostile(path: string): boolean {
  return (
    path === '' ||
    path.length > 1000 ||
    /[\p{Cc}\p{Surrogate}]/u.test(path) ||
    /^[/\\]|^[A-Za-z]:/.test(path) ||
    path.split(/[/\\]/).includes('..')
  )
}

function nameOf(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\.[^.]*$/, '').replaceAll(/[-_]+/g, ' ')
}
