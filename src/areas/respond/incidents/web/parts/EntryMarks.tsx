import { Suspense, lazy } from 'react'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { TimelineEntry } from '../../contract/incident.ts'
import { entryFlags, type EntryFlag } from '../../contract/marks.ts'
import { EntryTime } from './EntryTime.tsx'
import classes from './room.module.css'

const EntryForm = lazy(async () => ({ default: (await import('./EntryForm.tsx')).EntryForm }))

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
        <Suspense>
          <EntryForm entry={entry} others={others} incidentId={incidentId} flags={flags} onClose={onClose} />
        </Suspense>
      )}
    </>
  )
}
