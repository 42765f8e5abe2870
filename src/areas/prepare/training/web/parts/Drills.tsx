import { Button } from '@mantine/core'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Elapsed, TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Practice, ToolDrill } from '../../contract/practice.ts'
import { endReportsEntry, startEntry, startReportsEntry, stopEntry, tellEntry } from './practice-entries.ts'
import type { PartProps } from './part-props.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** One person, the real tool, a test device, and the clock of this program. */
export function ToolDrills({ practice, choices, ask }: PartProps) {
  const text = useText('training')
  const { toolDrills, can } = practice
  return (
    <Section
      title={text('practice.tools')}
      actions={
        can.practise && (
          <span className={lines.acts}>
            <Button onClick={() => ask(startEntry(text, choices))}>{text('practice.startTitle')}</Button>
            <Button variant="default" onClick={() => ask(tellEntry(text, choices))}>
              {text('practice.tell')}
            </Button>
          </span>
        )
      }
    >
      <p className={lines.dim}>{text(toolDrills.length === 0 ? 'practice.noTools' : 'practice.toolsLead')}</p>
      <ul className={lines.list}>
        {toolDrills.map((drill) => (
          <li key={drill.id}>
            <DrillWords drill={drill} />
            {drill.stoppedAt === null && can.practise && (
              <Button onClick={() => ask(stopEntry(text, drill, choices))}>{text('practice.stop')}</Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function DrillWords({ drill }: { readonly drill: ToolDrill }) {
  const text = useText('training')
  const { person, tool, device, result, minutes, isMeasured, proof, witness, skill, startedAt } = drill
  if (result === null || minutes === null)
    return (
      <span className={lines.words}>
        <strong>{text('practice.runs', { person, tool, device })}</strong>
        <span className={lines.figure}>
          <Elapsed since={startedAt} />
        </span>
      </span>
    )
  const words = [
    isMeasured ? '' : text('practice.told'),
    proof,
    witness === '' ? '' : text('practice.seenBy', { name: witness }),
    skill,
  ]
  return (
    <span className={lines.words}>
      <strong>{text(`practice.${result}`, { person, tool, device, count: minutes })}</strong>
      <span className={lines.dim}>
        <TimeText at={startedAt} form="absolute" />
        {words
          .filter((word) => word !== '')
          .map((word) => ` · ${word}`)
          .join('')}
      </span>
    </span>
  )
}

/** Whether people report, and how soon; nobody is named. */
export function ReportDrills({ practice, ask }: Omit<PartProps, 'choices'>) {
  const text = useText('training')
  const { reportDrills, can } = practice
  const isRunning = reportDrills.some(({ endedAt }) => endedAt === null)
  return (
    <Section
      title={text('practice.reports')}
      actions={
        can.practise &&
        !isRunning && (
          <Button variant="default" onClick={() => ask(startReportsEntry(text))}>
            {text('practice.startReports')}
          </Button>
        )
      }
    >
      {reportDrills.length === 0 && <p className={lines.dim}>{text('practice.noReports')}</p>}
      <ul className={lines.list}>
        {reportDrills.map((drill) => (
          <li key={drill.id}>
            <ReportWords drill={drill} />
            {drill.endedAt === null && (
              <span className={lines.acts}>
                <StateMark tone="active" word={text('practice.running')} />
                {can.practise && (
                  <Button onClick={() => ask(endReportsEntry(text, drill))}>
                    {text('practice.endReports')}
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ReportWords({ drill }: { readonly drill: Practice['reportDrills'][number] }) {
  const text = useText('training')
  const { what, reports, asked, firstMinutes, startedAt, note } = drill
  const words = [
    text('practice.figures', { reports, asked }),
    firstMinutes === null ? text('practice.noFirst') : text('practice.first', { count: firstMinutes }),
    note,
  ]
  return (
    <span className={lines.words}>
      <strong>{what}</strong>
      <span>{words.filter((word) => word !== '').join(' · ')}</span>
      <span className={lines.dim}>
        <TimeText at={startedAt} form="absolute" />
      </span>
    </span>
  )
}
