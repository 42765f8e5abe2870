import { Button, TextInput } from '@mantine/core'
import { incidentKinds } from '../../../../../base/incident-kinds.ts'
import { severities } from '../../../../../base/incident-words.ts'
import { Ticks } from '../../../../../ui/plain/Ticks.tsx'
import { useText } from '../../../../../ui/text.ts'
import { risks, spreads } from '../../contract/first-hour-words.ts'
import type { GradingLine } from '../../contract/grading.ts'
import { CallsEditor, ClocksEditor } from './LineParts.tsx'
import classes from './grading.module.css'

interface LinesEditorProps {
  readonly lines: readonly GradingLine[]
  readonly onChange: (lines: GradingLine[]) => void
}

/** Lines of the form: when this, call these people and start these clocks. */
export function LinesEditor({ lines, onChange }: LinesEditorProps) {
  const text = useText('grading')
  const empty = { severities: [], risks: [], spreads: [], kinds: [], calls: [], clocks: [] }
  return (
    <div className={classes.stack}>
      {lines.map((line, at) => (
        // A line is only ever added at the end; its name is being typed.
        <Line
          key={at}
          line={line}
          onChange={(next) => onChange(lines.map((one, index) => (index === at ? next : one)))}
          onRemove={() => onChange(lines.filter((_one, index) => index !== at))}
        />
      ))}
      <div>
        <Button variant="default" onClick={() => onChange([...lines, { ...empty, name: '' }])}>
          {text('table.addLine')}
        </Button>
      </div>
    </div>
  )
}

interface LineProps {
  readonly line: GradingLine
  readonly onChange: (line: GradingLine) => void
  readonly onRemove: () => void
}

function Line({ line, onChange, onRemove }: LineProps) {
  const text = useText('grading')
  const words = useText('incidents')
  const change = (part: Partial<GradingLine>) => onChange({ ...line, ...part })
  return (
    <details className={classes.line} open={line.name === '' ? true : undefined}>
      <summary>{line.name === '' ? text('table.addLine') : line.name}</summary>
      <TextInput
        label={text('table.lineName')}
        maxLength={120}
        value={line.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Ticks
        className={classes.marks}
        legend={text('table.lineSeverities')}
        values={line.severities}
        onChange={(chosen) => change({ severities: chosen })}
        options={severities.map((value) => ({ value, label: `${value} ${words(`severity.${value}`)}` }))}
      />
      <Ticks
        className={classes.marks}
        legend={text('table.lineRisks')}
        values={line.risks}
        onChange={(chosen) => change({ risks: chosen })}
        options={risks.map((value) => ({ value, label: text(`risk.${value}`) }))}
      />
      <Ticks
        className={classes.marks}
        legend={text('table.lineSpreads')}
        values={line.spreads}
        onChange={(chosen) => change({ spreads: chosen })}
        options={spreads.map((value) => ({ value, label: text(`spread.${value}`) }))}
      />
      <Ticks
        className={classes.marks}
        legend={text('table.lineKinds')}
        values={line.kinds}
        onChange={(chosen) => change({ kinds: chosen })}
        options={incidentKinds.map((value) => ({ value, label: words(`short.${value}`) }))}
      />
      <CallsEditor calls={line.calls} onChange={(calls) => change({ calls })} />
      <ClocksEditor clocks={line.clocks} onChange={(clocks) => change({ clocks })} />
      <div>
        <Button variant="default" aria-label={text('table.removeOf', { name: line.name })} onClick={onRemove}>
          {text('table.remove')}
        </Button>
      </div>
    </details>
  )
}
