import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listEvidence } from '../contract/evidence.ts'
import classes from './parts/guide.module.css'

/** Inside another room's form: which sealed evidence shows it. The newest stands first, it was sealed for this. */
export function ProofPicker({ subject: { id, onChoose } }: { readonly subject: PanelSubject }) {
  const text = useText('evidence')
  const list = useAnswer(
    listEvidence,
    { id, source: 'none', order: 'newest', limit: 20 },
    { live: { stream: id, kinds: ['evidence.'] } },
  )
  const [chosen, setChosen] = useState<readonly string[]>([])
  const items = (list.data?.items ?? []).filter(({ removed }) => removed === null)
  const choose = (next: readonly string[]) => {
    setChosen(next)
    onChoose?.(next)
  }
  return (
    <fieldset className={classes.proof}>
      <legend>{text('shown.title')}</legend>
      {list.data && items.length === 0 && <p className={classes.dim}>{text('shown.none')}</p>}
      {items.map(({ id: one, name }) => (
        <Checkbox
          key={one}
          size="md"
          label={name}
          checked={chosen.includes(one)}
          onChange={({ currentTarget: { checked } }) =>
            choose(checked ? [...chosen, one] : chosen.filter((other) => other !== one))
          }
        />
      ))}
      <To path={`/incidents/${id}?part=evidence`}>{text('shown.seal')}</To>
    </fieldset>
  )
}
