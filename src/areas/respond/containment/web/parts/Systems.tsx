import { useState } from 'react'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { localIn } from '../../../../../ui/entry/entry-values.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import type { SystemState } from '../../../../../base/incident-words.ts'
import { changeSystemState } from '../../../incidents/contract/work.ts'
import {
  overrideReturn,
  retireSystem,
  takeTickBack,
  tickReturnCheck,
  type SystemWay,
  type Tick,
} from '../../contract/systems.ts'
import { rebuildMethods, returnChecks, type ReturnCheck } from '../../contract/words.ts'
import { IsolateDialog } from './IsolateDialog.tsx'
import { Act, Known, Register, Row } from './Register.tsx'
import { PlannedReturn, returnEntry, Schedule } from './Returning.tsx'
import { evidenceField, type Room } from './room.ts'
import classes from './containment.module.css'

const tones: Readonly<Record<SystemState, Tone>> = {
  suspected: 'unknown',
  affected: 'bad',
  isolated: 'warn',
  cleaned: 'active',
  verified: 'active',
  reconnected: 'good',
  ruled_out: 'quiet',
}

/** The systems of the incident on their way back. They are added in the incident room. */
export function Systems({ room, onChange }: { readonly room: Room; readonly onChange: () => void }) {
  const { board, text } = room
  const [isolating, setIsolating] = useState<SystemWay>()
  return (
    <Register
      title={text('systems.title')}
      empty={text('systems.empty')}
      isEmpty={board.systems.length === 0}
    >
      <Schedule room={room} />
      {board.systems.map((system) => (
        <SystemRow key={system.id} room={room} system={system} onIsolate={() => setIsolating(system)} />
      ))}
      {isolating && (
        <IsolateDialog
          incidentId={board.incidentId}
          system={isolating}
          onDone={onChange}
          onClose={() => setIsolating(undefined)}
        />
      )}
    </Register>
  )
}

interface SystemRowProps {
  readonly room: Room
  readonly system: SystemWay
  readonly onIsolate: () => void
}

function SystemRow({ room, system, onIsolate }: SystemRowProps) {
  const { board, text } = room
  const { state, retirement, isolation, override } = system
  // Before it is isolated or cleaned there is nothing to prove yet.
  const hasBegun = !['suspected', 'affected'].includes(state) || Object.keys(system.checks).length > 0
  const isOver = ['reconnected', 'ruled_out'].includes(state) || retirement !== null
  return (
    <Row
      name={system.name}
      mark={
        retirement === null
          ? { tone: tones[state], word: text(`state.${state}`) }
          : { tone: 'quiet', word: text('systems.retired') }
      }
      actions={
        board.can.work &&
        !isOver && <SystemActs room={room} system={system} hasBegun={hasBegun} onIsolate={onIsolate} />
      }
    >
      {isolation && (
        <Known>
          {isolation.tradeOff === ''
            ? text('systems.isolatedPlain', { by: isolation.by })
            : text('systems.isolated', { by: isolation.by, why: isolation.tradeOff })}{' '}
          {isolation.functions.length > 0 &&
            text('systems.stopped', { names: isolation.functions.map(({ name }) => name).join(', ') })}
        </Known>
      )}
      {!isOver && <PlannedReturn room={room} system={system} />}
      {override && <Known>{text('systems.overridden', { by: override.by, why: override.reason })}</Known>}
      {retirement && <Known>{text('systems.gone', { by: retirement.by, why: retirement.reason })}</Known>}
      {!isOver && hasBegun && <Checks room={room} system={system} />}
    </Row>
  )
}

/** What a tick rests on: its source by hash, the evidence, the waiver. */
function proofWords({ text, evidence }: Room, { note, method, sha256, evidenceId, waiver }: Tick): string {
  return [
    ...(method === null ? [] : [text(`method.${method}`)]),
    note,
    ...(sha256 === null ? [] : [`SHA-256 ${sha256.slice(0, 16)}…`]),
    ...(evidenceId === null
      ? []
      : [evidence.find(({ value }) => value === evidenceId)?.label ?? text('evidence.name')]),
    ...(waiver === null ? [] : [text('systems.waived', { why: waiver })]),
  ].join(' · ')
}

/** What is put off is not done. */
function toneOf(tick: Tick | undefined): Tone {
  if (tick === undefined) return 'quiet'
  return tick.exceptedUntil === null ? 'good' : 'warn'
}

