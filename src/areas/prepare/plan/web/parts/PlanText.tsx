import type { ReactNode } from 'react'
import { dialAddress } from '../../../../../base/telephone.ts'
import type { Block } from '../../../../../base/document-blocks.ts'
import type { PlanSection } from '../../contract/document.ts'
import { numberHeads } from '../../rules/words/register-words.ts'
import classes from '../plan.module.css'

/** A section of the plan as a document; blanks are marked so that nobody reads over them. */
export function PlanText({ section }: { readonly section: PlanSection }) {
  return (
    <div className={classes.document}>
      {section.blocks.map((block, index) => (
        // A document is shown whole and anew: places are its only names.
        <BlockShown key={index} block={block} />
      ))}
    </div>
  )
}

function BlockShown({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h3>{withBlanks(block.text)}</h3>
    case 'paragraph':
      return <p className={classes.lines}>{withBlanks(block.text)}</p>
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{withBlanks(item)}</li>)
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'card':
      return (
        <div className={classes.card} data-warning={block.isWarning}>
          <strong>{block.title}</strong>
          {block.lines.map((line, index) => (
            <p key={index}>{withBlanks(line)}</p>
          ))}
        </div>
      )
    case 'table':
      return <TableShown block={block} />
  }
}

/** On a phone each row becomes a small card, with the head before each cell. */
function TableShown({ block }: { readonly block: Extract<Block, { kind: 'table' }> }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {block.head.map((cell, index) => (
            <th key={index} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, index) => (
              <td key={index} data-head={block.head[index]}>
                {numberHeads.has(block.head[index] ?? '') ? <PhoneNumber number={cell} /> : withBlanks(cell)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** On a telephone a tap dials it. */
function PhoneNumber({ number }: { readonly number: string }) {
  if (!/\d/.test(number)) return <>{withBlanks(number)}</>
  return (
    <a href={dialAddress(number)} className={classes.number}>
      {number}
    </a>
  )
}

function withBlanks(text: string): ReactNode {
  const parts = text.split(/(\[\[[^\]]+\]\])/)
  if (parts.length === 1) return text
  return parts.map((part, index) =>
    part.startsWith('[[') ? (
      <mark key={index} className={classes.blank}>
        {part.slice(2, -2)}
      </mark>
    ) : (
      part
    ),
  )
}
