import { useState } from 'react'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { localIn } from '../../../../../ui/entry/entry-values.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import type { Tone } from '../../../../../ui/marks/StateMark.tsx'
import { footholdLists } from '../../content/footholds.ts'
import {
  answerFoothold,
  planWatch,
  recordWatchCheck,
  removeFoothold,
  startFootholds,
  startWatch,
  type Foothold,
  type Watch,
  type WatchCheck,
} from '../../contract/watching.ts'
import { footholdAnswers, platforms, watchResults } from '../../contract/words.ts'
import { Act, Known, Register, Row } from './Register.tsx'
import type { Room } from './room.ts'
import classes from './containment.module.css'

/** Where an attacker stays after the door is shut, platform by platform. */
export function Footholds({ room }: { readonly room: Room }) {
  const { board, text, ask } = room
  const id = board.incidentId
  const left = platforms.filter((platform) => !board.footholds.some((one) => one.platform === platform))
  const start: Entry = {
    title: text('footholds.start'),
    fields: [
      {
        kind: 'choice',
        name: 'platform',
        label: text('footholds.platform'),
        options: left.map((value) => ({ value, label: text(`platform.${value}`) })),
      },
    ],
    endpoint: startFootholds,
    given: { id },
    submit: text('footholds.start'),
  }
  return (
    <Register
      title={text('footholds.title')}
      empty={text('footholds.empty')}
      isEmpty={board.footholds.length === 0}
      actions={
        board.can.work && left.length > 0 && <Act onClick={() => ask(start)}>{text('footholds.start')}</Act>
      }
    >
      {board.footholds.map((foothold) => (
        <FootholdRow key={foothold.id} room={room} foothold={foothold} />
      ))}
    </Register>
  )
}

function FootholdRow({ room, foothold }: { readonly room: Room; readonly foothold: Foothold }) {
  const { board, text, ask } = room
  const { platform, item, answer, removedAt, recheckAt, note, answeredBy } = foothold
  const name = text(`foothold.${platform}.${item}.what`)
  const technique = footholdLists[platform].find((one) => one.item === item)?.technique
  const given = { id: board.incidentId, foothold: foothold.id }
  const look = <p>{text(`foothold.${platform}.${item}.look`)}</p>
  const answering: Entry = {
    title: name,
    lead: look,
    fields: [
      {
        kind: 'choice',
        name: 'answer',
        label: text('footholds.answer'),
        hint: text('footholds.answerHint'),
        options: footholdAnswers.toReversed().map((value) => ({ value, label: text(`answer.${value}`) })),
      },
      { kind: 'text', name: 'note', label: text('note'), isOptional: true },
    ],
    endpoint: answerFoothold,
    given,
    submit: text('save'),
  }
  const removing: Entry = {
    title: text('footholds.removeTitle', { name }),
    lead: <p>{text('footholds.removeLead')}</p>,
    fields: [{ kind: 'text', name: 'note', label: text('footholds.how') }],
    endpoint: removeFoothold,
    given,
    submit: text('footholds.remove'),
  }
  const mark: { tone: Tone; word: string } =
    answer === null
      ? { tone: 'quiet', word: text('footholds.open') }
      : removedAt !== null
        ? { tone: 'good', word: text('footholds.removed') }
        : {
            tone: ({ yes: 'bad', no: 'good', unknown: 'unknown' } as const)[answer],
            word: text(`answer.${answer}`),
          }
  return (
    <Row
      name={name}
      mark={mark}
      actions={
        board.can.settle && (
          <>
            <Act of={name} onClick={() => ask(answering)}>
              {text('footholds.look')}
            </Act>
            {answer === 'yes' && removedAt === null && (
              <Act of={name} onClick={() => ask(removing)}>
                {text('footholds.remove')}
              </Act>
            )}
          </>
        )
      }
    >
      <Known>
        {text(`platform.${platform}`)}
        {technique !== undefined && ` · ATT&CK ${technique}`}
        {answeredBy !== null && ` · ${answeredBy}`}
        {note !== '' && ` · ${note}`}
      </Known>
      {recheckAt !== null && (
        <Known>
          {text('footholds.again')} <TimeText at={recheckAt} />
        </Known>
      )}
    </Row>
  )
}

