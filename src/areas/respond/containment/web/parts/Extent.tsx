import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import type { Tone } from '../../../../../ui/marks/StateMark.tsx'
import { addWeakness, exceptWeakness, verifyWeakness, type Weakness } from '../../contract/registers.ts'
import { addScopeLine, changeScopeLine, type ScopeLine } from '../../contract/watching.ts'
import { proofKinds, scopeStates, scopeSubjects } from '../../contract/words.ts'
import { Act, Known, Register, Row } from './Register.tsx'
import type { Room } from './room.ts'

/** Holes to be closed; what attackers are known to use stands first. */
export function Weaknesses({ room }: { readonly room: Room }) {
  const { board, text, ask } = room
  const { add, verify, except } = weaknessEntries(room)
  const markOf = ({ verifiedAt, exceptedUntil, knownExploited }: Weakness): { tone: Tone; word: string } => {
    if (verifiedAt !== null) return { tone: 'good', word: text('weaknesses.closed') }
    if (exceptedUntil !== null) return { tone: 'warn', word: text('weaknesses.excepted') }
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

function weaknessEntries({ board, text }: Room) {
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

const scopeTones: Readonly<Record<ScopeLine['state'], Tone>> = {
  suspected: 'unknown',
  known: 'bad',
  ruled_out: 'quiet',
}
const dataKinds = ['customer', 'staff', 'payment', 'health', 'credentials', 'business'] as const

/** Data, systems and work: what is suspected, known, ruled out, and since when. */
export function Scope({ room }: { readonly room: Room }) {
  const { board, text, ask } = room
  const { add, change } = scopeEntries(room)
  return (
    <Register
      title={text('scope.title')}
      empty={text('scope.empty')}
      isEmpty={board.scope.length === 0}
      actions={board.can.work && <Act onClick={() => ask(add)}>{text('scope.add')}</Act>}
    >
      {board.scope.map((line) => (
        <Row
          key={line.id}
          name={line.name}
          mark={{ tone: scopeTones[line.state], word: text(`scopeState.${line.state}`) }}
          actions={
            board.can.work && (
              <Act of={line.name} onClick={() => ask(change(line))}>
                {text('scope.change')}
              </Act>
            )
          }
        >
          <Known>
            {text(`subject.${line.subject}`)}
            {line.dataKind !== null && ` · ${text(`dataKind.${line.dataKind}`)}`}
            {line.records !== null && ` · ${text('scope.count', { count: line.records })}`} ·{' '}
            {text('scope.since')} <TimeText at={line.since} />
          </Known>
          {line.note !== '' && <Known>{line.note}</Known>}
        </Row>
      ))}
    </Register>
  )
}

function scopeEntries({ board, text }: Room) {
  const id = board.incidentId
  const state = {
    kind: 'choice' as const,
    name: 'state',
    label: text('scope.state'),
    options: scopeStates.map((value) => ({ value, label: text(`scopeState.${value}`) })),
  }
  const rest = [
    { kind: 'number' as const, name: 'records', label: text('scope.records'), isOptional: true },
    { kind: 'text' as const, name: 'note', label: text('scope.note'), isOptional: true },
  ]
  const add: Entry = {
    title: text('scope.add'),
    fields: [
      {
        kind: 'choice',
        name: 'subject',
        label: text('scope.subject'),
        options: scopeSubjects.map((value) => ({ value, label: text(`subject.${value}`) })),
      },
      { kind: 'line', name: 'name', label: text('scope.name'), hint: text('scope.nameHint') },
      {
        kind: 'choice',
        name: 'dataKind',
        label: text('scope.dataKind'),
        options: dataKinds.map((value) => ({ value, label: text(`dataKind.${value}`) })),
        isOptional: true,
      },
      state,
      ...rest,
    ],
    endpoint: addScopeLine,
    given: { id },
    submit: text('add'),
  }
  const change = (line: ScopeLine): Entry => ({
    title: line.name,
    fields: [state, ...rest],
    initial: {
      state: line.state,
      records: line.records === null ? '' : String(line.records),
      note: line.note,
    },
    endpoint: changeScopeLine,
    given: { id, line: line.id },
    submit: text('save'),
  })
  return { add, change }
}
