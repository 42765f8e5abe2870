/** HTML of a mail as plain text, and the links in it. Nothing of it is ever shown as HTML; time grows with its length only. */

export interface AnchorFound {
  readonly href: string
  /** What the reader would have seen. */
  readonly shown: string
}

const longest = 500_000

/** The words of a page without its markup. */
export function textOfMarkup(html: string): string {
  return walk(html).text
}

export function anchorsIn(html: string): readonly AnchorFound[] {
  return walk(html).anchors
}

/** Whether it asks to type something in: a form has no place in a mail. */
export function hasForm(html: string): boolean {
  return /<(?:form|input)[\s>]/iu.test(html.slice(0, longest))
}

function walk(given: string): { text: string; anchors: AnchorFound[] } {
  const html = given.slice(0, longest)
  // Lengths stay: only letters of ASCII are looked for.
  const lower = html.replaceAll(/[A-Z]+/gu, (letters) => letters.toLowerCase())
  const anchors: AnchorFound[] = []
  const parts: string[] = []
  let open: { href: string; from: number } | undefined
  let at = 0
  const close = () => {
    if (open !== undefined && anchors.length < 500)
      anchors.push({
        href: open.href,
        shown: parts.slice(open.from).join('').replaceAll(/\s+/gu, ' ').trim(),
      })
    open = undefined
  }
  while (at < html.length) {
    const start = html.indexOf('<', at)
    const upTo = start < 0 ? html.length : start
    parts.push(decoded(html.slice(at, upTo)))
    if (start < 0) break
    if (html.startsWith('<!--', start)) {
      at = after(lower, '-->', start)
      continue
    }
    const end = tagEnd(html, start)
    const tag = html.slice(start, end)
    const name = /^<\/?([a-z0-9]+)/iu.exec(tag)?.[1]?.toLowerCase() ?? ''
    at = end
    if (name === 'a') {
      close()
      if (!tag.startsWith('</')) open = { href: hrefOf(tag), from: parts.length }
    } else if ((name === 'script' || name === 'style' || name === 'title') && !tag.startsWith('</'))
      at = after(lower, '>', after(lower, `</${name}`, end))
    else if (breaks.has(name)) parts.push('\n')
  }
  close()
  return { text: tidy(parts.join('')), anchors: anchors.filter(({ href }) => href !== '') }
}

const breaks = new Set('br p div tr li h1 h2 h3 h4 h5 h6 table blockquote hr ul ol'.split(' '))

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

/** A `>` inside quotes does not end a tag. */
function tagEnd(html: string, start: number): number {
  let quote = ''
  const last = Math.min(html.length, start + 20_000)
  for (let at = start + 1; at < last; at += 1) {
    const sign = html[at] ?? ''
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return at + 1
  }
  const end = html.indexOf('>', start)
  return end < 0 ? html.length : end + 1
}

function hrefOf(tag: string): string {
  const match = /\bhref\s*=\s*(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s>]{1,4000}))/iu.exec(tag)
  return decoded(match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim()
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  colon: ':',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  euro: '€',
}

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/giu, (all, dec, hex, name) => {
    const code = dec ? Number(dec) : hex ? Number.parseInt(String(hex), 16) : undefined
    if (code === undefined) return entities[String(name).toLowerCase()] ?? all
    return code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff)
      ? String.fromCodePoint(code)
      : '\ufffd'
  })
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replaceAll(/\s+/gu, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
}