/** Who looks, and when; what was found. */
export function Watches({ room }: { readonly room: Room }) {
  const { board, text, watchers, ask } = room
  const id = board.incidentId
  const who = {
    kind: 'many' as const,
    name: 'watcherIds',
    label: text('watches.who'),
    options: watchers,
  }
  const what = {
    kind: 'line' as const,
    name: 'title',
    label: text('watches.what'),
    hint: text('watches.whatHint'),
  }
  const start: Entry = {
    title: text('watches.start'),
    fields: [
      what,
      {
        kind: 'choice',
        name: 'systemId',
        label: text('watches.system'),
        hint: text('watches.systemHint'),
        options: board.systems.map((system) => ({ value: system.id, label: system.name })),
        isOptional: true,
      },
      { kind: 'moment', name: 'startsAt', label: text('watches.from') },
      { kind: 'moment', name: 'endsAt', label: text('watches.until') },
      { kind: 'number', name: 'everyMinutes', label: text('watches.every'), hint: text('watches.everyHint') },
      who,
    ],
    initial: {
      startsAt: localIn(0),
      endsAt: localIn(3),
      everyMinutes: '480',
    },
    endpoint: startWatch,
    given: { id },
    submit: text('watches.start'),
  }
  const plan: Entry = {
    title: text('watches.plan'),
    lead: <p>{text('watches.planLead')}</p>,
    fields: [what, { kind: 'moment', name: 'from', label: text('watches.from') }, who],
    initial: { from: localIn(0) },
    endpoint: planWatch,
    given: { id },
    submit: text('watches.plan'),
  }
  return (
    <Register
      title={text('watches.title')}
      empty={text('watches.empty')}
      isEmpty={board.watches.length === 0}
      actions={
        board.can.work && (
          <span className={classes.rowActions}>
            <Act onClick={() => ask(start)}>{text('watches.start')}</Act>
            {!board.watches.some(({ kind }) => kind === 'plan') && (
              <Act onClick={() => ask(plan)}>{text('watches.plan')}</Act>
            )}
          </span>
        )
      }
    >
      {board.watches.map((watch) => (
        <WatchRow key={watch.id} room={room} watch={watch} />
      ))}
    </Register>
  )
}

/** What is next and what was found or missed; the rest can be unfolded. */
function WatchRow({ room, watch }: { readonly room: Room; readonly watch: Watch }) {
  const { board, text } = room
  const [isWhole, setWhole] = useState(false)
  const found = watch.checks.some(({ result }) => result === 'found')
  const missed = watch.checks.some(({ isMissed }) => isMissed)
  const done = watch.checks.filter(({ doneAt }) => doneAt !== null).length
  const next = watch.checks.find(({ doneAt }) => doneAt === null)
  const pressing = watch.checks.filter(
    (check) => check.isMissed || check.result === 'found' || check.id === next?.id,
  )
  const system = board.systems.find(({ id }) => id === watch.systemId)
  const mark: { tone: Tone; word: string } = found
    ? { tone: 'bad', word: text('watches.found') }
    : missed
      ? { tone: 'bad', word: text('watches.missed') }
      : next === undefined
        ? { tone: 'good', word: text('watches.over') }
        : { tone: 'active', word: text('watches.runs') }
  return (
    <Row
      name={watch.title}
      mark={mark}
      actions={
        pressing.length < watch.checks.length && (
          <Act of={watch.title} onClick={() => setWhole(!isWhole)}>
            {text(isWhole ? 'watches.less' : 'watches.all')}
          </Act>
        )
      }
    >
      <Known>
        {system && `${system.name} · `}
        {text('watches.done', { done, all: watch.checks.length })}
      </Known>
      <ul className={classes.checks}>
        {(isWhole ? watch.checks : pressing).map((check) => (
          <CheckLine key={check.id} room={room} watch={watch} check={check} />
        ))}
      </ul>
    </Row>
  )
}

interface CheckLineProps {
  readonly room: Room
  readonly watch: Watch
  readonly check: WatchCheck
}

function CheckLine({ room, watch, check }: CheckLineProps) {
  const { board, text, nameOf, ask } = room
  const record: Entry = {
    title: text('watches.recordTitle', { title: watch.title }),
    fields: [
      {
        kind: 'choice',
        name: 'result',
        label: text('watches.result'),
        options: watchResults.map((value) => ({ value, label: text(`watchResult.${value}`) })),
      },
      { kind: 'text', name: 'note', label: text('note'), hint: text('watches.noteHint'), isOptional: true },
    ],
    endpoint: recordWatchCheck,
    given: { id: board.incidentId, watch: watch.id, check: check.id },
    submit: text('save'),
  }
  return (
    <li>
      <span>
        <TimeText at={check.dueAt} /> · {check.doneBy ?? nameOf(check.watcherId) ?? text('nobody')}
        {check.result !== null && ` · ${text(`watchResult.${check.result}`)}`}
        {check.isMissed && ` · ${text('watches.missed')}`}
        {check.note !== '' && ` · ${check.note}`}
      </span>
      {board.can.settle && check.doneAt === null && (
        <Act of={watch.title} onClick={() => ask(record)}>
          {text('watches.record')}
        </Act>
      )}
    </li>
  )
}
