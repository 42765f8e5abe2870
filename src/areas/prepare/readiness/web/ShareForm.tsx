import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import * as z from 'zod'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { shareReadiness, type readReadiness } from '../contract.ts'

interface ShareFormProps {
  readonly proofs: OutputOf<typeof readReadiness>['proofs']
  readonly onDone: (made: OutputOf<typeof shareReadiness>) => void
  readonly onDrop: () => void
}

const spans = ['7', '30', '90', '366'] as const

/** For whom, for how long, and line by line what may stand there: nothing is chosen beforehand. */
export function ShareForm({ proofs, onDone, onDrop }: ShareFormProps) {
  const text = useText('readiness')
  const language = useLanguage()
  const initial: { name: string; days: string; lines: readonly string[] } = {
    name: '',
    days: '30',
    lines: [],
  }
  const form = useForm({
    schema: z.looseObject({ name: z.string().trim().min(1).max(200) }),
    initial,
    send: ({ name, days, lines }) => call(shareReadiness, { name, days: Number(days), lines: [...lines] }),
    onDone,
  })
  const chosen = form.values.lines
  return (
    <PlainForm
      form={form}
      submitLabel={text('pages.make')}
      besides={
        <Button variant="subtle" onClick={onDrop}>
          {text('pages.drop')}
        </Button>
      }
    >
      <TextInput label={text('pages.name')} maxLength={200} required {...form.field('name')} />
      <NativeSelect
        label={text('pages.days')}
        {...form.field('days')}
        data={spans.map((value) => ({ value, label: text('pages.dayCount', { count: Number(value) }) }))}
      />
      <Checkbox.Group
        label={text('pages.lines')}
        description={chosen.length === 0 ? text('pages.choose') : undefined}
        value={[...chosen]}
        onChange={(next) => form.set('lines', next)}
      >
        {proofs.map(({ key, kind, name, provedOn }) => (
          <Checkbox
            key={key}
            value={key}
            mt="sm"
            label={text(`proof.${kind}`, { name, day: dayWords(provedOn, language) })}
          />
        ))}
      </Checkbox.Group>
    </PlainForm>
  )
}
