import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { linkIncident, linkKinds } from '../../contract/links.ts'

const firstKind = 'related' as (typeof linkKinds)[number] // widened: the form may hold any

/** Links this case with another by its number. */
export function LinkForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const text = useText('incidents')
  const form = useForm({
    schema: linkIncident.input.pick({ kind: true }).loose(),
    initial: { number: '', kind: firstKind },
    send: ({ number, kind }) => call(linkIncident, { id, number: numberIn(number), kind }),
    onDone: () => {
      form.reset()
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('links.link')}>
      <TextField
        label={text('links.number')}
        hint={text('links.numberHint')}
        inputMode="numeric"
        {...form.field('number')}
      />
      <SelectField
        label={text('links.how')}
        {...form.field('kind')}
        options={linkKinds.map((value) => ({ value, label: text(`links.choice.${value}`) }))}
      />
    </PlainForm>
  )
}

/** `7`, `INC-7`; what holds no number is refused by the server in words. */
export function numberIn(words: string | undefined): number {
  return Number.parseInt(/\d{1,9}/.exec(words ?? '')?.[0] ?? '0', 10)
}
