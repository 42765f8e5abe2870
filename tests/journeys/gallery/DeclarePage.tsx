import { call } from '../../../src/ui/client.ts'
import { useForm } from '../../../src/ui/form.ts'
import { Page } from '../../../src/ui/kit/Page.tsx'
import { showDone } from '../../../src/ui/kit/notices.tsx'
import { useGo } from '../../../src/ui/place.tsx'
import { LongField, SelectField, TextField } from '../../../src/ui/plain/fields.tsx'
import { PlainForm } from '../../../src/ui/plain/PlainForm.tsx'
import type { Severity } from '../../../src/base/incident-words.ts'
import { openIncident } from './contract.ts'

// Widened, so that the form may hold the other three.
const worst = 'S2' as Severity

export function DeclarePage() {
  const go = useGo()
  const form = useForm({
    schema: openIncident.input,
    initial: { title: '', severity: worst, note: '' },
    draft: 'declare',
    send: (values) => call(openIncident, values),
    onDone: (incident) => {
      showDone(`INC-${incident.number} is open.`)
      go('/incidents')
    },
  })
  return (
    <Page title="Declare an incident" lead="Say what you see. You can correct everything later.">
      <div style={{ maxWidth: '34rem' }}>
        <PlainForm form={form} submitLabel="Declare now" isAlarming>
          <TextField
            label="What is happening?"
            hint="One sentence, in your own words."
            {...form.field('title')}
          />
          <SelectField
            label="How bad is it?"
            {...form.field('severity')}
            options={[
              { value: 'S1', label: 'Crisis: the business stands still' },
              { value: 'S2', label: 'Serious: important things fail' },
              { value: 'S3', label: 'Limited: a few people are hit' },
              { value: 'S4', label: 'Minor: one thing, no harm yet' },
            ]}
          />
          <LongField label="Anything else" isOptional {...form.field('note')} />
        </PlainForm>
      </div>
    </Page>
  )
}
