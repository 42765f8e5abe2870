import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { localIn } from '../../../../../ui/entry/entry-values.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { spanWords } from '../../../../../ui/kit/time-words.ts'
import type { Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage } from '../../../../../ui/text.ts'
import { useWhole } from '../../../../../ui/whole.ts'
import { listFunctions } from '../../../../register/assets/contract.ts'
import { claimClearance, recordStop, signClearance, type FunctionReturn } from '../../contract/watching.ts'
import { clearanceCriteria } from '../../contract/words.ts'
import { Act, Known, Register, Row } from './Register.tsx'
import type { Room } from './room.ts'

/** That the attacker is gone: said by one, signed by another. */
export function Clearance({ room }: { readonly room: Room }) {
  const { board, text, ask } = room
  const { clearance, can } = board
  const { claim, sign } = clearanceEntries(room)
  return (
    <Register
      title={text('clearance.title')}
      empty={text('clearance.empty')}
      isEmpty={clearance === null}
      actions={
        can.sign &&
        (clearance === null || clearance.isOutdated) && (
          <Act onClick={() => ask(claim)}>{text('clearance.claim')}</Act>
        )
      }
    >
      {clearance && (
        <Row
          name={clearance.basis}
          mark={
            clearance.isOutdated
              ? { tone: 'bad', word: text('clearance.outdated') }
              : clearance.signedAt === null
                ? { tone: 'warn', word: text('clearance.waits') }
                : { tone: 'good', word: text('clearance.signed') }
          }
          actions={
            can.sign &&
            !clearance.isOutdated &&
            clearance.signedAt === null && <Act onClick={() => ask(sign)}>{text('clearance.sign')}</Act>
          }
        >
          <Known>
            {text('clearance.said', { by: clearance.claimedBy })} <TimeText at={clearance.claimedAt} />
          </Known>
          {clearance.signedBy !== null && (
            <Known>{text('clearance.signedBy', { by: clearance.signedBy })}</Known>
          )}
          {clearance.soloReason !== null && (
            <Known>{text('clearance.soloBecause', { why: clearance.soloReason })}</Known>
          )}
        </Row>
      )}
    </Register>
  )
}

function clearanceEntries({ board, text }: Room): { readonly claim: Entry; readonly sign: Entry } {
  const { clearance } = board
  const given = { id: board.incidentId }
  const criteria = {
    kind: 'many' as const,
    name: 'criteria',
    label: text('clearance.criteria'),
    hint: text('clearance.criteriaHint'),
    options: clearanceCriteria.map((value) => ({ value, label: text(`criterion.${value}`) })),
  }
  const claim: Entry = {
    title: text('clearance.claim'),
    fields: [
      criteria,
      { kind: 'text', name: 'basis', label: text('clearance.basis'), hint: text('clearance.basisHint') },
    ],
    endpoint: claimClearance,
    given,
    submit: text('clearance.claim'),
  }
  const sign: Entry = {
    title: text('clearance.sign'),
    lead: (
      <p>{text('clearance.signLead', { by: clearance?.claimedBy ?? '', basis: clearance?.basis ?? '' })}</p>
    ),
    fields: [
      criteria,
      {
        kind: 'text',
        name: 'soloReason',
        label: text('clearance.alone'),
        hint: text('clearance.aloneHint'),
        isOptional: true,
      },
    ],
    endpoint: signClearance,
    given: { ...given, claimedAt: clearance?.claimedAt },
    submit: text('clearance.sign'),
  }
  return { claim, sign }
}

interface FunctionsProps {
  readonly room: Room
  readonly onAccept: (one: FunctionReturn) => void
}

/** Work that stopped, in the order in which it comes back, with the real time beside the aim. */
export function Functions({ room, onAccept }: FunctionsProps) {
  const { board, text, ask } = room
  const language = useLanguage()
  const data = useWhole(listFunctions, {}, { enabled: board.can.work })
  const isDown = (id: string) =>
    board.functions.some(({ functionId, acceptedAt }) => functionId === id && acceptedAt === null)
  const left = data.filter(({ id }) => !isDown(id))
  const stop: Entry = {
    title: text('functions.stop'),
    fields: [
      {
        kind: 'choice',
        name: 'functionId',
        label: text('functions.which'),
        options: left.map(({ id, name }) => ({ value: id, label: name })),
      },
      { kind: 'moment', name: 'downAt', label: text('functions.since') },
    ],
    initial: { downAt: localIn(0) },
    endpoint: recordStop,
    given: { id: board.incidentId },
    submit: text('functions.stop'),
  }
  const span = (minutes: number) => spanWords(minutes * 60_000, language)
  const markOf = ({ acceptedAt, tookMinutes, aimMinutes }: FunctionReturn): { tone: Tone; word: string } => {
    if (acceptedAt === null) return { tone: 'bad', word: text('functions.down') }
    const isLate = aimMinutes !== null && (tookMinutes ?? 0) > aimMinutes
    return isLate
      ? { tone: 'warn', word: text('functions.late') }
      : { tone: 'good', word: text('functions.back') }
  }
  return (
    <Register
      title={text('functions.title')}
      empty={text(data.length === 0 && board.can.work ? 'functions.none' : 'functions.empty')}
      isEmpty={board.functions.length === 0}
      actions={
        board.can.work && left.length > 0 && <Act onClick={() => ask(stop)}>{text('functions.stop')}</Act>
      }
    >
      {board.functions.map((one) => (
        <Row
          key={`${one.functionId} ${one.downAt}`}
          name={one.name}
          mark={markOf(one)}
          actions={
            board.can.work &&
            one.acceptedAt === null && (
              <Act of={one.name} onClick={() => onAccept(one)}>
                {text('functions.accept')}
              </Act>
            )
          }
        >
          <Known>
            {text('functions.priority', { priority: one.priority })} · {text('functions.since')}{' '}
            <TimeText at={one.downAt} />
          </Known>
          {one.aimMinutes !== null && <Known>{text('functions.aim', { time: span(one.aimMinutes) })}</Known>}
          {one.tookMinutes !== null && (
            <Known>{text('functions.took', { time: span(one.tookMinutes), by: one.acceptedBy ?? '' })}</Known>
          )}
          {one.acceptedAt === null && one.workaround !== '' && (
            <Known>{text('isolate.way', { words: one.workaround })}</Known>
          )}
        </Row>
      ))}
    </Register>
  )
}
