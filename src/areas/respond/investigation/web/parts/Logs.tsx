import { Button, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, pagesOf, useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useLiveQuery } from '../../../../../ui/live.ts'
import { useText } from '../../../../../ui/text.ts'
import {
  exportTimeline,
  listEvents,
  listImports,
  markEvent,
  type TimelineEvent,
} from '../../contract/imports.ts'
import type { Case } from './case.ts'
import { ExportButton } from './ExportButton.tsx'
import { ImportLog } from './ImportLog.tsx'
import { WithdrawImport } from './WithdrawImport.tsx'
import classes from './investigation.module.css'

/** What other tools recorded, by its own time, apart from what people did. */
export function Logs({ of: found }: { readonly of: Case }) {
  const text = useText('investigation')
  const { id, mayWork, mayExport } = found
  const [q, setQ] = useState('')
  const [isKeyOnly, setKeyOnly] = useState(false)
  const input = {
    id,
    limit: 50,
    ...(q.trim() !== '' && { q }),
    ...(isKeyOnly && { key: 'true' as const }), // the only word it takes
  }
  const events = useInfiniteQuery(pagesOf(listEvents, input))
  useLiveQuery(id, answerKey(listEvents, input), ['timeline.', 'event.'])
  const mark = useAct(markEvent, { refreshes: [listEvents] })
  return (
    <>
      <Section
        title={text('logs.title')}
        actions={mayExport && <ExportButton endpoint={exportTimeline} id={id} label={text('logs.export')} />}
      >
        <p className={classes.dim}>{text('logs.lead')}</p>
        <Imports of={found} />
        <div className={classes.buttons} data-no-print>
          <TextInput
            aria-label={text('logs.search')}
            placeholder={text('logs.search')}
            value={q}
            onChange={(event) => setQ(event.currentTarget.value)}
          />
          <Button
            variant={isKeyOnly ? 'filled' : 'default'}
            aria-pressed={isKeyOnly}
            onClick={() => setKeyOnly(!isKeyOnly)}
          >
            {text('logs.keyOnly')}
          </Button>
        </div>
        {events.error && <ErrorState error={events.error} onRetry={() => void events.refetch()} />}
        {events.isPending && <Loading lines={4} />}
        {events.data?.length === 0 && <p>{text(q === '' && !isKeyOnly ? 'logs.empty' : 'logs.nothing')}</p>}
        <ol className={classes.rows}>
          {events.data?.map((event) => (
            <EventRow
              key={`${event.importId} ${event.row}`}
              event={event}
              {...(mayWork && {
                onMark: () =>
                  mark.mutate({ id, import: event.importId, row: event.row, isKey: !event.isKey }),
              })}
            />
          ))}
        </ol>
        {events.hasNextPage && (
          <Button
            variant="default"
            loading={events.isFetchingNextPage}
            onClick={() => void events.fetchNextPage()}
          >
            {text('logs.more')}
          </Button>
        )}
      </Section>
      {mayWork && <ImportLog id={id} onDone={() => void events.refetch()} />}
    </>
  )
}

function EventRow({ event, onMark }: { readonly event: TimelineEvent; readonly onMark?: () => void }) {
  const text = useText('investigation')
  return (
    <li>
      <div className={classes.words}>
        <span>
          {event.isKey && <strong>★ </strong>}
          {event.text}
        </span>
        <span className={classes.dim}>
          <TimeText at={event.at} form="absolute" /> · {event.source}
          {event.who !== '' && ` · ${event.who}`} · {text('logs.said', { said: event.said })}
        </span>
      </div>
      {onMark && (
        <Button
          variant="subtle"
          size="compact-md"
          onClick={onMark}
          aria-label={text(event.isKey ? 'logs.unmarkOf' : 'logs.markOf', { what: event.text.slice(0, 80) })}
          data-no-print
        >
          {text(event.isKey ? 'logs.unmark' : 'logs.mark')}
        </Button>
      )}
    </li>
  )
}

function Imports({ of: { id, mayWork } }: { readonly of: Case }) {
  const text = useText('investigation')
  const list = useAnswer(listImports, { id }, { live: { stream: id, kinds: ['timeline.'] } })
  if (!list.data || list.data.items.length === 0) return null
  return (
    <ul className={classes.rows}>
      {list.data.items.map((one) => (
        <li key={one.id}>
          <div className={classes.words}>
            <strong>{one.source}</strong>
            <span className={classes.dim}>
              {text('logs.taken', { count: one.taken })} · {one.importedBy} ·{' '}
              <TimeText at={one.importedAt} form="relative" />
            </span>
            {one.withdrawnWhy !== null && <p>{text('logs.withdrawn', { reason: one.withdrawnWhy })}</p>}
          </div>
          {mayWork && one.withdrawnAt === null && (
            <WithdrawImport id={id} taken={one} onDone={() => void list.refetch()} />
          )}
        </li>
      ))}
    </ul>
  )
}
