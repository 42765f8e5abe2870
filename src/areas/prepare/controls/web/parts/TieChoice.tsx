import { NativeSelect } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import { useText } from '../../../../../ui/text.ts'
import { readControls, tieControl, type ControlTie } from '../../contract/controls.ts'
import { controlKeys, type TieKind } from '../../contract/words.ts'
import { useControlWords } from './words.ts'

interface TieChoiceProps {
  readonly kind: TieKind
  readonly thingId: string
  readonly name: string
  readonly ties: readonly ControlTie[]
}

/** The control that something of another room leans on; chosen is said at once. */
export function TieChoice({ kind, thingId, name, ties }: TieChoiceProps) {
  const text = useText('controls')
  const { controls } = useControlWords()
  const act = useAct(tieControl, { refreshes: [readControls] })
  const tied = ties.find((one) => one.kind === kind && one.thingId === thingId)?.key ?? ''
  return (
    <NativeSelect
      aria-label={text('measures.tie.choose', { name })}
      value={tied}
      disabled={act.isPending}
      onChange={(event) => {
        const key = controlKeys.find((one) => one === event.currentTarget.value) ?? null
        act.mutate({ kind, thingId, key })
      }}
      data={[
        { value: '', label: text('measures.tie.nothing') },
        ...controlKeys.map((value) => ({ value, label: controls[value].title })),
      ]}
    />
  )
}
