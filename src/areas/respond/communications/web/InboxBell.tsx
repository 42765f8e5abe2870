import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { answerKey, answerOf } from '../../../../ui/answers.ts'
import { useLiveQuery, useLiveState } from '../../../../ui/live.ts'
import { To } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listInbox } from '../contract/reaching.ts'
import classes from './inbox.module.css'
import { renewWorker } from './push-subscription.ts'

const most = 99
/** The inbox has no stream of its own, so every change may be news; a flood of them is looked at this often. */
const restMs = 2_000
/** Those whom the server lets follow nothing live look by the clock. */
const lookMs = 60_000

/** How much is unread, on every page, and the way there. */
export function InboxBell() {
  const text = useText('communications')
  const language = useLanguage()
  const isLive = useLiveState() === 'live'
  useLiveQuery('*', answerKey(listInbox), undefined, restMs)
  const answer = useQuery({
    ...answerOf(listInbox, { unread: 'true', limit: most }),
    refetchInterval: isLive ? false : lookMs,
  })
  useEffect(() => void renewWorker(language), [language])
  const count = answer.data?.items.length ?? 0
  const hasMore = typeof answer.data?.next === 'string'
  const label =
    count === 0
      ? text('inbox.bell')
      : hasMore
        ? text('inbox.bellMany', { limit: most })
        : text('inbox.bell', { count })
  return (
    <To path="/inbox" className={classes.bell} aria-label={label}>
      <IconBell size="1.5em" stroke={1.6} aria-hidden="true" />
      {count > 0 && (
        <span className={classes.count} aria-hidden="true">
          {hasMore ? `${most}+` : count}
        </span>
      )}
    </To>
  )
}
