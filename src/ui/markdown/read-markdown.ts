/**
 * Promises that a Markdown text of anybody becomes plain parts that hold nothing to run or to load: tags stay letters,
 * a picture is its words, and an address is one that only opens when somebody taps it.
 */
import { lexer, type Token, type Tokens } from 'marked'

export type MarkdownPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code' | 'block'; readonly text: string }
  | { readonly kind: 'break' | 'rule' }
  | {
      readonly kind: 'strong' | 'em' | 'gone' | 'paragraph' | 'quote'
      readonly parts: readonly MarkdownPart[]
    }
  | { readonly kind: 'heading'; readonly level: number; readonly parts: readonly MarkdownPart[] }
  | { readonly kind: 'link'; readonly to: LinkTarget; readonly parts: readonly MarkdownPart[] }
  | {
      readonly kind: 'list'
      readonly isOrdered: boolean
      readonly start: number
      readonly items: readonly {
        readonly isDone: boolean | undefined
        readonly parts: readonly MarkdownPart[]
      }[]
    }
  | {
      readonly kind: 'table'
      readonly head: readonly (readonly MarkdownPart[])[]
      readonly rows: readonly (readonly (readonly MarkdownPart[])[])[]
    }

/** A page of our own, or somewhere else, which opens in a tab of its own and hears nothing of us. */
export interface LinkTarget {
  readonly where: 'inside' | 'outside'
  readonly address: string
}

/** Lists in lists in lists: what lies deeper is shown as it was typed. */
const deepest = 12

export function readMarkdown(text: string): readonly MarkdownPart[] {
  try {
    return partsOf(lexer(text, { gfm: true }), 0)
  } catch {
    // Made to overrun the reader: it is shown as it was typed.
    return [{ kind: 'block', text }]
  }
}

/** Undefined for whatever could run, load or mislead when it is tapped. */
export function linkTarget(address: string): LinkTarget | undefined {
  if (/^\/(?![/\\])[\w\-/$.]{0,300}$/.test(address)) return { where: 'inside', address }
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return undefined
  return URL.canParse(address) ? { where: 'outside', address } : undefined
}

function partsOf(tokens: readonly Token[] | undefined, depth: number): MarkdownPart[] {
  return (tokens ?? []).flatMap((token) => (depth > deepest ? words(token.raw) : partOf(token, depth + 1)))
}

function partOf(token: Token, depth: number): MarkdownPart[] {
  // The library's own type leaves room for tokens of extensions, so what each kind holds is said here.
  switch (token.type) {
    case 'space':
    case 'def':
      return []
    case 'br':
      return [{ kind: 'break' }]
    case 'hr':
      return [{ kind: 'rule' }]
    case 'code':
      return [{ kind: 'block', text: (token as Tokens.Code).text }] // by its type
    case 'codespan':
      return [{ kind: 'code', text: (token as Tokens.Codespan).text }] // by its type
    case 'heading':
      return [{ kind: 'heading', level: (token as Tokens.Heading).depth, parts: inside(token, depth) }] // by its type
    case 'paragraph':
      return [{ kind: 'paragraph', parts: inside(token, depth) }]
    case 'blockquote':
      return [{ kind: 'quote', parts: inside(token, depth) }]
    case 'strong':
    case 'em':
      return [{ kind: token.type === 'em' ? 'em' : 'strong', parts: inside(token, depth) }]
    case 'del':
      return [{ kind: 'gone', parts: inside(token, depth) }]
    case 'link':
      return linked(token as Tokens.Link, depth) // by its type
    case 'image':
      return words((token as Tokens.Image).text) // by its type
    case 'list':
      return [listOf(token as Tokens.List, depth)] // by its type
    case 'table':
      return [tableOf(token as Tokens.Table, depth)] // by its type
    case 'escape':
      return words((token as Tokens.Escape).text) // by its type
    case 'text': {
      const { tokens, text } = token as Tokens.Text // by its type
      return tokens === undefined ? words(text) : partsOf(tokens, depth)
    }
    case 'checkbox':
      return []
    default:
      return words(token.raw)
  }
}

function inside(token: Token, depth: number): MarkdownPart[] {
  return partsOf('tokens' in token ? token.tokens : undefined, depth)
}

function words(text: string): MarkdownPart[] {
  return text === '' ? [] : [{ kind: 'text', text }]
}

function linked(token: Tokens.Link, depth: number): MarkdownPart[] {
  const parts = partsOf(token.tokens, depth)
  const to = linkTarget(token.href)
  return to === undefined ? parts : [{ kind: 'link', to, parts }]
}

function listOf({ ordered, start, items }: Tokens.List, depth: number): MarkdownPart {
  return {
    kind: 'list',
    isOrdered: ordered,
    start: start === '' ? 1 : start,
    items: items.map(({ task, checked, tokens }) => ({
      isDone: task ? checked === true : undefined,
      parts: partsOf(tokens, depth),
    })),
  }
}

function tableOf({ header, rows }: Tokens.Table, depth: number): MarkdownPart {
  const cells = (row: readonly Tokens.TableCell[]) => row.map(({ tokens }) => partsOf(tokens, depth))
  return { kind: 'table', head: cells(header), rows: rows.map(cells) }
}
