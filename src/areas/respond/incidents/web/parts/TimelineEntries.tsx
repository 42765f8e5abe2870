import { useText } from '../../../../../ui/text.ts'
import type { Incident, TimelineEntry } from '../../contract/incident.ts'
import { treeOf, type Branch } from '../../rules/timeline-tree.ts'
import { EntryMarks } from './EntryMarks.tsx'
import { EntryTime } from './EntryTime.tsx'
import { ProposeButton } from './ProposeButton.tsx'
import { groupOf, parentOf } from './timeline-words.ts'
import { useSentence } from './use-sentence.ts'
import classes from './room.module.css'

interface TimelineEntriesProps {
  readonly entries: readonly TimelineEntry[]
  readonly incident: Incident
  /** Each under the one that it hangs on; otherwise one after the other. */
  readonly isTree: boolean
  /** Numbers of those whose form is open. */
  readonly open: readonly number[]
  readonly onOpen: (entry: TimelineEntry, isOpen: boolean) => void
  /** Number of the entry that somebody came for: it is brought into sight. */
  readonly sought?: number | undefined
}

/** Entries of the record, as a list or as the tree of what came of what. */
export function TimelineEntries(props: TimelineEntriesProps) {
  const { entries, isTree } = props
  const branches = isTree ? treeOf(entries, parentOf) : entries.map((entry) => ({ entry, branches: [] }))
  return <Branches {...props} branches={branches} />
}

interface BranchesProps extends TimelineEntriesProps {
  readonly branches: readonly Branch<TimelineEntry>[]
}

function Branches({ branches, ...rest }: BranchesProps) {
  return (
    <ol className={classes.timeline}>
      {branches.map(({ entry, branches: own }) => (
        <Entry
          key={entry.number}
          {...rest}
          entry={entry}
          isOpen={rest.open.includes(entry.number)}
          branches={own}
        />
      ))}
    </ol>
  )
}

interface EntryProps extends BranchesProps {
  readonly entry: TimelineEntry
  readonly isOpen: boolean
}

function Entry({ branches, ...rest }: EntryProps) {
  const { entry, incident, isOpen, onOpen, entries } = rest
  const text = useText('incidents')
  const words = useSentence()(entry)
  const isCorrected = entry.marks.some((mark) => mark.kind === 'correction')
  return (
    <li
      ref={rest.sought === entry.number ? intoSight : undefined}
      tabIndex={rest.sought === entry.number ? -1 : undefined}
      data-group={groupOf(entry.kind)}
      data-kind={entry.kind}
      data-corrected={isCorrected}
      data-sought={rest.sought === entry.number}
    >
      <p className={classes.entrySentence}>{words.sentence}</p>
      {words.quote !== undefined && <p className={classes.quote}>{words.quote}</p>}
      {words.details.map((detail) => (
        <p key={detail} className={classes.entryDetail}>
          {detail}
        </p>
      ))}
      <p className={classes.entryMeta}>
        #{entry.number} · {entry.by} · <EntryTime at={entry.at} />
        {words.source !== undefined && ` · ${words.source}`}
        {incident.can.note && !isOpen && (
          <button
            type="button"
            className={classes.entryOpen}
            onClick={() => onOpen(entry, true)}
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
      <EntryMarks
        entry={entry}
        others={entries}
        incidentId={incident.id}
        isOpen={isOpen}
        onClose={() => onOpen(entry, false)}
      />
      {branches.length > 0 && <Branches {...rest} branches={branches} />}
    </li>
  )
}

/** Once, as it appears; whoever reads by ear hears it first. */
function intoSight(line: HTMLLIElement | null): void {
  line?.scrollIntoView({ block: 'center' })
  line?.focus({ preventScroll: true })
}
