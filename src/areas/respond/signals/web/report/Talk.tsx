import type * as z from 'zod'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { ReportMessage } from '../../contract/report-talk.ts'
import classes from '../reports.module.css'

/** What both sides wrote, oldest first. */
export function Talk({ messages }: { readonly messages: readonly z.output<typeof ReportMessage>[] }) {
  const text = useText('report')
  if (messages.length === 0) return <p className={classes.quiet}>{text('talk.none')}</p>
  return (
    <ol className={classes.talk} aria-label={text('talk.title')}>
      {messages.map(({ id, by, text: words, at }) => (
        <li key={id} data-reporter={by === ''}>
          <span>
            {by === '' ? text('talk.reporter') : by} · <TimeText at={at} />
          </span>
          <p>{words}</p>
        </li>
      ))}
    </ol>
  )
}
