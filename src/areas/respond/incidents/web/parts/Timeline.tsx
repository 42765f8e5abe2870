import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import { answerKey, pagesOf } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Pills } from '../../../../../ui/kit/Pills.tsx'
import { useLiveQuery } from '../../../../../ui/live.ts'
import { useFilter } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listTimeline, type Incident, type TimelineEntry } from '../../contract/incident.ts'
import { withOpen } from './open-entries.ts'
import { TimelineFilter, useTimelineFilter } from './TimelineFilter.tsx'
import { TimelineEntries } from './TimelineEntries.tsx'
import { isQuiet, parentOf } from './timeline-words.ts'
import classes from './room.module.css'

const TimelineExport = lazy(async () => ({
  default: (await import('./TimelineExport.tsx')).TimelineExport,
}))

interface TimelineProps {
  readonly incident: Incident
  /** With search, persons, flags and what takes it out; otherwise only the groups, beside other parts. */
  readonly isWhole: boolean
}

/** The incident's record, newest first; what others do appears within a second. */
export function Timeline({ incident, isWhole }: TimelineProps) {
  const text = useText('incidents')
  const filter = useTimelineFilter()
  const [shape, setShape] = useState<'list' | 'tree'>('list')
  const isTree = isWhole && shape === 'tree'
  // What an entry hangs on mostly came before it.
  const pages = isTree ? ({ limit: 100, order: 'oldest' } as const) : { limit: 25 }
  const [sought, setSought] = useFilter('entry')
  const isSought = isWhole && /^[1-9]\d{0,8}$/.test(sought)
  const input = { id: incident.id, ...pages, ...filter.input, ...(isSought && { around: sought }) }
  const list = useInfiniteQuery(pagesOf(listTimeline, input))
  useLiveQuery(incident.id, answerKey(listTimeline, input))
  const [open, setOpen] = useState<readonly TimelineEntry[]>([])
  const shown = withOpen(list.data?.filter(({ kind }) => !isQuiet(kind)) ?? [], open)
  const others = (entry: TimelineEntry) => open.filter(({ number }) => number !== entry.number)
  return (
    <Section title={text('timeline.title')}>
      <TimelineFilter filter={filter} isWhole={isWhole} />
      {isWhole && (
        <Pills
          label={text('timeline.shape')}
          value={shape}
          options={[
            { value: 'list', label: text('timeline.asList') },
            { value: 'tree', label: text('timeline.asTree') },
          ]}
          onChange={setShape}
        />
      )}
      {isSought && (
        <p className={classes.dim}>
          {text('timeline.around', { entry: sought })}{' '}
          <button type="button" className={classes.entryOpen} onClick={() => setSought('')}>
            {text('timeline.all')}
          </button>
        </p>
      )}
      {isTree && incident.can.note && list.data && shown.every((entry) => parentOf(entry) === undefined) && (
        <p className={classes.dim}>{text('timeline.treeEmpty')}</p>
      )}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && shown.length === 0 && !list.hasNextPage && (
        <p className={classes.dim}>{text(filter.isFiltered ? 'timeline.nothing' : 'timeline.empty')}</p>
      )}
      <TimelineEntries
        entries={shown}
        incident={incident}
        isTree={isTree}
        sought={isSought ? Number(sought) : undefined}
        open={open.map(({ number }) => number)}
        onOpen={(entry, isOpen) => setOpen(isOpen ? [...others(entry), entry] : others(entry))}
      />
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text(isTree ? 'timeline.later' : 'timeline.older')}
        </Button>
      )}
      {isWhole && (
        <Suspense>
          <TimelineExport incident={incident} filter={filter.input} />
        </Suspense>
      )}
    </Section>
  )
}
