import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { listClosureConditions } from '../../../incidents/contract/incident.ts'
import { readContainment } from '../../contract/board.ts'
import { addWeakness } from '../../contract/registers.ts'
import { holesToLookFor, type Suggestion } from '../../rules/holes.ts'
import { Act, Known } from './Register.tsx'
import type { Room } from './room.ts'
import classes from './containment.module.css'

/** After such a beginning: what to look for on which system. One tap puts it on the list. */
export function SuggestedHoles({ room: { board, text } }: { readonly room: Room }) {
  const id = board.incidentId
  const causes = useAnswer(listClosureConditions, { id }, { live: { stream: id, kinds: ['vector.'] } })
  const add = useAct(addWeakness, { refreshes: [readContainment] })
  if (!board.can.work || !causes.data) return null
  const vector = causes.data.initialVector ?? 'unknown'
  const isListed = ({ hole, systemId }: Suggestion) =>
    board.weaknesses.some((one) => one.systemId === systemId && one.title === text(`hole.${hole}`))
  const found = holesToLookFor(vector, board.systems, isListed)
  if (found.length === 0) return null
  const nameOf = (systemId: string) => board.systems.find((system) => system.id === systemId)?.name ?? '…'
  return (
    <details className={classes.suggested} data-no-print>
      <summary>{text('holes.title', { count: found.length })}</summary>
      <Known>{text(vector === 'unknown' ? 'holes.unknown' : 'holes.lead')}</Known>
      {add.error && <Notice tone="bad">{add.error.message}</Notice>}
      <ul>
        {found.map(({ hole, systemId }) => (
          <li key={`${hole} ${systemId}`}>
            <span>
              {text(`hole.${hole}`)} · {nameOf(systemId)}
            </span>
            <Act
              of={`${text(`hole.${hole}`)}, ${nameOf(systemId)}`}
              onClick={() => add.mutate({ id, title: text(`hole.${hole}`), systemId })}
            >
              {text('holes.add')}
            </Act>
          </li>
        ))}
      </ul>
    </details>
  )
}
