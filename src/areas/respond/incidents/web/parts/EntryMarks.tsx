import { Button, Textarea } from '@mantine/core'
import { Suspense, lazy, useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listTimeline, type TimelineEntry } from '../../contract/incident.ts'
import {
  commentEntry,
  correctEntry,
  entryFlags,
  flagEntry,
  unflagEntry,
  type EntryFlag,
} from '../../contract/marks.ts'
import { ownBasis, sentBasis } from './capture-basis.ts'
import { mentionedIn } from './capture-line.ts'
import { EntryTime } from './EntryTime.tsx'
import { usePeople } from './people.ts'
import classes from './room.module.css'

const CaptureBasis = lazy(async () => ({ default: (await import('./CaptureBasis.tsx')).CaptureBasis }))
const HangForm = lazy(async () => ({ default: (await import('./HangForm.tsx')).HangForm }))

interface EntryMarksProps {
  readonly entry: TimelineEntry
  /** What it may hang on. */
  readonly others: readonly TimelineEntry[]
  readonly incidentId: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

const tones: Readonly<Record<EntryFlag, Tone>> = { key: 'active', doubtful: 'warn', follow_up: 'quiet' }

/** What was said about an entry, and, when opened, the place to say more. The entry itself never changes. */
export function EntryMarks({ entry, others, incidentId, isOpen, onClose }: EntryMarksProps) {
  const text = useText('incidents')
  const flags = entryFlags.filter((flag) =>
    entry.marks.some((mark) => mark.kind === 'flag' && mark.text === flag),
  )
  return (
    <>
      {flags.length > 0 && (
        <p className={classes.entryFlags}>
          {flags.map((flag) => (
            <StateMark key={flag} tone={tones[flag]} word={text(`flag.${flag}`)} />
          ))}
        </p>
      )}
      {entry.marks.map(
        ({ id, kind, text: parent }) =>
          (kind === 'follows' || kind === 'answers') && (
            <p key={id} className={classes.entryMeta}>
              ↳ {text('entry.hung', { tie: text(`tie.${kind}`), parent })}
            </p>
          ),
      )}
      {entry.marks
        .filter(({ kind }) => kind === 'comment' || kind === 'correction')
        .map((mark) => (
          <div key={mark.id} className={classes.entryMark} data-kind={mark.kind}>
            <p>
              {mark.kind === 'correction' && <strong>{text('entry.corrected')} </strong>}
              {mark.text}
            </p>
            <p className={classes.entryMeta}>
              {mark.by} · <EntryTime at={mark.at} />
            </p>
          </div>
        ))}
      {isOpen && (
        <EntryForm entry={entry} others={others} incidentId={incidentId} flags={flags} onClose={onClose} />
      )}
    </>
  )
}

interface EntryFormProps extends Omit<EntryMarksProps, 'isOpen'> {
  readonly flags: readonly EntryFlag[]
}

function EntryForm({ entry, others, incidentId: id, flags, onClose }: EntryFormProps) {
  const text = useText('incidents')
  const people = usePeople()
  const [words, setWords] = useState('')
  const [basis, setBasis] = useState(ownBasis)
  const options = { refreshes: [listTimeline] }
  const comment = useAct(commentEntry, options)
  const correct = useAct(correctEntry, options)
  const flag = useAct(flagEntry, options)
  const unflag = useAct(unflagEntry, options)
  const error = comment.error ?? correct.error ?? flag.error ?? unflag.error
  const at = { id, entry: entry.number }
  const mentions = mentionedIn(words, people.active).map((person) => person.id)
  const isEmpty = words.trim() === ''
  return (
    <div className={classes.entryForm}>
      <div className={classes.buttons}>
        {entryFlags.map((one) => (
          <Button
            key={one}
            size="compact-md"
            variant={flags.includes(one) ? 'filled' : 'default'}
            aria-pressed={flags.includes(one)}
            onClick={() => (flags.includes(one) ? unflag : flag).mutate({ ...at, flag: one })}
          >
            {text(`flag.${one}`)}
          </Button>
        ))}
      </div>
      <Textarea
        label={text('entry.words')}
        description={text('entry.wordsHint')}
        autosize
        minRows={2}
        maxLength={10_000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        ref={(field) => {
          // Opened by a press of a button that is gone now.
          if (field && document.activeElement === document.body) field.focus()
        }}
      />
      {!isEmpty && (
        <Suspense>
          <CaptureBasis more={basis} isBusy={correct.isPending} onChange={setBasis} isOfCorrection />
        </Suspense>
      )}
      {error && <Notice tone="bad">{error.message}</Notice>}
      <div className={classes.buttons}>
        <Button
          size="compact-md"
          disabled={isEmpty}
          loading={comment.isPending}
          onClick={() => comment.mutate({ ...at, text: words, mentions }, { onSuccess: onClose })}
        >
          {text('entry.comment')}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          disabled={isEmpty}
          loading={correct.isPending}
          onClick={() =>
            correct.mutate({ ...at, text: words, basis: sentBasis(basis) }, { onSuccess: onClose })
          }
        >
          {text('entry.correct')}
        </Button>
        <Button size="compact-md" variant="subtle" onClick={onClose}>
          {text('room.cancel')}
        </Button>
      </div>
      <Suspense>
        <HangForm entry={entry} others={others} incidentId={id} />
      </Suspense>
    </div>
  )
}
