import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { addParty, leavePartyUntold, listParties, tellParty, type Party } from '../../contract/parties.ts'
import { audiences, tellingWays } from '../../contract/words.ts'
import type { Case } from './case.ts'
import { FormDialog } from './FormDialog.tsx'
import classes from './investigation.module.css'

type Dialog = { readonly party: Party; readonly what: 'tell' | 'leave' }

/** Who is affected: told, or not told for a reason. None is left blank at the end. */
export function Parties({ of: { id, mayWork } }: { readonly of: Case }) {
  const text = useText('investigation')
  const list = useAnswer(listParties, { id }, { live: { stream: id, kinds: ['party.'] } })
  const [dialog, setDialog] = useState<Dialog>()
  const done = () => {
    setDialog(undefined)
    void list.refetch()
  }
  return (
    <Section title={text('parties.title')}>
      <p className={classes.dim}>{text('parties.lead')}</p>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <p>{text('parties.empty')}</p>}
      <ul className={classes.rows}>
        {list.data?.items.map((party) => (
          <li key={party.id}>
            <PartyWords party={party} />
            {mayWork && (
              <div className={classes.buttons} data-no-print>
                <Button
                  variant="default"
                  size="compact-md"
                  onClick={() => setDialog({ party, what: 'tell' })}
                  aria-label={text('parties.tellOf', { name: party.name })}
                >
                  {text('parties.tell')}
                </Button>
                {party.toldAt === null && (
                  <Button
                    variant="subtle"
                    size="compact-md"
                    onClick={() => setDialog({ party, what: 'leave' })}
                    aria-label={text('parties.leaveOf', { name: party.name })}
                  >
                    {text('parties.leave')}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayWork && <NewParty id={id} onDone={done} />}
      {dialog?.what === 'tell' && <Tell id={id} party={dialog.party} onDone={done} />}
      {dialog?.what === 'leave' && <Leave id={id} party={dialog.party} onDone={done} />}
    </Section>
  )
}

function PartyWords({ party }: { readonly party: Party }) {
  const text = useText('investigation')
  const state = party.toldAt !== null ? 'told' : party.silenceAt !== null ? 'silent' : 'open'
  const tone = { told: 'good', silent: 'quiet', open: 'warn' } as const
  return (
    <div className={classes.words}>
      <strong>{party.name}</strong>
      <span>
        <StateMark tone={tone[state]} word={text(`parties.${state}`)} />{' '}
        <span className={classes.dim}>{text(`audience.${party.audience}`)}</span>
      </span>
      {party.toldAt !== null && (
        <p>
          {text('parties.toldBy', { who: party.toldBy ?? '', how: text(`way.${party.toldHow ?? 'phone'}`) })}{' '}
          <TimeText at={party.toldAt} form="absolute" />
          {party.toldNote !== '' && ` · ${party.toldNote}`}
        </p>
      )}
      {party.silenceReason !== null && (
        <p>{text('parties.silentBy', { who: party.silenceBy ?? '', reason: party.silenceReason })}</p>
      )}
    </div>
  )
}

const firstParty: Pick<Party, 'name' | 'audience'> = { name: '', audience: 'customers' }

function NewParty({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const text = useText('investigation')
  const form = useForm({
    schema: addParty.input.pick({ name: true, audience: true }),
    initial: firstParty,
    send: (values) => call(addParty, { id, ...values }),
    onDone: () => {
      form.reset()
      onDone()
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('parties.add')}>
      <TextInput label={text('parties.name')} maxLength={300} {...form.field('name')} />
      <NativeSelect
        label={text('parties.audience')}
        {...form.field('audience')}
        data={audiences.map((value) => ({ value, label: text(`audience.${value}`) }))}
      />
    </PlainForm>
  )
}

interface AboutParty {
  readonly id: string
  readonly party: Party
  readonly onDone: () => void
}

function Tell({ id, party, onDone }: AboutParty) {
  const text = useText('investigation')
  const form = useForm({
    schema: tellParty.input.pick({ how: true }).loose(),
    initial: toldNow(),
    send: ({ at, how, by, note }) =>
      call(tellParty, {
        id,
        party: party.id,
        toldAt: new Date(at || Date.now()).toISOString(),
        how,
        toldBy: by ?? '',
        note: note ?? '',
      }),
    onDone,
  })
  return (
    <FormDialog title={text('parties.tellOf', { name: party.name })} onClose={onDone}>
      <PlainForm form={form} submitLabel={text('ideas.keep')}>
        <TextInput type="datetime-local" label={text('parties.when')} {...form.field('at')} />
        <NativeSelect
          label={text('parties.how')}
          {...form.field('how')}
          data={tellingWays.map((value) => ({ value, label: text(`way.${value}`) }))}
        />
        <TextInput label={text('parties.by')} description={text('parties.byHint')} {...form.field('by')} />
        <TextInput label={text('parties.note')} maxLength={1000} {...form.field('note')} />
      </PlainForm>
    </FormDialog>
  )
}

function Leave({ id, party, onDone }: AboutParty) {
  const text = useText('investigation')
  const form = useForm({
    schema: leavePartyUntold.input.pick({ reason: true }),
    initial: { reason: '' },
    send: ({ reason }) => call(leavePartyUntold, { id, party: party.id, reason }),
    onDone,
  })
  return (
    <FormDialog title={text('parties.leaveOf', { name: party.name })} onClose={onDone}>
      <PlainForm form={form} submitLabel={text('ideas.keep')}>
        <Textarea
          label={text('parties.reason')}
          autosize
          minRows={2}
          maxLength={1000}
          required
          data-autofocus
          {...form.field('reason')}
        />
      </PlainForm>
    </FormDialog>
  )
}

interface Telling {
  readonly at: string
  readonly how: NonNullable<Party['toldHow']>
  readonly by: string
  readonly note: string
}

function toldNow(): Telling {
  return { at: localNow(), how: 'phone', by: '', note: '' }
}

function localNow(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
