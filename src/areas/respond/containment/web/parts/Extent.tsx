import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import type { Tone } from '../../../../../ui/marks/StateMark.tsx'
import { addWeakness, exceptWeakness, verifyWeakness, type Weakness } from '../../contract/registers.ts'
import { proofKinds } from '../../contract/words.ts'
import { Act, Known, Register, Row } from './Register.tsx'
import { evidenceField, type Room } from './room.ts'

/** Holes to be closed; what attackers are known to use stands first. */
export function Weaknesses({ room }: { readonly room: Room }) {
  const { board, text, ask } = room
  const { add, verify, except } = weaknessEntries(room)
  const markOf = ({
    verifiedAt,
    exceptedUntil,
    isExcepted,
    knownExploited,
  }: Weakness): { tone: Tone; word: string } => {
    if (verifiedAt !== null) return { tone: 'good', word: text('weaknesses.closed') }
    if (isExcepted) return { tone: 'warn', word: text('weaknesses.excepted') }
    if (exceptedUntil !== null) return { tone: 'bad', word: text('weaknesses.exceptionOver') }
    return knownExploited
      ? { tone: 'bad', word: text('weaknesses.urgent') }
      : { tone: 'warn', word: text('weaknesses.open') }
  }
  return (
    <Register
      title={text('weaknesses.title')}
      empty={text('weaknesses.empty')}
      isEmpty={board.weaknesses.length === 0}
      actions={board.can.work && <Act onClick={() => ask(add)}>{text('weaknesses.add')}</Act>}
    >
      {board.weaknesses.map((weakness) => (
        <Row
          key={weakness.id}
          name={weakness.title}
          mark={markOf(weakness)}
          actions={
            weakness.verifiedAt === null && (
              <>
                {board.can.work && (
                  <Act of={weakness.title} onClick={() => ask(verify(weakness))}>
                    {text('weaknesses.verify')}
                  </Act>
                )}
                {board.can.override && (
                  <Act of={weakness.title} onClick={() => ask(except(weakness))}>
                    {text('weaknesses.except')}
                  </Act>
                )}
              </>
            )
          }
        >
          <Known>
            {[
              weakness.reference,
              board.systems.find((one) => one.id === weakness.systemId)?.name,
              weakness.note,
            ]
              .filter((words) => words !== undefined && words !== '')
              .join(' · ')}
          </Known>
          {weakness.verifiedAt === null && weakness.exceptedUntil !== null && (
            <Known>
              {text('measures.until')} <TimeText at={weakness.exceptedUntil} form="absolute" /> ·{' '}
              {weakness.exceptionReason}
            </Known>
          )}
        </Row>
      ))}
    </Register>
  )
}

function weaknessEntries(room: Room) {
  const { board, text } = room
  const id = board.incidentId
  const add: Entry = {
    title: text('weaknesses.add'),
    fields: [
      { kind: 'line', name: 'title', label: text('weaknesses.what') },
      { kind: 'line', name: 'reference', label: text('weaknesses.reference'), max: 100, isOptional: true },
      {
        kind: 'choice',
        name: 'systemId',
        label: text('watches.system'),
        options: board.systems.map((system) => ({ value: system.id, label: system.name })),
        isOptional: true,
      },
      { kind: 'yes', name: 'knownExploited', label: text('weaknesses.exploited') },
    ],
    endpoint: addWeakness,
    given: { id },
    submit: text('add'),
  }
  const verify = ({ id: weakness, title }: Weakness): Entry => ({
    title: text('weaknesses.verifyTitle', { title }),
    fields: [
      {
        kind: 'choice',
        name: 'how',
        label: text('weaknesses.how'),
        options: proofKinds.map((value) => ({ value, label: text(`proof.${value}`) })),
      },
      { kind: 'text', name: 'note', label: text('weaknesses.seen') },
      evidenceField(room, text('weaknesses.sealedHint')),
    ],
    endpoint: verifyWeakness,
    given: { id, weakness },
    submit: text('weaknesses.verify'),
  })
  const except = ({ id: weakness, title }: Weakness): Entry => ({
    title: text('weaknesses.exceptTitle', { title }),
    fields: [
      { kind: 'moment', name: 'until', label: text('measures.until') },
      { kind: 'text', name: 'reason', label: text('reason') },
    ],
    endpoint: exceptWeakness,
    given: { id, weakness },
    submit: text('weaknesses.except'),
  })
  return { add, verify, except }
}
