import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listTimeline, type TimelineEntry } from '../../contract/incident.ts'
import { entryTies, hangEntry, type EntryTie } from '../../contract/marks.ts'
import { parentOf } from './timeline-words.ts'
import { useSentence } from './use-sentence.ts'
import classes from './room.module.css'

interface HangFormProps {
  readonly entry: TimelineEntry
  /** The entries in sight. */
  readonly others: readonly TimelineEntry[]
  readonly incidentId: string
}

const longestWords = 80

/** Hangs an entry on the one that it came of or answers, so that the record reads as a tree. */
export function HangForm({ entry, others, incidentId: id }: HangFormProps) {
  const text = useText('incidents')
  const sentenceOf = useSentence()
  const hung = parentOf(entry)
  const [parent, setParent] = useState('')
  const [tie, setTie] = useState<EntryTie>('follows')
  const act = useAct(hangEntry, { refreshes: [listTimeline] })
  const wordsOf = (other: TimelineEntry) => {
    const { sentence, quote } = sentenceOf(other)
    return `#${other.number} ${other.kind === 'note.add' ? (quote ?? sentence) : sentence}`.slice(
      0,
      longestWords,
    )
  }
  return (
    <div className={classes.hang}>
      <NativeSelect
        label={text('entry.hangOn')}
        value={parent}
        onChange={(event) => setParent(event.currentTarget.value)}
        data={[
          { value: '', label: text('entry.hangNone') },
          ...others
            .filter(({ number }) => number !== entry.number)
            .map((other) => ({ value: String(other.number), label: wordsOf(other) })),
        ]}
      />
      <NativeSelect
        label={text('entry.hangHow')}
        value={tie}
        onChange={(event) => setTie(entryTies.find((one) => one === event.currentTarget.value) ?? 'follows')}
        data={entryTies.map((value) => ({ value, label: text(`entry.tie.${value}`) }))}
      />
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      <div className={classes.buttons}>
        <Button
          size="compact-md"
          variant="default"
          disabled={parent === ''}
          loading={act.isPending}
          onClick={() => act.mutate({ id, entry: entry.number, parent: Number(parent), tie })}
        >
          {text('entry.hang')}
        </Button>
        {hung !== undefined && (
          <Button
            size="compact-md"
            variant="subtle"
            onClick={() => act.mutate({ id, entry: entry.number, parent: null })}
          >
            {text('entry.unhang')}
          </Button>
        )}
      </div>
    </div>
  )
}
