import { useText } from '../../../../../ui/text.ts'
import type { Reason } from '../../contract/first-hour.ts'
import classes from './grading.module.css'

/** Why the answers amount to this, a sentence for each step of the way. */
export function ReasonLines({ reasons }: { readonly reasons: readonly Reason[] }) {
  const text = useText('grading')
  const words = useText('incidents')
  const sentence = ({ code, signs = [], row, column, kind, severity }: Reason): string => {
    if (code === 'kind' && signs.length === 0) return text('reason.kindUnknown')
    return text(`reason.${code}`, {
      signs: signs.map((sign) => text(`sign.${sign}`)).join('; '),
      kind: kind === undefined ? '' : words(`kind.${kind}`),
      row: row === undefined ? '' : text(`risk.${row}`),
      column: column === undefined ? '' : text(`spread.${column}`),
      severity: severity === undefined ? '' : `${severity} ${words(`severity.${severity}`)}`,
    })
  }
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason) => (
        <li key={`${reason.code} ${reason.severity ?? ''}`}>{sentence(reason)}</li>
      ))}
    </ul>
  )
}
