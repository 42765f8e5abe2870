import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, everyItem, pagesOf } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Pills } from '../../../../../ui/kit/Pills.tsx'
import { ExportButtons } from '../../../../../ui/lists/ExportButtons.tsx'
import { useLiveQuery } from '../../../../../ui/live.ts'
import { useText } from '../../../../../ui/text.ts'
import { listTimeline, type Incident, type TimelineEntry } from '../../contract/incident.ts'
import { sourceOf } from '../../rules/basis.ts'
import { withOpen } from './open-entries.ts'
import { TimelineFilter, useTimelineFilter } from './TimelineFilter.tsx'
import { TimelineEntries } from './TimelineEntries.tsx'
import { isQuiet, parentOf } from './timeline-words.ts'
import { useSentence } from './use-sentence.ts'
import classes from './room.module.css'

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
  const input = { id: incident.id, ...pages, ...filter.input }
  const list = useInfiniteQuery(pagesOf(listTimeline, input))
  useLiveQuery(incident.id, answerKey(listTimeline, input))
  const [open, setOpen] = useState<readonly TimelineEntry[]>([])
  const shown = withOpen(list.data?.filter(({ kind }) => !isQuiet(kind)) ?? [], open)
  const others = (entry: TimelineEntry) => open.filter(({ number }) => number !== entry.number)
  const sentenceOf = useSentence()
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
        open={open.map(({ number }) => number)}
        onOpen={(entry, isOpen) => setOpen(isOpen ? [...others(entry), entry] : others(entry))}
      />
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text(isTree ? 'timeline.later' : 'timeline.older')}
        </Button>
      )}
      {isWhole && (
        <ExportButtons
          name={`${text('number', { number: incident.number })}-timeline`}
          columns={[
            { name: 'number', value: (entry: TimelineEntry) => entry.number },
            { name: 'at', value: (entry) => entry.at },
            { name: 'saidAt', value: (entry) => entry.fields['saidAt'] },
            { name: 'happenedAt', value: (entry) => entry.fields['happenedAt'] },
            { name: 'happenedZone', value: (entry) => entry.fields['happenedZone'] },
            { name: 'by', value: (entry) => entry.by },
            { name: 'source', value: (entry) => sourceOf(entry)?.source },
            { name: 'sourceName', value: (entry) => sourceOf(entry)?.name },
            { name: 'kind', value: (entry) => entry.kind },
            { name: 'what', value: (entry) => sentenceOf(entry).sentence },
            { name: 'words', value: (entry) => sentenceOf(entry).quote },
            { name: 'hangsOn', value: (entry) => parentOf(entry) },
            { name: 'flags', value: (entry) => marksOf(entry, 'flag') },
            { name: 'comments', value: (entry) => marksOf(entry, 'comment') },
            { name: 'correction', value: (entry) => marksOf(entry, 'correction') },
          ]}
          fetchAll={() => everyItem(listTimeline, { id: incident.id, order: 'oldest', ...filter.input })}
        />
      )}
    </Section>
  )
}

function marksOf({ marks }: TimelineEntry, kind: 'flag' | 'comment' | 'correction'): string {
  return marks
    .filter((mark) => mark.kind === kind)
    .map((mark) => (kind === 'flag' ? mark.text : `${mark.by}: ${mark.text}`))
    .join('\n')
}
