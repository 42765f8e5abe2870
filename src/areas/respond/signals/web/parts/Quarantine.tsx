import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { pagesOf } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listQuarantine } from '../../contract/signals.ts'
import { RawText } from './RawText.tsx'
import classes from '../signals.module.css'

/** What came and could not be read, with the reason: nothing is thrown away unseen. */
export function Quarantine({ sourceId }: { readonly sourceId: string }) {
  const text = useText('signals')
  const list = useInfiniteQuery(pagesOf(listQuarantine, { id: sourceId }))
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Loading lines={2} />
  if (list.data.length === 0) return <p className={classes.dim}>{text('quarantine.none')}</p>
  return (
    <ul className={classes.plainList}>
      {list.data.map((item) => (
        <li key={item.id}>
          <details>
            <summary>
              {item.reason}{' '}
              <span className={classes.dim}>
                {text('list.said', { count: item.count })} · <TimeText at={item.lastAt} form="relative" />
              </span>
            </summary>
            <RawText label={text('one.raw')}>{item.payload}</RawText>
          </details>
        </li>
      ))}
      {list.hasNextPage && (
        <li>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {text('groups.more')}
          </Button>
        </li>
      )}
    </ul>
  )
}
