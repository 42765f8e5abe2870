import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listGradingVersions, type GradingChange } from '../../contract/grading.ts'
import classes from './grading.module.css'

/** Every version of the table: who changed what, when and why. */
export function GradingHistory() {
  const text = useText('grading')
  const versions = useAnswer(
    listGradingVersions,
    { limit: 50 },
    { live: { stream: '*', kinds: ['grading.'] } },
  )
  const items = versions.data?.items ?? []
  return (
    <Section title={text('table.history')}>
      {versions.error && !versions.data && (
        <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
      )}
      {versions.data && items.length <= 1 && <p className={classes.dim}>{text('table.noHistory')}</p>}
      {items.length > 1 && (
        <ul className={classes.cases}>
          {items.map((one) => (
            <li key={one.version}>
              <span className={classes.callHead}>
                <strong>{text('table.version', { version: one.version })}</strong>
                <span className={classes.dim}>
                  {one.changedBy} {one.changedAt !== null && <TimeText at={one.changedAt} />}
                </span>
              </span>
              {one.reason !== '' && <span>{one.reason}</span>}
              <ul className={classes.reasons}>
                {one.changes.map((change) => (
                  <li key={JSON.stringify(change)}>
                    <ChangeWords change={change} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function ChangeWords({ change }: { readonly change: GradingChange }) {
  const text = useText('grading')
  const words = useText('incidents')
  switch (change.part) {
    case 'cell': {
      const { from, to } = change
      const [row, column] = [text(`risk.${change.row}`), text(`spread.${change.column}`)]
      return <>{text('table.change.cell', { row, column, from, to })}</>
    }
    case 'rule': {
      const { from, to } = change
      return <>{text('table.change.rule', { name: text(`table.${change.name}`), from, to })}</>
    }
    case 'floor': {
      // A floor is named by its kind first.
      const kind = change.name.split(' ')[0] ?? ''
      const how = text(`table.how.${change.how}`)
      return <>{text('table.change.floor', { how, name: words(`short.${kind}`) })}</>
    }
    case 'line':
      return <>{text('table.change.line', { how: text(`table.how.${change.how}`), name: change.name })}</>
  }
}
