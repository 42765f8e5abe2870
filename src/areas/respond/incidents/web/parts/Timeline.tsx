import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, everyItem, pagesOf } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { ExportButtons } from '../../../../../ui/lists/ExportButtons.tsx'
import { useLiveQuery } from '../../../../../ui/live.ts'
import { useText } from '../../../../../ui/text.ts'
import { listTimeline, type Incident, type TimelineEntry } from '../../contract/incident.ts'
import { EntryMarks } from './EntryMarks.tsx'
import { ProposeButton } from './ProposeButton.tsx'
import { EntryTime } from './EntryTime.tsx'
import { withOpen } from './open-entries.ts'
import { TimelineFilter, useTimelineFilter } from './TimelineFilter.tsx'
import { groupOf, isQuiet } from './timeline-words.ts'
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
  const input = { id: incident.id, limit: 25, ...filter.input }
  const list = useInfiniteQuery(pagesOf(listTimeline, input))
  useLiveQuery(incident.id, answerKey(listTimeline, input))
  const [open, setOpen] = useState<readonly TimelineEntry[]>([])
  const shown = withOpen(list.data?.filter(({ kind }) => !isQuiet(kind)) ?? [], open)
  const others = (entry: TimelineEntry) => open.filter(({ number }) => number !== entry.number)
  const sentenceOf = useSentence()
  return (
    <Section title={text('timeline.title')}>
      <TimelineFilter filter={filter} isWhole={isWhole} />
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && shown.length === 0 && !list.hasNextPage && (
        <p className={classes.dim}>{text(filter.isFiltered ? 'timeline.nothing' : 'timeline.empty')}</p>
      )}
      <ol className={classes.timeline}>
        {shown.map((entry) => (
          <Entry
            key={entry.number}
            entry={entry}
            incident={incident}
            isOpen={open.some(({ number }) => number === entry.number)}
            onOpen={(isOpen) => setOpen(isOpen ? [...others(entry), entry] : others(entry))}
          />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text('timeline.older')}
        </Button>
      )}
      {isWhole && (
        <ExportButtons
          name={`${text('number', { number: incident.number })}-timeline`}
          columns={[
            { name: 'number', value: (entry: TimelineEntry) => entry.number },
            { name: 'at', value: (entry) => entry.at },
            { name: 'saidAt', value: (entry) => entry.fields['saidAt'] },
            { name: 'by', value: (entry) => entry.by },
            { name: 'kind', value: (entry) => entry.kind },
            { name: 'what', value: (entry) => sentenceOf(entry).sentence },
            { name: 'words', value: (entry) => sentenceOf(entry).quote },
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

interface EntryProps {
  readonly entry: TimelineEntry
  readonly incident: Incident
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

function Entry({ entry, incident, isOpen, onOpen }: EntryProps) {
  const text = useText('incidents')
  const words = useSentence()(entry)
  const isCorrected = entry.marks.some((mark) => mark.kind === 'correction')
  return (
    <li data-group={groupOf(entry.kind)} data-kind={entry.kind} data-corrected={isCorrected}>
      <p className={classes.entrySentence}>{words.sentence}</p>
      {words.quote !== undefined && <p className={classes.quote}>{words.quote}</p>}
      {words.details.map((detail) => (
        <p key={detail} className={classes.entryDetail}>
          {detail}
        </p>
      ))}
      <p className={classes.entryMeta}>
        #{entry.number} · {entry.by} · <EntryTime at={entry.at} />
        {incident.can.note && !isOpen && (
          <button
            type="button"
            className={classes.entryOpen}
            onClick={() => onOpen(true)}
            aria-label={text('entry.markOf', { entry: entry.number })}
            data-no-print
          >
            {text('entry.mark')}
          </button>
        )}
        {incident.can.note && words.quote !== undefined && entry.kind !== 'idea.add' && (
          <ProposeButton incidentId={incident.id} entry={entry.number} />
        )}
      </p>
      <EntryMarks entry={entry} incidentId={incident.id} isOpen={isOpen} onClose={() => onOpen(false)} />
    </li>
  )
}
