import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import * as z from 'zod'
import { answerKey, useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm, type Form, type LeftEmpty } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { peopleWho, useEvery } from '../../../../../ui/register/known.ts'
import { useText } from '../../../../../ui/text.ts'
import { readBudget } from '../../../../prepare/budget/contract.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import {
  addImprovement,
  changeImprovement,
  getImprovement,
  listImprovements,
  stepImprovement,
  type ImprovementDetail,
} from '../../contract/improvements.ts'
import { readLessons } from '../../contract/lessons.ts'
import { elements, improvementKinds, strengths } from '../../contract/words.ts'
import { noTarget, TargetField, type ChosenTarget } from './TargetField.tsx'
import classes from '../improvements.module.css'

/** What stands in the form before anybody writes. */
export interface Draft {
  readonly title?: string
  readonly why?: string
  readonly kind?: string
  readonly strength?: string
  readonly element?: string
  readonly incidentId?: string | null
  readonly ideaId?: string | null
}

interface Values {
  readonly title: string
  readonly why: string
  readonly kind: string
  readonly strength: string
  readonly element: string
  readonly ownerId: string
  readonly dueOn: string
  readonly effortHours: string
  readonly budgetLineId: string
  readonly targetKind: ChosenTarget
}

interface Props {
  /** `accept` asks only for what it takes to take one on. */
  readonly purpose: 'add' | 'change' | 'accept'
  readonly known?: ImprovementDetail
  readonly draft?: Draft
  readonly onClose: () => void
}

/** Proposes an improvement, changes one, or takes one on: whose it is, by when, and what it changes. */
export function ImprovementForm({ purpose, known, draft = {}, onClose }: Props) {
  const text = useText('improvements')
  const client = useQueryClient()
  const form = useForm<Values, unknown>({
    schema: z.looseObject(
      purpose === 'accept' ? {} : { title: z.string().trim().min(1), effortHours: Hours },
    ),
    initial: initialOf(known, draft),
    send: (values) => send(purpose, { known, draft, values }),
    onDone: () => {
      for (const read of [getImprovement, listImprovements, readLessons])
        void client.invalidateQueries({ queryKey: answerKey(read) })
      showDone(text(`form.${purpose}Done`))
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={text(`form.${purpose}`)}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': text('form.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      <PlainForm
        form={form}
        submitLabel={text(`form.${purpose}Do`)}
        besides={
          <Button variant="default" onClick={onClose}>
            {text('form.cancel')}
          </Button>
        }
      >
        {purpose === 'accept' ? <p>{text('form.acceptLead')}</p> : <WordFields form={form} />}
        <WorkFields form={form} isWhole={purpose !== 'accept'} />
      </PlainForm>
    </Modal>
  )
}

/** Left empty, or whole hours. */
const Hours = z.coerce.number().int().min(1).max(10_000).optional()

function WordFields({ form }: { readonly form: Form<Values> }) {
  const text = useText('improvements')
  const options = (group: string, words: readonly string[]) =>
    words.map((value) => ({ value, label: text(`${group}.${value}`) }))
  return (
    <>
      <TextInput
        label={text('field.title')}
        description={text('field.titleHint')}
        maxLength={200}
        required
        data-autofocus
        {...form.field('title')}
      />
      <Textarea label={text('field.why')} autosize minRows={2} maxLength={2000} {...form.field('why')} />
      <div className={classes.beside}>
        <NativeSelect
          label={text('field.kind')}
          data={options('kind', improvementKinds)}
          {...form.field('kind')}
        />
        <NativeSelect
          label={text('field.strength')}
          description={text('field.strengthHint')}
          data={options('strength', strengths)}
          {...form.field('strength')}
        />
        <NativeSelect
          label={text('field.element')}
          data={options('element', elements)}
          {...form.field('element')}
        />
      </div>
    </>
  )
}

function WorkFields({ form, isWhole }: { readonly form: Form<Values>; readonly isWhole: boolean }) {
  const text = useText('improvements')
  const people = peopleWho('improvement.work', useEvery(listMembers, {}))
  const target = form.field('targetKind')
  return (
    <>
      <div className={classes.beside}>
        <NativeSelect
          label={text('field.owner')}
          data={[{ value: '', label: text('field.ownerNone') }, ...people.options]}
          {...form.field('ownerId')}
        />
        <TextInput label={text('field.dueOn')} type="date" {...form.field('dueOn')} />
      </div>
      {isWhole && <MoneyFields form={form} />}
      <TargetField
        value={target.value}
        onChange={(next) => form.set('targetKind', next)}
        error={target.error}
      />
    </>
  )
}

/** What it takes: hours, and the line of the budget that pays for it. */
function MoneyFields({ form }: { readonly form: Form<Values> }) {
  const text = useText('improvements')
  const budget = useAnswer(readBudget, {})
  const lines = (budget.data?.lines ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className={classes.beside}>
      <TextInput
        label={text('field.effort')}
        inputMode="numeric"
        maxLength={5}
        {...form.field('effortHours')}
      />
      <NativeSelect
        label={text('field.budgetLine')}
        data={[{ value: '', label: text('field.budgetNone') }, ...lines]}
        {...form.field('budgetLineId')}
      />
    </div>
  )
}

function initialOf(known: ImprovementDetail | undefined, draft: Draft): Values {
  const target = known?.target
  return {
    title: known?.title ?? draft.title ?? '',
    why: known?.why ?? draft.why ?? '',
    kind: known?.kind ?? draft.kind ?? 'prevent',
    strength: known?.strength ?? draft.strength ?? 'procedure',
    element: known?.element ?? draft.element ?? 'plan',
    ownerId: known?.ownerId ?? '',
    dueOn: known?.dueOn ?? '',
    effortHours: known?.effortHours?.toString() ?? '',
    budgetLineId: known?.budgetLineId ?? '',
    targetKind: target ? { kind: target.kind, id: target.id, name: target.name } : noTarget,
  }
}

interface Sent {
  readonly known: ImprovementDetail | undefined
  readonly draft: Draft
  readonly values: LeftEmpty<Values, 'why' | 'ownerId' | 'dueOn' | 'effortHours' | 'budgetLineId'>
}

/** The server judges it by the same contract and names the field that is at fault. */
function send(purpose: Props['purpose'], { known, draft, values }: Sent): Promise<unknown> {
  const { title, why = '', kind, strength, element, ownerId = '', dueOn = '', targetKind: target } = values
  const { effortHours = '', budgetLineId = '' } = values
  const orNull = (value: string) => (value === '' ? null : value)
  const chosen = { targetKind: orNull(target.kind), targetId: orNull(target.id) }
  if (purpose === 'accept' && known !== undefined) {
    const given = { ownerId: orNull(ownerId), dueOn: orNull(dueOn), ...chosen }
    const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
    return call(stepImprovement, { id: known.id, step: 'accept', ...said })
  }
  const words = {
    ...{ title, why, kind, strength, element, ...chosen },
    ...{ ownerId: orNull(ownerId), dueOn: orNull(dueOn) },
    budgetLineId: orNull(budgetLineId),
    effortHours: effortHours === '' ? null : Number(effortHours),
  } as Parameters<typeof call<typeof addImprovement.input, typeof addImprovement.output>>[1] // words of closed lists, from selects of these
  if (known !== undefined)
    return call(changeImprovement, {
      ...words,
      id: known.id,
      basedOn: known.changedAt,
    })
  return call(addImprovement, {
    ...words,
    incidentId: draft.incidentId ?? null,
    ideaId: draft.ideaId ?? null,
  })
}
