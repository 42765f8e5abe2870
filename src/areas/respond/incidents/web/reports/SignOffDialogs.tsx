import { Button, NativeSelect, TextInput, Textarea, type TextareaProps } from '@mantine/core'
import type * as z from 'zod'
import { useAct } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { roleMay } from '../../../../../base/access.ts'
import { judgeCase } from '../../contract/sign-off.ts'
import { usePeople } from '../parts/people.ts'
import { RoomDialog } from '../parts/RoomDialog.tsx'
import { reviewRefreshes } from './review-refreshes.ts'
import classes from './reports.module.css'

interface SignDialogProps {
  readonly id: string
  readonly closedAt: string
  /** Whoever signs led the case or closed it. */
  readonly isOwnWork: boolean
  readonly onClose: () => void
}

/** A second person says that this case is well ended; who is alone says why. */
export function SignDialog({ id, closedAt, isOwnWork, onClose }: SignDialogProps) {
  const text = useText('reports')
  const judge = useVerdict(id, closedAt, onClose)
  const form = useForm({
    schema: judgeCase.input.pick({ note: true }).loose(),
    initial: { note: '', aloneReason: '' },
    // What was left empty does not arrive here.
    send: ({ note, aloneReason = '' }: { note?: string; aloneReason?: string }) =>
      judge.give({
        ...{ note, verdict: 'signed' },
        aloneReason: aloneReason.trim() === '' ? null : aloneReason,
      }),
    onDone: () => judge.done('signedDone'),
  })
  return (
    <RoomDialog title={text('signOff.signTitle')} isOpen onClose={onClose}>
      <PlainForm form={form} submitLabel={text('signOff.signSave')}>
        <p className={classes.dim}>{text('signOff.signLead')}</p>
        {isOwnWork && (
          <>
            <Notice tone="warn">{text('signOff.ownWork')}</Notice>
            <Textarea
              label={text('signOff.aloneWhy')}
              autosize
              minRows={2}
              maxLength={1000}
              required
              {...form.field('aloneReason')}
            />
          </>
        )}
        <Note {...form.field('note')} />
      </PlainForm>
    </RoomDialog>
  )
}

interface Missing {
  readonly title: string
  readonly ownerId: string
  readonly dueOn: string
}

const none: Missing = { title: '', ownerId: '', dueOn: '' }
const mostMissing = 20

/** What is missing, each with somebody who sees to it and a day. */
export function ReturnDialog({ id, closedAt, onClose }: Omit<SignDialogProps, 'isOwnWork'>) {
  const text = useText('reports')
  const judge = useVerdict(id, closedAt, onClose)
  const form = useForm({
    schema: judgeCase.input.pick({ note: true }).loose(),
    initial: { note: '', missing: [none] },
    send: async ({ note, missing }) => {
      if (missing.some(({ title, ownerId, dueOn }) => title.trim() === '' || ownerId === '' || dueOn === ''))
        throw new CallError('invalid', text('signOff.incomplete'))
      return judge.give({ note, missing: [...missing], verdict: 'returned' })
    },
    onDone: () => judge.done('returnedDone'),
  })
  const { missing } = form.values
  const change = (at: number, part: Partial<Missing>) =>
    form.set(
      'missing',
      missing.map((one, index) => (index === at ? { ...one, ...part } : one)),
    )
  return (
    <RoomDialog title={text('signOff.returnTitle')} isOpen onClose={onClose}>
      <PlainForm form={form} submitLabel={text('signOff.returnSave')}>
        <p className={classes.dim}>{text('signOff.returnLead')}</p>
        {missing.map((part, at) => (
          // What is missing is only ever added at the end; its name is being typed.
          <MissingFields
            key={at}
            number={at + 1}
            part={part}
            onChange={(next) => change(at, next)}
            onRemove={
              missing.length === 1
                ? undefined
                : () =>
                    form.set(
                      'missing',
                      missing.filter((_one, i) => i !== at),
                    )
            }
          />
        ))}
        {missing.length < mostMissing && (
          <div>
            <Button variant="default" onClick={() => form.set('missing', [...missing, none])}>
              {text('signOff.addMissing')}
            </Button>
          </div>
        )}
        <Note {...form.field('note')} />
      </PlainForm>
    </RoomDialog>
  )
}

interface MissingFieldsProps {
  readonly number: number
  readonly part: Missing
  readonly onChange: (part: Partial<Missing>) => void
  readonly onRemove: (() => void) | undefined
}

function MissingFields({ number, part, onChange, onRemove }: MissingFieldsProps) {
  const text = useText('reports')
  const people = usePeople()
  return (
    <fieldset className={classes.missing}>
      <legend>{text('signOff.missing', { number })}</legend>
      <TextInput
        label={text('signOff.what')}
        maxLength={300}
        required
        value={part.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <div className={classes.making}>
        <NativeSelect
          label={text('signOff.owner')}
          required
          value={part.ownerId}
          onChange={(event) => onChange({ ownerId: event.currentTarget.value })}
          data={[
            { value: '', label: text('edit.choose') },
            ...people.active
              .filter(({ role }) => roleMay(role, 'incident.review'))
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextInput
          type="date"
          label={text('signOff.due')}
          required
          value={part.dueOn}
          onChange={(event) => onChange({ dueOn: event.currentTarget.value })}
        />
      </div>
      {onRemove && (
        <div>
          <Button variant="subtle" aria-label={text('signOff.removeOf', { number })} onClick={onRemove}>
            {text('edit.out')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

/** Gives a verdict on the closing that was read, and says so once it is kept. */
function useVerdict(id: string, closedAt: string, onClose: () => void) {
  const text = useText('reports')
  const judge = useAct(judgeCase, { refreshes: reviewRefreshes })
  return {
    give: (verdict: Omit<z.input<typeof judgeCase.input>, 'id' | 'closedAt'>) =>
      judge.mutateAsync({ id, closedAt, ...verdict }),
    done: (said: 'signedDone' | 'returnedDone') => {
      showDone(text(`signOff.${said}`))
      onClose()
    },
  }
}

function Note(field: TextareaProps) {
  const text = useText('reports')
  return <Textarea label={text('signOff.note')} autosize minRows={2} maxLength={2000} {...field} />
}
