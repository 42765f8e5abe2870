import { NativeSelect } from '@mantine/core'
import { Finder } from '../../../../../ui/register/Finder.tsx'
import { useText } from '../../../../../ui/text.ts'
import { targetKinds, type TargetKind } from '../../contract/words.ts'
import { findTargets } from './targets.ts'
import classes from '../improvements.module.css'

/** What is being changed, or what was chosen so far: '' for nothing. */
export interface ChosenTarget {
  readonly kind: string
  readonly id: string
  readonly name: string
}
export const noTarget: ChosenTarget = { kind: '', id: '', name: '' }

interface TargetFieldProps {
  readonly value: ChosenTarget
  readonly onChange: (next: ChosenTarget) => void
  readonly error?: string | undefined
}

/** First what kind of thing, then which one of these: a few letters, then a tap. */
export function TargetField({ value, onChange, error }: TargetFieldProps) {
  const text = useText('improvements')
  const kind = targetKinds.find((one) => one === value.kind)
  return (
    <div className={classes.target}>
      <NativeSelect
        name="targetKind"
        label={text('field.target')}
        description={text('field.targetHint')}
        error={error}
        value={value.kind}
        onChange={(event) => onChange({ ...noTarget, kind: event.currentTarget.value })}
        data={[
          { value: '', label: text('field.targetNone') },
          ...targetKinds.map((one) => ({ value: one, label: text(`target.${one}`) })),
        ]}
      />
      {kind && <Which kind={kind} value={value} onChange={onChange} />}
    </div>
  )
}

function Which({ kind, value, onChange }: TargetFieldProps & { readonly kind: TargetKind }) {
  const text = useText('improvements')
  return (
    <Finder
      key={kind}
      label={text('field.which')}
      of={`target ${kind}`}
      chosen={value.id === '' ? undefined : { id: value.id, name: value.name }}
      onChoose={(found) => onChange({ kind, id: found?.id ?? '', name: found?.name ?? '' })}
      find={(q) => findTargets(kind, { q, text })}
      isOptional={false}
    />
  )
}