/** The four checks; the fourth is seen, not ticked. */
function Checks({ room, system }: { readonly room: Room; readonly system: SystemWay }) {
  const { board, text, ask } = room
  const given = { id: board.incidentId, system: system.id }
  return (
    <ul className={classes.checks} aria-label={text('systems.checks')}>
      {returnChecks.map((check) => {
        const tick = system.checks[check]
        return (
          <li key={check}>
            <span>
              <StateMark tone={toneOf(tick)} word={text(`check.${check}.name`)} />{' '}
              {tick && (
                <span className={classes.dim}>
                  {proofWords(room, tick)} · {tick.by}
                  {tick.exceptedUntil !== null && (
                    <>
                      {' · '}
                      {text('systems.until')} <TimeText at={tick.exceptedUntil} form="absolute" />
                    </>
                  )}
                </span>
              )}
            </span>
            {board.can.work && (
              <Act
                of={system.name}
                onClick={() => ask(tick ? untick(room, system, check) : tickEntry(room, system, check))}
              >
                {text(tick ? 'systems.untick' : 'systems.tick')}
              </Act>
            )}
          </li>
        )
      })}
      <li>
        <StateMark
          tone={system.isWatched ? 'good' : system.plan === null ? 'quiet' : 'active'}
          word={text(`check.watch.${system.isWatched ? 'yes' : system.plan === null ? 'no' : 'planned'}`)}
        />
      </li>
    </ul>
  )

  function untick({ text: say }: Room, { name }: SystemWay, check: ReturnCheck): Entry {
    return {
      title: say('systems.untickTitle', { name, check: say(`check.${check}.name`) }),
      fields: [],
      endpoint: takeTickBack,
      given: { ...given, check },
      submit: say('systems.untick'),
    }
  }
}

function tickEntry(room: Room, system: SystemWay, check: ReturnCheck): Entry {
  const { board, text } = room
  const source = [
    {
      kind: 'choice' as const,
      name: 'method',
      label: text('tick.method'),
      options: rebuildMethods.map((value) => ({ value, label: text(`method.${value}`) })),
    },
    {
      kind: 'line' as const,
      name: 'sha256',
      label: text('tick.sha'),
      hint: text('tick.shaHint'),
      isOptional: true,
    },
    evidenceField(room, text('tick.sealedHint')),
    {
      kind: 'text' as const,
      name: 'waiver',
      label: text('tick.waiver'),
      hint: text('tick.waiverHint'),
      isOptional: true,
    },
  ]
  const exception = {
    kind: 'moment' as const,
    name: 'exceptedUntil',
    label: text('tick.until'),
    hint: text('tick.untilHint'),
    isOptional: true,
  }
  return {
    title: text(`check.${check}.title`, { name: system.name }),
    lead: <p className={classes.dim}>{text(`check.${check}.lead`)}</p>,
    fields: [
      ...(check === 'clean_source' ? source : []),
      { kind: 'text', name: 'note', label: text('tick.note'), hint: text(`check.${check}.note`) },
      ...(check === 'patched' ? [evidenceField(room, text('tick.patchHint'), board.can.override)] : []),
      ...(check === 'credentials' ? [evidenceField(room, '')] : []),
      { kind: 'moment', name: 'provedAt', label: text('tick.provedAt') },
      ...(check === 'patched' && board.can.override ? [exception] : []),
    ],
    initial: { provedAt: localIn(0) },
    endpoint: tickReturnCheck,
    given: { id: board.incidentId, system: system.id, check },
    submit: text('systems.tick'),
  }
}

interface SystemActsProps extends SystemRowProps {
  readonly hasBegun: boolean
}

function SystemActs({ room, system, hasBegun, onIsolate }: SystemActsProps) {
  const { board, text, ask } = room
  const { name, state } = system
  const given = { id: board.incidentId, system: system.id }
  const reason = (label: string, hint: string) => ({ kind: 'text' as const, name: 'reason', label, hint })
  const reconnect: Entry = {
    title: text('systems.reconnectTitle', { name }),
    lead: <p>{text('systems.reconnectLead')}</p>,
    fields: [
      { ...reason(text('tick.note'), text('systems.reconnectHint')), isOptional: state === 'verified' },
    ],
    endpoint: changeSystemState,
    given: { ...given, state: 'reconnected' },
    submit: text('systems.reconnect'),
  }
  const override: Entry = {
    title: text('systems.overrideTitle', { name }),
    lead: <p>{text('systems.overrideLead')}</p>,
    fields: [reason(text('reason'), text('systems.overrideHint'))],
    endpoint: overrideReturn,
    given,
    submit: text('systems.override'),
  }
  const retire: Entry = {
    title: text('systems.retireTitle', { name }),
    fields: [reason(text('reason'), text('systems.retireHint'))],
    endpoint: retireSystem,
    given,
    submit: text('systems.retire'),
  }
  return (
    <>
      {['suspected', 'affected'].includes(state) && (
        <Act isMain of={name} onClick={onIsolate}>
          {text('systems.isolate')}
        </Act>
      )}
      {system.missing.length === 0 && hasBegun && (
        <Act isMain of={name} onClick={() => ask(reconnect)}>
          {text('systems.reconnect')}
        </Act>
      )}
      {hasBegun && (
        <Act of={name} onClick={() => ask(returnEntry(room, system))}>
          {text(system.plan === null ? 'systems.plan' : 'systems.planAnew')}
        </Act>
      )}
      {system.missing.length > 0 && hasBegun && board.can.override && (
        <Act of={name} onClick={() => ask(override)}>
          {text('systems.override')}
        </Act>
      )}
      <Act of={name} onClick={() => ask(retire)}>
        {text('systems.retire')}
      </Act>
    </>
  )
}
