import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { listClosureConditions } from '../../../incidents/contract/incident.ts'
import { addTask, listTasks } from '../../../incidents/contract/work.ts'
import { listControlTests, recordControlTest, testResults } from '../../contract/controls.ts'
import { controls, hardeningByVector, type ControlName } from '../../rules/control-table.ts'
import { Act, Known, Register } from './Register.tsx'
import { evidenceField, type Room } from './room.ts'
import classes from './containment.module.css'

/** After such a beginning: what to harden, the best first, each with its reason, its price and a test by hand. */
export function Hardening({ room }: { readonly room: Room }) {
  const { board, text } = room
  const id = board.incidentId
  const causes = useAnswer(listClosureConditions, { id }, { live: { stream: id, kinds: ['vector.'] } })
  const tests = useAnswer(listControlTests, { id }, { live: { stream: id, kinds: ['control.'] } })
  const vector = causes.data?.initialVector ?? 'unknown'
  return (
    <Register title={text('hardening.title')} empty={text('hardening.empty')} isEmpty={false}>
      {hardeningByVector[vector].map((name) => (
        <ControlRow
          key={name}
          room={room}
          name={name}
          because={text(vector === 'unknown' ? 'hardening.usual' : 'hardening.because', {
            vector: text(`vector.${vector}`),
            why: text(`control.${name}.why`),
          })}
          standing={tests.data?.standings.find(({ control }) => control === name)}
          last={tests.data?.items.findLast(({ control }) => control === name)}
        />
      ))}
    </Register>
  )
}

interface ControlRowProps {
  readonly room: Room
  readonly name: ControlName
  readonly because: string
  readonly standing:
    | { readonly last: 'pass' | 'fail' | null; readonly passed: number; readonly tested: number }
    | undefined
  readonly last: { readonly note: string; readonly testedAt: string; readonly testedBy: string } | undefined
}

function ControlRow({ room, name, because, standing, last }: ControlRowProps) {
  const { board, text, ask } = room
  const id = board.incidentId
  const { cis, cpg, cost, hours } = controls[name]
  const title = text(`control.${name}.name`)
  const tasks = useAnswer(listTasks, { id }, { live: { stream: id, kinds: ['task.'] } })
  const add = useAct(addTask, { refreshes: [listTasks] })
  const isTask = tasks.data?.items.some((task) => task.title === title) ?? false
  return (
    <li>
      <div className={classes.rowHead}>
        <strong>{title}</strong>
        {standing !== undefined && standing.last !== null && (
          <StateMark
            tone={standing.last === 'pass' ? 'good' : 'bad'}
            word={text(`hardening.held`, { passed: standing.passed, tested: standing.tested })}
          />
        )}
      </div>
      <Known>{because}</Known>
      <Known>
        {text(`hardening.cost.${cost}`)} · {text('hardening.hours', { count: hours })} ·{' '}
        {text('hardening.free', { words: text(`control.${name}.free`) })}
      </Known>
      <Known>
        {[`CIS 8.1: ${cis.join(', ')}`, ...(cpg.length > 0 ? [`CPG 1.0.1: ${cpg.join(', ')}`] : [])].join(
          ' · ',
        )}
      </Known>
      {last && (
        <Known>
          {last.note} · {last.testedBy} · <TimeText at={last.testedAt} />
        </Known>
      )}
      {add.error && <Notice tone="bad">{add.error.message}</Notice>}
      {board.can.work && (
        <div className={classes.rowActions} data-no-print>
          {isTask ? (
            <span>{text('hardening.isTask')}</span>
          ) : (
            <Act
              of={title}
              onClick={() =>
                add.mutate({
                  id,
                  title,
                  heading: text('hardening.heading'),
                  isTechnical: controls[name].kind === 'technical',
                })
              }
            >
              {text('hardening.makeTask')}
            </Act>
          )}
          <Act of={title} onClick={() => ask(testEntry(room, name))}>
            {text('hardening.test')}
          </Act>
        </div>
      )}
    </li>
  )
}

/** The form that keeps what a test showed, under its script. */
function testEntry(room: Room, name: ControlName): Entry {
  const { board, text } = room
  return {
    title: text('hardening.testTitle', { name: text(`control.${name}.name`) }),
    lead: (
      <ol className={classes.script}>
        {(['1', '2', '3'] as const).map((step) => (
          <li key={step}>{text(`control.${name}.${step}`)}</li>
        ))}
      </ol>
    ),
    fields: [
      {
        kind: 'choice',
        name: 'result',
        label: text('hardening.result'),
        options: testResults.map((value) => ({ value, label: text(`hardening.${value}`) })),
      },
      { kind: 'text', name: 'note', label: text('hardening.seen') },
      evidenceField(room, text('hardening.proof')),
    ],
    endpoint: recordControlTest,
    given: { id: board.incidentId, control: name },
    submit: text('hardening.keep'),
  }
}
