import type * as z from 'zod'
import { SelectField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Mapping } from '../../contract/mapping.ts'
import type { mapSource } from '../../contract/setup.ts'
import { signalSeverities } from '../../contract/signals.ts'
import type { Leaf } from '../../rules/sample-paths.ts'
import { severityOf } from '../../rules/said.ts'
import classes from '../signals.module.css'

/** A mapping while it is drawn. */
export type Drawn = Partial<Mapping>

/** What the tool's words for its grades mean: those that were said before, and the one in the sample. */
export function WordMeanings({
  drawn,
  leaves,
  onChange,
}: {
  readonly drawn: Drawn
  readonly leaves: readonly Leaf[]
  readonly onChange: (drawn: Drawn) => void
}) {
  const text = useText('signals')
  if (drawn.severity === undefined) return null
  const said = leaves.find(({ path }) => path === drawn.severity)?.value
  const known = drawn.severities ?? []
  const words = [...new Set([...known.map(({ word }) => word), ...(said === undefined ? [] : [said])])]
  return (
    <>
      {words.map((word) => (
        <SelectField
          key={word}
          label={text('draw.means', { word })}
          name={`means ${word}`}
          value={known.find((each) => each.word === word)?.means ?? severityOf(word)}
          error={undefined}
          onChange={(next) => {
            const means = typeof next === 'string' ? next : next.currentTarget.value
            const grade = signalSeverities.find((each) => each === means) ?? 'unknown'
            onChange({
              ...drawn,
              severities: [...known.filter((each) => each.word !== word), { word, means: grade }],
            })
          }}
          options={signalSeverities.map((value) => ({ value, label: text(`severity.${value}`) }))}
        />
      ))}
    </>
  )
}

/** How the message that came last reads now. */
export function MappedReads({ result }: { readonly result: z.output<(typeof mapSource)['output']> }) {
  const text = useText('signals')
  return (
    <Notice tone={result.faults.length > 0 ? 'warn' : 'good'} title={text('draw.saved')}>
      <ul className={classes.plainList}>
        {result.reads.map((read, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- what was read has no name of its own, and never moves
          <li key={index}>
            {text('draw.reads', {
              title: read.title,
              severity: text(`severity.${read.severity}`),
              state: text(`state.${read.state}`),
            })}
          </li>
        ))}
        {result.faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </Notice>
  )
}
