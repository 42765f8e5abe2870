import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, pagesOf } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { EntryTime } from './EntryTime.tsx'
import { absoluteWords, regionalTag } from '../../../../../ui/kit/time-words.ts'
import { useLiveQuery } from '../../../../../ui/live.ts'
import { useSession } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listTimeline, type TimelineEntry } from '../../contract/incident.ts'
import { groupOf, timelineGroups, timelineWords } from './timeline-words.ts'
import classes from './room.module.css'

/** The incident's record, newest first; what others do appears within a second. */
export function Timeline({ incidentId }: { readonly incidentId: string }) {
  const text = useText('incidents')
  const ui = useText('ui')
  const input = { id: incidentId, limit: 25 }
  const list = useInfiniteQuery(pagesOf(listTimeline, input))
  useLiveQuery(incidentId, answerKey(listTimeline, input))
  const [group, setGroup] = useState('')
  const shown = list.data?.filter(({ kind }) => group === '' || groupOf(kind) === group) ?? []
  return (
    <Section
      title={text('timeline.title')}
      actions={
        <NativeSelect
          aria-label={text('timeline.filter')}
          value={group}
          onChange={(event) => setGroup(event.currentTarget.value)}
          data={[
            { value: '', label: ui('list.all') },
            ...timelineGroups.map((value) => ({ value, label: text(`timeline.group.${value}`) })),
          ]}
          data-no-print
        />
      }
    >
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && shown.length === 0 && (
        <p className={classes.dim}>{text(group === '' ? 'timeline.empty' : 'timeline.nothing')}</p>
      )}
      <ol className={classes.timeline}>
        {shown.map((entry) => (
          <Entry key={entry.number} entry={entry} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text('timeline.older')}
        </Button>
      )}
    </Section>
  )
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const text = useText('incidents')
  const language = useLanguage()
  const { tenant } = useSession()
  const words = timelineWords(entry, text, (at) =>
    absoluteWords(Date.parse(at), tenant.timeZone, regionalTag(language, navigator.languages)),
  )
  return (
    <li data-group={groupOf(entry.kind)} data-kind={entry.kind}>
      <p className={classes.entrySentence}>{words.sentence}</p>
      {words.quote !== undefined && <p className={classes.quote}>{words.quote}</p>}
      {words.details.map((detail) => (
        <p key={detail} className={classes.entryDetail}>
          {detail}
        </p>
      ))}
      <p className={classes.entryMeta}>
        {entry.by} · <EntryTime at={entry.at} />
      </p>
    </li>
  )
}
