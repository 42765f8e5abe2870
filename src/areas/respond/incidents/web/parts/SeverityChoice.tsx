import { severities, type Severity } from '../../../../../base/incident-words.ts'
import { SeverityMark } from '../../../../../ui/marks/SeverityMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import { Choices } from './Choices.tsx'

interface SeverityChoiceProps {
  readonly legend: string
  readonly hint?: string
  /** What the playbook takes as usual. */
  readonly usual?: Severity | undefined
  readonly value: Severity
  readonly onChange: (severity: Severity) => void
}

/** The four severities, each in a plain sentence and with one example. */
export function SeverityChoice({ legend, hint, usual, value, onChange }: SeverityChoiceProps) {
  const text = useText('incidents')
  return (
    <Choices
      legend={legend}
      hint={hint}
      name="severity"
      isWide
      value={value}
      onChange={onChange}
      options={severities.map((severity) => ({
        value: severity,
        label: <SeverityMark severity={severity} />,
        mark: severity === usual ? text('declare.usual') : undefined,
        means: text(`severityMeans.${severity}`),
        example: text(`severityExample.${severity}`),
      }))}
    />
  )
}
