import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, useAct, useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { TextField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { endPlanGuest, invitePlanGuest, listPlanGuests, type PlanGuest } from '../../contract/guests.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../plan.module.css'

/** Who from outside reads this version, until when, how often they did; and the way to let somebody in or out. */
export function Guests({ version }: { readonly version: number }) {
  const text = useText('plan')
  const guests = useAnswer(listPlanGuests, { version }, { live: { stream: '*', kinds: ['plan.', 'guest.'] } })
  return (
    <Section title={text('guests.title')}>
      <p className={classes.dim}>{text('guests.lead')}</p>
      {guests.error && <ErrorState error={guests.error} onRetry={() => void guests.refetch()} />}
      {guests.isPending && <Loading lines={2} />}
      {guests.data?.items.length === 0 && <p>{text('guests.none')}</p>}
      <ul className={lines.lines}>
        {guests.data?.items.map((guest) => (
          <Guest key={guest.id} guest={guest} />
        ))}
      </ul>
      <LetIn version={version} />
    </Section>
  )
}

function Guest({ guest }: { readonly guest: PlanGuest }) {
  const text = useText('plan')
  const client = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const act = useAct(endPlanGuest, {
    onDone: (next) => {
      client.setQueryData(answerKey(listPlanGuests, { version: guest.version }), next)
      setAsked(false)
    },
  })
  const { name, email, state, endsAt, endedAt, endedBy, readings } = guest
  const [last] = readings
  return (
    <li>
      <div>
        <strong>{name}</strong> <span className={classes.dim}>{email}</span>
        <p>
          <StateMark tone={state === 'open' ? 'active' : 'quiet'} word={text(`guests.${state}`)} />{' '}
          {endedAt === null ? text('guests.until') : text('guests.endedBy', { by: endedBy ?? '' })}{' '}
          <TimeText at={endedAt ?? endsAt} form="absolute" />
        </p>
        <p className={classes.dim}>
          {text('guests.readings', { count: readings.length })}
          {last !== undefined && (
            <>
              {' · '}
              {text('guests.last')} <TimeText at={last.at} form="absolute" />
            </>
          )}
        </p>
      </div>
      {state === 'open' && (
        <Button
          variant="default"
          aria-label={text('guests.endOf', { name })}
          onClick={() => setAsked(true)}
          data-no-print
        >
          {text('guests.end')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={text('guests.endOf', { name })}
        confirmLabel={text('guests.end')}
        onConfirm={() => act.mutateAsync({ guest: guest.id })}
        onClose={() => setAsked(false)}
      >
        {text('guests.endMeans')}
      </ConfirmDialog>
    </li>
  )
}

function LetIn({ version }: { readonly version: number }) {
  const text = useText('plan')
  const client = useQueryClient()
  const [made, setMade] = useState<{ url: string | null }>()
  const form = useForm({
    schema: invitePlanGuest.input.pick({ name: true, email: true }).loose(),
    initial: { name: '', email: '', until: inTwoWeeks() },
    send: ({ until, ...wanted }) => call(invitePlanGuest, { version, ...wanted, endsAt: endOf(until) }),
    onDone: ({ guests, inviteUrl }) => {
      client.setQueryData(answerKey(listPlanGuests, { version }), guests)
      setMade({ url: inviteUrl })
      form.reset()
    },
  })
  return (
    <div data-no-print>
      {made !== undefined &&
        (made.url === null ? (
          <Notice tone="good">{text('guests.known')}</Notice>
        ) : (
          <Notice tone="good" title={text('guests.linkOnce')}>
            <CopyField label={text('guests.link')} value={made.url} />
          </Notice>
        ))}
      <PlainForm form={form} submitLabel={text('guests.invite')}>
        <TextField label={text('guests.name')} autoComplete="off" {...form.field('name')} />
        <TextField label={text('guests.email')} type="email" autoComplete="off" {...form.field('email')} />
        <TextField label={text('guests.day')} type="date" {...form.field('until')} />
      </PlainForm>
    </div>
  )
}

function inTwoWeeks(): string {
  return new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10)
}

/** The last moment of that day where the person sits; an empty day stays empty and is refused. */
function endOf(day: string): string {
  const end = new Date(`${day}T23:59:59`)
  return Number.isNaN(end.getTime()) ? day : end.toISOString()
}
