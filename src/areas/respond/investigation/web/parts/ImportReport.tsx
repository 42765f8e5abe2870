import { Button } from '@mantine/core'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { ImportPreview } from '../../contract/imports.ts'
import classes from './investigation.module.css'

interface ImportReportProps {
  readonly report: ImportPreview
  readonly isBusy: boolean
  readonly onTake: () => void
}

/** What a file would bring: how it is read, its first rows, and each row that cannot be read. */
export function ImportReport({ report, isBusy, onTake }: ImportReportProps) {
  const text = useText('investigation')
  const fresh = report.good - report.repeated
  return (
    <div className={classes.stack}>
      <Notice tone={report.faultCount > 0 || fresh === 0 ? 'warn' : 'good'}>
        <p>{text('report.rows', { rows: report.rows, fresh, repeated: report.repeated })}</p>
        {report.from !== null && report.to !== null && (
          <p>
            <TimeText at={report.from} form="absolute" /> – <TimeText at={report.to} form="absolute" />
          </p>
        )}
        {report.used && (
          <p>
            {text('report.columns', {
              time: report.used.time,
              text: report.used.text,
              who: report.used.who ?? '–',
            })}
          </p>
        )}
        {report.doubtful > 0 && <p>{text('report.doubtful', { count: report.doubtful })}</p>}
      </Notice>
      <div className={classes.table}>
        <table>
          <caption className={classes.dim}>{text('report.sample')}</caption>
          <thead>
            <tr>
              {['row', 'at', 'said', 'who', 'text'].map((name) => (
                <th key={name} scope="col">
                  {text(`report.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.sample.map((row) => (
              <tr key={row.row}>
                <td>{row.row}</td>
                <td>
                  <TimeText at={row.at} form="absolute" />
                </td>
                <td>{row.said}</td>
                <td>{row.who}</td>
                <td>{row.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {report.faultCount > 0 && (
        <details>
          <summary>{text('report.faults', { count: report.faultCount })}</summary>
          <ul>
            {report.faults.map(({ row, why }) => (
              <li key={row}>{text('report.fault', { row, why })}</li>
            ))}
          </ul>
        </details>
      )}
      {fresh > 0 && (
        <div>
          <Button loading={isBusy} onClick={onTake}>
            {text(report.faultCount > 0 ? 'report.takeGood' : 'report.take', { count: fresh })}
          </Button>
        </div>
      )}
    </div>
  )
}
