import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { localIn } from '../../../../../ui/entry/entry-values.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import type { Tone } from '../../../../../ui/marks/StateMark.tsx'
import {
  addMeasure,
  closeService,
  endMeasure,
  renewMeasure,
  reopenService,
  type ClosedService,
  type Measure,
} from '../../contract/registers.ts'
import { Act, Known, Register, Row } from './Register.tsx'
import type { Room } from './room.ts'

/** Stop-gaps, each with its end. */
export function Measures({ room }: { readonly room: Room }) {
  const { board, text, owners, nameOf, ask } = room
  const id = board.incidentId
  const add: Entry = {
    title: text('measures.add'),
    fields: [
      { kind: 'line', name: 'title', label: text('measures.what'), hint: text('measures.whatHint') },
      { kind: 'choice', name: 'ownerId', label: text('owner'), options: owners, isOptional: true },
      { kind: 'moment', name: 'expiresAt', label: text('measures.until'), hint: text('measures.untilHint') },
    ],
    initial: { expiresAt: localIn(14) },
    endpoint: addMeasure,
    given: { id },
    submit: text('add'),
  }
  const { end, renew } = measureEntries(room)
  const markOf = ({ endedAt, isOverdue }: Measure): { tone: Tone; word: string } =>
    endedAt !== null
      ? { tone: 'quiet', word: text('measures.ended') }
      : isOverdue
        ? { tone: 'bad', word: text('measures.overdue') }
        : { tone: 'active', word: text('measures.runs') }
  return (
    <Register
      title={text('measures.title')}
      empty={text('measures.empty')}
      isEmpty={board.measures.length === 0}
      actions={board.can.work && <Act onClick={() => ask(add)}>{text('measures.add')}</Act>}
    >
      {board.measures.map((measure) => (
        <Row
          key={measure.id}
          name={measure.title}
          mark={markOf(measure)}
          actions={
            board.can.settle &&
            measure.endedAt === null && (
              <>
                <Act of={measure.title} onClick={() => ask(end(measure))}>
                  {text('measures.end')}
                </Act>
                <Act of={measure.title} onClick={() => ask(renew(measure))}>
                  {text('measures.renew')}
                </Act>
              </>
            )
          }
        >
          <Known>
            {nameOf(measure.ownerId) ?? text('nobody')} · {text('measures.until')}{' '}
            <TimeText at={measure.expiresAt} form="absolute" />
          </Known>
          {measure.renewals.length > 0 && (
            <Known>{text('measures.renewed', { reason: measure.renewals.at(-1)?.reason ?? '' })}</Known>
          )}
        </Row>
      ))}
    </Register>
  )
}

function measureEntries({ board, text }: Room) {
  const id = board.incidentId
  return { end, renew }

  function end({ id: measure, title }: Measure): Entry {
    return {
      title: text('measures.endTitle', { title }),
      fields: [{ kind: 'text', name: 'note', label: text('measures.endNote') }],
      endpoint: endMeasure,
      given: { id, measure },
      submit: text('measures.end'),
    }
  }

  function renew({ id: measure, title }: Measure): Entry {
    return {
      title: text('measures.renewTitle', { title }),
      fields: [
        { kind: 'moment', name: 'expiresAt', label: text('measures.until') },
        { kind: 'text', name: 'reason', label: text('reason') },
      ],
      initial: { expiresAt: localIn(14) },
      endpoint: renewMeasure,
      given: { id, measure },
      submit: text('measures.renew'),
    }
  }
}

/** Ports and services that were closed, and how they open again. */
export function Services({ room }: { readonly room: Room }) {
  const { board, text, owners, nameOf, ask } = room
  const id = board.incidentId
  const add: Entry = {
    title: text('services.add'),
    fields: [
      { kind: 'line', name: 'name', label: text('services.name'), hint: text('services.nameHint') },
      { kind: 'choice', name: 'ownerId', label: text('owner'), options: owners },
      { kind: 'text', name: 'impact', label: text('services.impact') },
      { kind: 'text', name: 'reopenTest', label: text('services.test') },
    ],
    endpoint: closeService,
    given: { id },
    submit: text('add'),
  }
  const reopen = (service: ClosedService): Entry => ({
    title: text('services.reopenTitle', { name: service.name }),
    lead: <p>{text('services.reopenLead', { test: service.reopenTest })}</p>,
    fields: [
      { kind: 'yes', name: 'passed', label: text('services.passed') },
      { kind: 'text', name: 'result', label: text('services.result') },
    ],
    endpoint: reopenService,
    given: { id, service: service.id },
    submit: text('services.reopen'),
  })
  return (
    <Register
      title={text('services.title')}
      empty={text('services.empty')}
      isEmpty={board.services.length === 0}
      actions={board.can.work && <Act onClick={() => ask(add)}>{text('services.add')}</Act>}
    >
      {board.services.map((service) => (
        <Row
          key={service.id}
          name={service.name}
          mark={
            service.reopenedAt === null
              ? { tone: 'warn', word: text('services.closed') }
              : { tone: 'good', word: text('services.open') }
          }
          actions={
            board.can.work &&
            service.reopenedAt === null && (
              <Act of={service.name} onClick={() => ask(reopen(service))}>
                {text('services.reopen')}
              </Act>
            )
          }
        >
          <Known>
            {nameOf(service.ownerId) ?? text('nobody')} · {service.impact}
          </Known>
          <Known>{service.result ?? text('services.testIs', { test: service.reopenTest })}</Known>
        </Row>
      ))}
    </Register>
  )
}
