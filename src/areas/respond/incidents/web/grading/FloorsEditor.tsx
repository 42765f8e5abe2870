import { Button } from '@mantine/core'
import { incidentKinds } from '../../../../../base/incident-kinds.ts'
import { severities } from '../../../../../base/incident-words.ts'
import { Ticks } from '../../../../../ui/plain/Ticks.tsx'
import { useText } from '../../../../../ui/text.ts'
import { spreads } from '../../contract/first-hour-words.ts'
import type { GradingTable } from '../../contract/grading.ts'
import { Pick } from './Pick.tsx'
import classes from './grading.module.css'

type Floors = GradingTable['floors']

interface FloorsEditorProps {
  readonly floors: Floors
  readonly onChange: (floors: Floors) => void
}

/** Kinds of incident that are never less than this. */
export function FloorsEditor({ floors, onChange }: FloorsEditorProps) {
  const text = useText('grading')
  const words = useText('incidents')
  const change = (at: number, part: Partial<Floors[number]>) =>
    onChange(floors.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <div className={classes.stack}>
      {floors.map((floor, at) => (
        // Rows have no name of their own; they are only ever added at the end.
        <details key={at} className={classes.line}>
          <summary>
            {words(`short.${floor.kind}`)}: {floor.severity} {words(`severity.${floor.severity}`)}
          </summary>
          <div className={classes.row}>
            <Pick
              label={text('table.floorKind')}
              value={floor.kind}
              onChange={(kind) => change(at, { kind })}
              options={incidentKinds.map((value) => ({ value, label: words(`short.${value}`) }))}
            />
            <Pick
              label={text('table.floorSeverity')}
              value={floor.severity}
              onChange={(severity) => change(at, { severity })}
              options={severities.map((value) => ({
                value,
                label: `${value} ${words(`severity.${value}`)}`,
              }))}
            />
          </div>
          <Ticks
            className={classes.marks}
            legend={text('table.floorSpreads')}
            values={floor.spreads}
            onChange={(chosen) => change(at, { spreads: chosen })}
            options={spreads.map((value) => ({ value, label: text(`spread.${value}`) }))}
          />
          <div>
            <Button
              variant="default"
              aria-label={text('table.removeOf', { name: words(`short.${floor.kind}`) })}
              onClick={() => onChange(floors.filter((_one, index) => index !== at))}
            >
              {text('table.remove')}
            </Button>
          </div>
        </details>
      ))}
      <div>
        <Button
          variant="default"
          onClick={() => onChange([...floors, { kind: 'other', spreads: [], severity: 'S3' }])}
        >
          {text('table.addFloor')}
        </Button>
      </div>
    </div>
  )
}
