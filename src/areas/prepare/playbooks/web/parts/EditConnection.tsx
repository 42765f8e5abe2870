import { NativeSelect } from '@mantine/core'
import { useAnswer } from '../../../../../ui/answers.ts'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { listConnections } from '../../../../register/connections/contract.ts'
import type { PlaybookStep } from '../../contract/playbook.ts'
import { withField } from '../../rules/edit-draft.ts'
import { Words } from './edit-fields.tsx'
import classes from '../playbook.module.css'

interface EditConnectionProps {
  readonly step: PlaybookStep
  readonly set: (step: PlaybookStep) => void
}

/** The request that a step runs, and what fills its blanks; what is left empty is asked on the day. */
export function EditConnection(props: EditConnectionProps) {
  return useMay('connection.read') ? <Choice {...props} /> : null
}

function Choice({ step, set }: EditConnectionProps) {
  const text = useText('playbooks')
  const answer = useAnswer(listConnections, {})
  const items = answer.data?.items ?? []
  const chosen = step.connection
  const known = items.find(({ id }) => id === chosen?.id)
  if (items.length === 0 && chosen === undefined) return null
  const blanks = known === undefined ? [] : [...(known.kinds.length > 0 ? ['value'] : []), ...known.blanks]
  const fill = (name: string, value: string) => {
    if (chosen === undefined) return
    const { [name]: _, ...rest } = chosen.values
    set(
      withField(step, 'connection', { ...chosen, values: value === '' ? rest : { ...rest, [name]: value } }),
    )
  }
  return (
    <>
      <NativeSelect
        label={text('edit.request')}
        description={text('edit.requestHint')}
        value={chosen?.id ?? ''}
        onChange={(event) => {
          const next = items.find(({ id }) => id === event.currentTarget.value)
          const made = next && { id: next.id, name: next.name, values: {} }
          set(withField(step, 'connection', made))
        }}
        data={[
          { value: '', label: text('edit.noRequest') },
          ...(chosen !== undefined && known === undefined && answer.data
            ? [{ value: chosen.id, label: text('edit.unknownRequest', { name: chosen.name }) }]
            : []),
          ...items.map(({ id, name, isOn }) => ({
            value: id,
            label: isOn ? name : text('edit.requestOff', { name }),
          })),
        ]}
      />
      {known && <p className={classes.dim}>{known.does}</p>}
      {blanks.map((name) => (
        <Words
          key={name}
          label={text('edit.blank', { name })}
          value={chosen?.values[name] ?? ''}
          onChange={(value) => fill(name, value)}
        />
      ))}
    </>
  )
}
