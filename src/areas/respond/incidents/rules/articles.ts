/** Which articles help in a case, and what of a case may become one. */
import { mayExport, type Tlp } from '../../../../base/tlp.ts'
import type { Fit } from '../contract/articles.ts'

const mostSuggested = 6

interface Candidate {
  readonly id: string
  readonly title: string
  readonly tags: readonly string[]
  readonly kinds: readonly string[]
  readonly assets: readonly { readonly id: string; readonly name: string }[]
}

interface Facts {
  readonly kind: string
  readonly assetIds: readonly string[]
  readonly words: readonly string[]
}

/** Each word of the title and of the names of systems, as tags are written. */
export function tagWords(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}-]+/u)])
  return [...new Set(words.map((word) => word.trim().toLowerCase()))]
    .filter((word) => word.length > 1)
    .slice(0, 200)
}

/** The best first: the very system comes before its sort, and that before the kind of incident. */
export function bestFits<One extends Candidate>(
  articles: readonly One[],
  facts: Facts,
): { readonly article: One; readonly fits: Fit[] }[] {
  return articles
    .map((article) => ({ article, fits: fitsOf(article, facts) }))
    .filter(({ fits }) => fits.length > 0)
    .toSorted((a, b) => weight(b.fits) - weight(a.fits) || a.article.title.localeCompare(b.article.title))
    .slice(0, mostSuggested)
}

function fitsOf({ assets, tags, kinds }: Candidate, facts: Facts): Fit[] {
  return [
    ...assets.flatMap(({ id, name }) =>
      facts.assetIds.includes(id) ? [{ what: 'asset' as const, name }] : [],
    ),
    ...tags.flatMap((name) => (facts.words.includes(name) ? [{ what: 'tag' as const, name }] : [])),
    ...kinds.flatMap((name) =>
      facts.kind === name && name !== 'other' ? [{ what: 'kind' as const, name }] : [],
    ),
  ]
}

/** Two tags weigh less than a system: only what is in common is compared, and nobody sees a number. */
function weight(fits: readonly Fit[]): number {
  const count = (what: Fit['what']) => Math.min(fits.filter((fit) => fit.what === what).length, 9)
  return count('asset') * 100 + count('tag') * 10 + count('kind')
}

/** Why nothing of a case becomes an article that everybody reads; undefined where it may. */
export function whyNotKept(incident: {
  readonly status: 'open' | 'closed'
  readonly isRestricted: boolean
  readonly tlp: Tlp
}): string | undefined {
  if (incident.status === 'open') return 'The case is still open. Close it first, then keep what was learnt.'
  if (incident.isRestricted)
    return 'Only named people see this case. Write the article by hand, without its names and words.'
  if (!mayExport(incident.tlp, 'organisation'))
    return 'This case is marked TLP:RED: its words stay with those who know them. Write the article by hand.'
  return undefined
}

const words = {
  en: {
    title: (number: number) => `What we learnt from INC-${number}`,
    lead: 'Ideas that were written down while the case ran. Make of them what the next person has to do, and take out names.',
    heading: 'What to do next time',
  },
  de: {
    title: (number: number) => `Was wir aus INC-${number} gelernt haben`,
    lead: 'Einfälle, die während des Vorfalls notiert wurden. Machen Sie daraus, was der Nächste tun muss, und streichen Sie Namen.',
    heading: 'Was beim nächsten Mal zu tun ist',
  },
}
const mostLetters = 25_000

/** The draft: each idea a line, as it was said. What people wrote stays words: no sign of it makes a heading or a link. */
export function learntFrom(
  number: number,
  ideas: readonly string[],
  language: 'en' | 'de',
): { readonly title: string; readonly body: string } {
  const { title, lead, heading } = words[language]
  const lines = ideas.map(
    (idea) => `- ${idea.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|!]/g, String.raw`\$&`)}`,
  )
  const body = [lead, '', `## ${heading}`, '', ...lines].join('\n').slice(0, mostLetters)
  return { title: title(number), body }
}
