import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { findBlame } from '../../rules/blame.ts'

/** While it is typed: a word that ends at a person, and the question that leads further. */
export function BlameHint({ words }: { readonly words: string }) {
  const text = useText('investigation')
  const blame = findBlame(words)
  if (blame === undefined) return null
  return (
    <Notice tone="warn" title={text('blame.title', { words: blame.words })}>
      {text(`blame.${blame.better}`)}
    </Notice>
  )
}
