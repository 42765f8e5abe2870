import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm, type FieldBinding } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { costKinds } from '../../../incidents/contract/capture-words.ts'
import { spendMoney, type Claim, type ClaimLine } from '../../contract/claims.ts'

interface ConsentFieldsProps {
  readonly claim: Claim
  readonly consent: FieldBinding<string>
  readonly reason: FieldBinding<string>
}

/** What the insurer agreed to, or why nobody could ask. */
export function ConsentFields({ claim, consent, reason }: ConsentFieldsProps) {
  const text = useText('duties')
  const consents = claim.policies.flatMap(({ consents: given }) => given)
  return (
    <>
      <NativeSelect
        label={text('claim.consent')}
        description={text('claim.consentHint')}
        {...consent}
        data={[
          { value: '', label: text('claim.noConsent') },
          ...consents.map(({ id: value, what, givenBy }) => ({ value, label: `${what} (${givenBy})` })),
        ]}
      />
      <Textarea label={text('claim.unasked')} autosize minRows={2} maxLength={1000} {...reason} />
    </>
  )
}

interface AgreeProps {
  readonly id: string
  readonly claim: Claim
  readonly line: ClaimLine
  readonly onDone: (claim: Claim) => void
}

/** For a cost that stands already: which firm it is for, and what the insurer said. */
export function Agree({ id, claim, line, onDone }: AgreeProps) {
  const text = useText('duties')
  const form = useForm({
    schema: z.looseObject({ firm: z.string().trim().min(1).max(200) }),
    initial: { firm: line.firm, consentId: '', unaskedReason: '' },
    send: ({ consentId, ...said }) =>
      call(spendMoney, {
        ...{ id, costId: line.id, text: line.text, amount: line.amount, currency: line.currency },
        ...{ ...said, kind: costKinds.find((kind) => kind === line.kind) ?? 'other' },
        ...(consentId && { consentId }),
      }),
    onDone,
  })
  return (
    <PlainForm form={form} submitLabel={text('claim.keep')}>
      <TextInput label={text('claim.firm')} maxLength={200} {...form.field('firm')} />
      <ConsentFields claim={claim} consent={form.field('consentId')} reason={form.field('unaskedReason')} />
    </PlainForm>
  )
}
