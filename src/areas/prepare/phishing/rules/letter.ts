/** A mail of a rehearsal as text and as the simple markup that mail programs show. */
import type { FrozenTemplate } from '../contract/words.ts'

interface Filling {
  readonly name: string
  readonly organisation: string
  readonly link: string
}

export interface Filled {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export function filled({ subject, body, linkWords }: FrozenTemplate, filling: Filling): Filled {
  const text = withWords(body, filling)
  const [before = '', after = ''] = text.split('{link}')
  const link = `<a href="${escaped(filling.link)}">${escaped(linkWords)}</a>`
  const html = `${escaped(before)}${link}${escaped(after)}`
    .split(/\n{2,}/u)
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    .join('\n')
  return {
    subject: withWords(subject, filling),
    text: `${before}${linkWords}: ${filling.link}${after}`,
    html: `<!doctype html><html><body style="font-family:sans-serif">${html}</body></html>`,
  }
}

/** What is filled in, wherever it stands; the link is put in beside it. */
export function withWords(text: string, { name, organisation }: Omit<Filling, 'link'>): string {
  return text.replaceAll('{name}', () => name).replaceAll('{organisation}', () => organisation)
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
