import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type * as z from 'zod'
import { answerKey, everyItem, pagesOf, useAct } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { PagedList } from '../../../../ui/lists/PagedList.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listInbox, readInboxItem, type InboxItem } from '../contract/reaching.ts'
import classes from './inbox.module.css'
import { Reached } from './Reached.tsx'

type Item = z.output<typeof InboxItem>

/** What Muster told me, newest first, and how else it went out. */
export function InboxPage() {
  const text = useText('communications')
  // The bell, which is on every page, keeps this answer fresh as well.
  const answer = useInfiniteQuery(pagesOf(listInbox, { limit: 30 }))
  const items = answer.data ?? []
  return (
    <Page
      title={text('inbox.title')}
      lead={
        <>
          {text('inbox.lead')} <To path="/me/news">{text('inbox.choose')}</To>
        </>
      }
      actions={items.some(({ readAt }) => readAt === null) && <MarkAll />}
    >
      <PagedList
        answer={answer}
        emptyTitle={text('inbox.emptyTitle')}
        emptyLead={text('inbox.emptyLead')}
        olderLabel={text('inbox.older')}
      >
        {(shown) => (
          <ul className={classes.items} aria-label={text('inbox.title')}>
            {shown.map((item) => (
              <Message key={item.id} item={item} />
            ))}
          </ul>
        )}
      </PagedList>
    </Page>
  )
}

function Message({ item }: { readonly item: Item }) {
  const text = useText('communications')
  const read = useAct(readInboxItem, { refreshes: [listInbox] })
  const isUnread = item.readAt === null
  const markRead = () => isUnread && read.mutate({ id: item.id })
  return (
    <li className={classes.item} data-unread={isUnread}>
      <svg viewBox="0 0 16 16" className={classes.dot} aria-hidden="true">
        <circle cx="8" cy="8" r="5" />
      </svg>
      <div className={classes.words}>
        <To path={item.path} className={classes.title} onClick={markRead}>
          {item.title}
        </To>
        <p className={classes.when}>
          <strong>{text(isUnread ? 'inbox.unread' : 'inbox.read')}</strong> · <TimeText at={item.at} />
        </p>
        <Reached ways={item.reached} />
        {read.error && <ErrorState error={read.error} onRetry={markRead} />}
      </div>
      {isUnread && (
        <Button variant="default" size="compact-md" loading={read.isPending} onClick={markRead}>
          {text('inbox.markRead')}
        </Button>
      )}
    </li>
  )
}

/** One after the other: each reading is a change of its own, and a crowd of them at once would only queue. */
function MarkAll() {
  const text = useText('communications')
  const client = useQueryClient()
  const [count, setCount] = useState(0)
  const all = useMutation({
    mutationFn: async () => {
      setCount(0)
      const unread = await everyItem(listInbox, { unread: 'true' })
      for (const [index, { id }] of unread.entries()) {
        await call(readInboxItem, { id })
        setCount(index + 1)
      }
      return unread.length
    },
    onSuccess: (marked) => showDone(text('inbox.allRead', { count: marked })),
    onSettled: () => client.invalidateQueries({ queryKey: answerKey(listInbox) }),
  })
  return (
    <>
      <Button variant="default" disabled={all.isPending} onClick={() => all.mutate()}>
        {all.isPending ? text('inbox.marking', { count }) : text('inbox.markAll')}
      </Button>
      {all.error && <ErrorState error={all.error} />}
    </>
  )
}
