import { Checkbox, TextInput } from '@mantine/core'
import * as z from 'zod'
import { useQueryClient } from '@tanstack/react-query'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { SelectField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listTimeline } from '../../../incidents/contract/incident.ts'
import {
  classifyEvidence,
  copyEvidence,
  holdEvidence,
  readCustody,
  releaseEvidence,
  removeEvidence,
  retainEvidence,
} from '../../contract/custody.ts'
import { listEvidence, sensitivities, Sensitivity, type Evidence } from '../../contract/evidence.ts'
import { keptUntilDay, keptUntilInstant } from '../../rules.ts'
import classes from './evidence.module.css'

export type KeepVerb = 'copy' | 'classify' | 'retain' | 'hold' | 'release' | 'remove'

interface KeepFormProps {
  readonly verb: KeepVerb
  readonly evidence: Evidence
  readonly onDone: () => void
}

const values = z.object({
  reason: z.string().trim().min(1).max(500),
  until: z.string().optional(),
  sensitivity: Sensitivity,
  isSample: z.boolean(),
})

/** One act of keeping: its reason, and what it needs besides. */
export function KeepForm({ verb, evidence, onDone }: KeepFormProps) {
  const text = useText('evidence')
  const refresh = useRefreshCustody()
  const form = useForm({
    schema: values,
    initial: {
      reason: '',
      until: evidence.retainUntil === null ? '' : keptUntilDay(new Date(evidence.retainUntil)),
      sensitivity: evidence.sensitivity,
      isSample: evidence.isSample,
    },
    send: (said) => send(verb, evidence, said),
    onDone: () => {
      showDone(text(`custody.done.${verb}`, { name: evidence.name }))
      onDone()
      void refresh()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text(`custody.verb.${verb}`)} isAlarming={verb === 'remove'}>
      <p className={classes.dim}>{text(`custody.means.${verb}`)}</p>
      {verb === 'retain' && (
        <TextInput type="date" required label={text('custody.until')} {...form.field('until')} />
      )}
      {verb === 'classify' && (
        <>
          <SelectField
            label={text('custody.howSensitive')}
            {...form.field('sensitivity')}
            options={sensitivities.map((value) => ({ value, label: text(`custody.sensitivity.${value}`) }))}
          />
          <Checkbox
            label={text('custody.sampleLabel')}
            description={text('custody.sampleHint')}
            checked={form.values.isSample}
            onChange={(event) => form.set('isSample', event.currentTarget.checked)}
          />
        </>
      )}
      <TextInput
        label={text('custody.reason')}
        required
        maxLength={500}
        data-autofocus
        {...form.field('reason')}
      />
    </PlainForm>
  )
}

function send(
  verb: KeepVerb,
  { incidentId: id, id: evidence }: Evidence,
  { reason, until, ...kind }: z.output<typeof values>,
): Promise<Evidence> {
  const asked = { id, evidence, reason }
  switch (verb) {
    case 'copy':
      return call(copyEvidence, { id, evidence, why: reason })
    case 'classify':
      return call(classifyEvidence, { ...asked, ...kind })
    case 'retain':
      return call(retainEvidence, { ...asked, until: keptUntilInstant(until ?? '') })
    case 'hold':
      return call(holdEvidence, asked)
    case 'release':
      return call(releaseEvidence, asked)
    case 'remove':
      return call(removeEvidence, asked)
  }
}

/** Reads anew what custody shows. */
export function useRefreshCustody(): () => Promise<unknown> {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [listEvidence, readCustody, listTimeline].map((read) =>
        client.invalidateQueries({ queryKey: answerKey(read) }),
      ),
    )
}
