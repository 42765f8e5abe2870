import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ErrorState } from '../kit/ErrorState.tsx'
import { Loading } from '../kit/Loading.tsx'

interface PagedAnswer<Item> {
  readonly data: readonly Item[] | undefined
  readonly error: Error | null
  readonly isPending: boolean
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly refetch: () => Promise<unknown>
  readonly fetchNextPage: () => Promise<unknown>
}

interface PagedListProps<Item> {
  /** Of `useInfiniteQuery(pagesOf(...))`. */
  readonly answer: PagedAnswer<Item>
  readonly emptyTitle: string
  readonly emptyLead: string
  /** What to do where nothing is yet. */
  readonly emptyAction?: ReactNode
  readonly olderLabel: string
  /** The items as a list; never asked for an empty one. */
  readonly children: (items: readonly Item[]) => ReactNode
}

/** What comes page by page: while it loads, where nothing is, what went wrong, and the way to the rest. */
export function PagedList<Item>({
  answer,
  emptyTitle,
  emptyLead,
  emptyAction,
  olderLabel,
  children,
}: PagedListProps<Item>) {
  const items = answer.data ?? []
  return (
    <>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {answer.data && items.length === 0 && (
        <EmptyState title={emptyTitle} lead={emptyLead} action={emptyAction} />
      )}
      {items.length > 0 && children(items)}
      {answer.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {olderLabel}
          </Button>
        </div>
      )}
    </>
  )
}
