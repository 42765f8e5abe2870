import { severities, type Severity } from '../../../../../base/incident-words.ts'
import { useText } from '../../../../../ui/text.ts'
import { risks, spreads } from '../../contract/first-hour-words.ts'
import type { GradingTable } from '../../contract/grading.ts'
import classes from './grading.module.css'

interface GridEditorProps {
  readonly grid: GradingTable['grid']
  readonly onChange: (grid: GradingTable['grid']) => void
}

/** What is at risk, against how far it reaches. */
export function GridEditor({ grid, onChange }: GridEditorProps) {
  const text = useText('grading')
  return (
    <div className={classes.gridWrap}>
      <table className={classes.grid}>
        <thead>
          <tr>
            <th scope="col">{text('table.lineRisks')}</th>
            {spreads.map((column) => (
              <th key={column} scope="col">
                {text(`spread.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {risks.map((row) => (
            <tr key={row}>
              <th scope="row">{text(`risk.${row}`)}</th>
              {spreads.map((column) => (
                <td key={column} data-severity={grid[row][column]}>
                  <SeveritySelect
                    label={text('table.cellOf', {
                      row: text(`risk.${row}`),
                      column: text(`spread.${column}`),
                    })}
                    value={grid[row][column]}
                    onChange={(severity) =>
                      onChange({ ...grid, [row]: { ...grid[row], [column]: severity } })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SeveritySelectProps {
  readonly label: string
  readonly value: Severity
  readonly onChange: (severity: Severity) => void
}

/** One severity, as number and word. */
export function SeveritySelect({ label, value, onChange }: SeveritySelectProps) {
  const words = useText('incidents')
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = severities.find((one) => one === event.currentTarget.value)
        if (chosen !== undefined) onChange(chosen)
      }}
    >
      {severities.map((severity) => (
        <option key={severity} value={severity}>
          {severity} {words(`severity.${severity}`)}
        </option>
      ))}
    </select>
  )
}
