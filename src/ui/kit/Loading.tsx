import { useText } from '../text.ts'
import classes from './kit.module.css'

/** Grey lines where content will stand. Invisible for the first third of a second: most answers are quicker. */
export function Loading({ lines = 5 }: { readonly lines?: number }) {
  const text = useText('ui')
  return (
    <div className={classes.loading} role="status">
      <span className="m-hidden-but-read">{text('state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={classes.bone} style={{ width: `${[92, 78, 85, 60, 72][line % 5]}%` }} />
      ))}
    </div>
  )
}
