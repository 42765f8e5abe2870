import type { FoundPart } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../articles.module.css'

/** A piece of the text, with the words that were looked for. */
export function Excerpt({ parts }: { readonly parts: readonly FoundPart[] }) {
  return (
    <span className={lines.dim}>
      {parts.map(({ text, isFound }, place) =>
        // Parts never move: their place names them.
        isFound ? (
          <mark key={place} className={classes.found}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </span>
  )
}
