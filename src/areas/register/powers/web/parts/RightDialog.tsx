import { Button, Modal, NumberInput, TextInput, Textarea } from '@mantine/core'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { Finder, type Found } from '../../../../../ui/register/Finder.tsx'
import { useText } from '../../../../../ui/text.ts'
import { setDecisionRight, type DecisionRight } from '../../contract/powers.ts'
import { findPerson } from './find-person.ts'

interface RightDialogProps {
  readonly right: DecisionRight
  readonly onDone: () => void
  readonly onClose: () => void
}

type Chosen = Pick<Found, 'id' | 'name'> | undefined

/** Who may take one of the eight decisions, who stands in, up to which sum, and how many have to agree. */
export function RightDialog({ right, onDone, onClose }: RightDialogProps) {
  const text = useText('powers')
  const ui = useText('ui')
  const { decision } = right
  const form = useForm({ ...formOf(right), onDone })
  const { values, set } = form
  return (
    <Modal
      opened
      onClose={onClose}
      title={text(`decision.${decision}`)}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
    >
      <PlainForm
        form={form}
        submitLabel={text('save')}
        besides={
          <Button variant="default" onClick={onClose}>
            {ui('action.cancel')}
          </Button>
        }
      >
        <Finder
          of="contacts"
          label={text('right.who')}
          chosen={values.holder}
          onChoose={(found) => set('holder', found)}
          find={findPerson}
        />
        <Finder
          of="contacts"
          label={text('holder.deputy')}
          hint={text('right.deputyHint')}
          chosen={values.deputy}
          onChoose={(found) => set('deputy', found)}
          find={findPerson}
          without={values.holder ? [values.holder.id] : []}
          error={form.field('deputyId').error}
        />
        <Finder
          of="contacts"
          label={text('right.also')}
          hint={values.also.map(({ name }) => name).join(', ') || text('right.alsoHint')}
          chosen={undefined}
          onChoose={(found) => found && set('also', [...values.also, found])}
          find={findPerson}
          without={values.also.map(({ id }) => id)}
        />
        {values.also.length > 0 && (
          <div>
            <Button variant="subtle" onClick={() => set('also', [])}>
              {text('right.clearAlso')}
            </Button>
          </div>
        )}
        <NumberInput
          label={text('right.quorum')}
          description={text('right.quorumHint')}
          min={1}
          max={5}
          {...form.field('quorum')}
        />
        <NumberInput
          label={text('right.amount')}
          description={text('right.amountHint')}
          min={0}
          allowDecimal={false}
          {...form.field('amount')}
        />
        <TextInput label={text('right.currency')} maxLength={3} {...form.field('currency')} />
        <Textarea label={text('right.note')} autosize minRows={2} {...form.field('note')} />
      </PlainForm>
    </Modal>
  )
}

function formOf({ decision, holder, deputy, also, quorum, amount, currency, note }: DecisionRight) {
  const here = (one: DecisionRight['holder']): Chosen => (one?.isHere ? one : undefined)
  const initial: {
    holder: Chosen
    deputy: Chosen
    deputyId: string
    also: readonly Pick<Found, 'id' | 'name'>[]
    quorum: number | string
    amount: number | string
    currency: string
    note: string
  } = {
    ...{
      holder: here(holder),
      deputy: here(deputy),
      deputyId: '',
      also: also.filter(({ isHere }) => isHere),
    },
    ...{ quorum, amount: amount ?? '', currency, note },
  }
  return {
    schema: z.looseObject({}),
    initial,
    // What is left empty does not arrive.
    send: (values: Partial<typeof initial>) =>
      call(setDecisionRight, {
        decision,
        holderId: values.holder?.id ?? null,
        deputyId: values.deputy?.id ?? null,
        alsoIds: (values.also ?? []).map(({ id }) => id),
        quorum: Number(values.quorum ?? 1),
        amount: values.amount === undefined ? null : Number(values.amount),
        currency: (values.currency ?? 'EUR').toUpperCase(),
        note: values.note ?? '',
      }),
  }
}
