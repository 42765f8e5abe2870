import { Button, NativeSelect } from '@mantine/core'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { CallNode } from '../../contract/call-tree.ts'
import { callersFor } from './tree-links.ts'
import { FreshMark } from './FreshMark.tsx'
import { WayLines } from './WayLines.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../contacts.module.css'

interface CallRowProps {
  readonly person: CallNode
  readonly people: readonly CallNode[]
  readonly isMe: boolean
  readonly isChanging: boolean
  readonly onMove: (calledBy: string | null) => void
  readonly onTakeOut: () => void
}

/** One person of the call tree: who calls them, and every number. */
export function CallRow({ person, people, isMe, isChanging, onMove, onTakeOut }: CallRowProps) {
  const text = useText('contacts')
  const caller = people.find(({ contactId }) => contactId === person.calledBy)
  return (
    <li ref={(line) => line?.style.setProperty('--depth', String(Math.min(person.depth, 5)))}>
      <div className={lines.words}>
        <strong>
          {person.name} {isMe && `(${text('tree.you')})`}
        </strong>
        <span className={lines.dim}>
          {caller ? text('tree.calledBy', { name: caller.name }) : text('tree.calledFirst')}
        </span>
        <WayLines ways={person.ways} />
        <span className={classes.marks}>
          <FreshMark contact={person} />
          {person.isUnreachable && <StateMark tone="bad" word={text('tree.unreachable')} />}
          {person.isAway && <StateMark tone="warn" word={text('away.now')} />}
          {person.deputyName !== '' && (
            <span className={lines.dim}>{text('tree.deputy', { name: person.deputyName })}</span>
          )}
        </span>
      </div>
      {isChanging && (
        <div className={lines.acts} data-no-print>
          <NativeSelect
            aria-label={text('tree.whoCalls', { name: person.name })}
            value={person.calledBy ?? ''}
            onChange={(event) => onMove(event.currentTarget.value || null)}
            data={[
              { value: '', label: text('tree.calledFirst') },
              ...callersFor(people, person.contactId).map(({ contactId, name }) => ({
                value: contactId,
                label: text('tree.calledBy', { name }),
              })),
            ]}
          />
          <Button variant="subtle" onClick={onTakeOut} aria-label={`${text('tree.takeOut')}: ${person.name}`}>
            {text('tree.takeOut')}
          </Button>
        </div>
      )}
    </li>
  )
}
