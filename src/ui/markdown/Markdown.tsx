import { useMemo, type ReactNode } from 'react'
import { To } from '../place.tsx'
import { readMarkdown, type LinkTarget, type MarkdownPart } from './read-markdown.ts'
import classes from './markdown.module.css'

/** A text that somebody wrote in Markdown, under a heading of the second level. */
export function Markdown({ text }: { readonly text: string }) {
  const parts = useMemo(() => readMarkdown(text), [text])
  return <div className={classes.markdown}>{shown(parts)}</div>
}

/** Parts never move: their place names them. */
function shown(parts: readonly MarkdownPart[]): ReactNode {
  return parts.map((part, place) => <Part key={place} part={part} />)
}

function Part({ part }: { readonly part: MarkdownPart }): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'code':
      return <code>{part.text}</code>
    case 'block':
      return (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
        <pre tabIndex={0}>
          <code>{part.text}</code>
        </pre>
      )
    case 'break':
      return <br />
    case 'rule':
      return <hr />
    case 'strong':
      return <strong>{shown(part.parts)}</strong>
    case 'em':
      return <em>{shown(part.parts)}</em>
    case 'gone':
      return <del>{shown(part.parts)}</del>
    case 'paragraph':
      return <p>{shown(part.parts)}</p>
    case 'quote':
      return <blockquote>{shown(part.parts)}</blockquote>
    case 'heading':
      return <Heading level={part.level}>{shown(part.parts)}</Heading>
    case 'link':
      return <Link to={part.to}>{shown(part.parts)}</Link>
    case 'list':
      return <List part={part} />
    case 'table':
      return <Table part={part} />
  }
}

function Heading({ level, children }: { readonly level: number; readonly children: ReactNode }) {
  if (level <= 2) return <h3>{children}</h3>
  if (level === 3) return <h4>{children}</h4>
  return <h5>{children}</h5>
}

function Link({ to, children }: { readonly to: LinkTarget; readonly children: ReactNode }) {
  if (to.where === 'inside') return <To path={to.address}>{children}</To>
  return (
    <a href={to.address} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}

function List({ part }: { readonly part: Extract<MarkdownPart, { kind: 'list' }> }) {
  const items = part.items.map(({ isDone, parts }, place) => (
    <li key={place} className={isDone === undefined ? undefined : classes.task}>
      {isDone !== undefined && <span aria-hidden="true">{isDone ? '☑' : '☐'} </span>}
      {shown(parts)}
    </li>
  ))
  return part.isOrdered ? <ol start={part.start}>{items}</ol> : <ul>{items}</ul>
}

function Table({ part }: { readonly part: Extract<MarkdownPart, { kind: 'table' }> }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className={classes.wide} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {part.head.map((cell, place) => (
              <th key={place} scope="col">
                {shown(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {part.rows.map((row, place) => (
            <tr key={place}>
              {row.map((cell, at) => (
                <td key={at}>{shown(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
