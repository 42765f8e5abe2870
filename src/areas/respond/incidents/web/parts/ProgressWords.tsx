import { useText } from '../../../../../ui/text.ts'
import type { Run } from '../../contract/run.ts'
import classes from './room.module.css'

/** How far a section is, in words: what was left out is said and never counted as done. */
export function ProgressWords({ count }: { readonly count: Run['progress'][number] | undefined }) {
  const text = useText('incidents')
  if (count === undefined) return null
  const out = count.skipped + count.notNeeded
  const words = [
    text('step.progress', { done: count.done, total: count.total }),
    ...(out > 0 ? [text('step.progressOut', { count: out })] : []),
    count.open > 0 ? text('step.progressLeft', { count: count.open }) : text('step.complete'),
  ]
  return <span className={classes.progress}>{words.join(' · ')}</span>
}
