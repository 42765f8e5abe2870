import { Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import * as z from 'zod'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { instantOf, localIn } from '../../../../../ui/entry/entry-values.ts'
import { useForm, type Form } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listEvidence } from '../../../evidence/contract/evidence.ts'
import { declineDuty, submitDuty, withdrawAnswer } from '../../contract/answering.ts'
import type { Board } from '../../contract/board.ts'
import type { Wish } from './Duties.tsx'

interface AnswerDialogProps {
  readonly board: Board
  readonly wish: Wish
  readonly onDone: (board: Board) => void
  readonly onClose: () => void
}

/** Signing, recording what was sent, or withdrawing either. */
export function AnswerDialog(props: AnswerDialogProps) {
  const text = useText('duties')
  const ui = useText('ui')
  const { wish, onClose } = props
  const title =
    wish.form === 'withdraw' ? wish.title : `${wish.duty.explanation.regime}: ${wish.duty.recipient.name}`
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${text(`${wish.form}.title`)} ${title}`}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      {wish.form === 'submit' ? <SubmitForm {...props} /> : <ReasonForm {...props} />}
    </Modal>
  )
}

function ReasonForm({ board, wish, onDone }: AnswerDialogProps) {
  const text = useText('duties')
  const { incidentId: id, revision } = board
  const form = useForm({
    schema: z.looseObject({ reason: z.string().trim().min(1) }),
    initial: { reason: '' },
    send: ({ reason }) =>
      wish.form === 'withdraw'
        ? call(withdrawAnswer, { id, answer: wish.answerId, reason })
        : call(declineDuty, { id, duty: wish.duty.key, reason, revision }),
    onDone,
  })
  const name = wish.form === 'withdraw' ? 'withdraw' : 'decline'
  return (
    <PlainForm form={form} submitLabel={text(`${name}.send`)}>
      <p>{text(`${name}.lead`)}</p>
      <Textarea
        label={text(`${name}.reason`)}
        autosize
        minRows={4}
        maxLength={4000}
        required
        {...form.field('reason')}
      />
    </PlainForm>
  )
}

function SubmitForm({ board, wish, onDone }: AnswerDialogProps) {
  const text = useText('duties')
  const { incidentId: id } = board
  const duty = wish.form === 'submit' ? wish.duty : undefined
  const form = useForm({
    schema: z.looseObject({ sentAt: z.string().min(1), channel: z.string().trim().min(1) }),
    initial: { sentAt: localIn(0), channel: '', reference: '', evidenceId: '', lateReason: '' },
    send: ({ sentAt, channel, reference, evidenceId, lateReason }) =>
      call(submitDuty, {
        id,
        duty: duty?.key ?? '',
        sentAt: instantOf(sentAt),
        channel,
        ...(reference && { reference }),
        ...(evidenceId && { evidenceId }),
        ...(lateReason && { lateReason }),
      }),
    onDone,
  })
  const due = duty?.extendedDueAt ?? duty?.dueAt ?? null
  const isLate = due !== null && new Date(form.values.sentAt).getTime() > Date.parse(due)
  return (
    <PlainForm form={form} submitLabel={text('submit.send')}>
      <p>{text('submit.lead')}</p>
      <TextInput type="datetime-local" label={text('submit.sentAt')} required {...form.field('sentAt')} />
      <TextInput
        label={text('submit.channel')}
        description={text('submit.channelHint')}
        maxLength={200}
        required
        {...form.field('channel')}
      />
      <TextInput label={text('submit.reference')} maxLength={200} {...form.field('reference')} />
      <CopyChoice id={id} form={form} />
      {(isLate || form.field('lateReason').error !== undefined) && (
        <Textarea
          label={text('submit.late')}
          autosize
          minRows={3}
          maxLength={4000}
          required
          {...form.field('lateReason')}
        />
      )}
    </PlainForm>
  )
}

interface CopyChoiceProps {
  readonly id: string
  readonly form: Form<{
    sentAt: string
    channel: string
    reference: string
    evidenceId: string
    lateReason: string
  }>
}

/** The copy of what was sent, among what is sealed in the case. */
function CopyChoice({ id, form }: CopyChoiceProps) {
  const text = useText('duties')
  const list = useAnswer(listEvidence, { id })
  const { value, error } = form.field('evidenceId')
  return (
    <NativeSelect
      label={text('submit.copy')}
      description={text('submit.copyHint')}
      value={value}
      onChange={(event) => form.set('evidenceId', event.currentTarget.value)}
      data={[
        { value: '', label: text('submit.noCopy') },
        ...(list.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
      ]}
      error={error}
    />
  )
}
