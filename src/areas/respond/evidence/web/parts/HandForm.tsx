import { TextInput } from '@mantine/core'
import * as z from 'zod'
import { personMay } from '../../../../../base/access.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { SelectField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { readCircle } from '../../../incidents/contract/circle.ts'
import { offerEvidence, type Handover } from '../../contract/custody.ts'
import type { Evidence } from '../../contract/evidence.ts'
import { useRefreshCustody } from './KeepForm.tsx'
import classes from './evidence.module.css'

const values = z.object({
  what: z.string().trim().min(1).max(300),
  purpose: z.string().trim().min(1).max(500),
  direction: z.enum(['transfer', 'return']),
  memberId: z.string(),
  name: z.string().optional(),
  contact: z.string().optional(),
})
const outsider = 'outside'

/** The giver's half of a hand-over. */
export function HandForm({ evidence, onDone }: { readonly evidence: Evidence; readonly onDone: () => void }) {
  const text = useText('evidence')
  const members = useAnswer(listMembers, {})
  const refresh = useRefreshCustody()
  const form = useForm<Required<z.output<typeof values>>, Handover>({
    schema: values,
    initial: {
      what: evidence.name.slice(0, 300),
      purpose: '',
      direction: 'transfer',
      memberId: outsider,
      name: '',
      contact: '',
    },
    send: ({ what, purpose, direction, memberId, name, contact }) =>
      call(offerEvidence, {
        ...{ id: evidence.incidentId, evidence: evidence.id, what, purpose, direction },
        ...(memberId === outsider ? { outside: { name, contact } } : { memberId }),
      }),
    onDone: ({ taker }) => {
      showDone(text('custody.offered', { taker }))
      onDone()
      void refresh()
    },
  })
  const circle = useAnswer(readCircle, { id: evidence.incidentId })
  const inside = new Set((circle.data?.people ?? []).map(({ memberId }) => memberId))
  const takers = (members.data?.items ?? []).filter(
    (member) =>
      member.status === 'active' &&
      personMay(member, 'evidence.hand') &&
      (circle.data?.isRestricted !== true || inside.has(member.id)),
  )
  return (
    <PlainForm form={form} submitLabel={text('custody.verb.hand')}>
      <p className={classes.dim}>{text('custody.means.hand')}</p>
      <TextInput
        label={text('custody.what')}
        description={text('custody.whatHint')}
        required
        {...form.field('what')}
      />
      <TextInput label={text('custody.purpose')} required maxLength={500} {...form.field('purpose')} />
      <SelectField
        label={text('custody.direction')}
        {...form.field('direction')}
        options={(['transfer', 'return'] as const).map((value) => ({
          value,
          label: text(`custody.directions.${value}`),
        }))}
      />
      <SelectField
        label={text('custody.taker')}
        {...form.field('memberId')}
        options={[
          { value: outsider, label: text('custody.outside') },
          ...takers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {form.values.memberId === outsider && (
        <>
          <TextInput label={text('custody.takerName')} required maxLength={120} {...form.field('name')} />
          <TextInput
            label={text('custody.takerContact')}
            description={text('custody.takerContactHint')}
            required
            maxLength={300}
            {...form.field('contact')}
          />
        </>
      )}
    </PlainForm>
  )
}
