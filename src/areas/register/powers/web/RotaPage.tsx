import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { Finder, type Found } from '../../../../ui/register/Finder.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { planRota, readRota, type Rota } from '../contract/rota.ts'
import { findPerson } from './parts/find-person.ts'
import { HolderText } from './parts/HolderText.tsx'
import { SwapTurn } from './parts/SwapTurn.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './powers.module.css'

/** Who is on call now, and week by week. */
export function RotaPage() {
  const text = useText('powers')
  const answer = useAnswer(readRota, {}, { live: { stream: '*', kinds: ['rota.', 'contact.'] } })
  if (answer.data) return <Whole rota={answer.data} />
  return (
    <Page title={text('rota.title')}>
      {answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading />}
    </Page>
  )
}

function Whole({ rota }: { readonly rota: Rota }) {
  const text = useText('powers')
  const client = useQueryClient()
  const [isPlanning, setPlanning] = useState(false)
  const refresh = () => {
    setPlanning(false)
    void client.invalidateQueries({ queryKey: answerKey(readRota) })
  }
  const { plan, onCall, insteadOf, turns, endsOn, can, timeZone } = rota
  return (
    <Page
      title={text('rota.title')}
      lead={
        <>
          {text('rota.lead')} <To path="/powers">{text('rota.toPowers')}</To>
        </>
      }
      actions={can.manage && <Button onClick={() => setPlanning(!isPlanning)}>{text('rota.plan')}</Button>}
    >
      {isPlanning && <PlanForm onDone={refresh} />}
      {plan === null && !isPlanning && <EmptyState title={text('rota.none')} lead={text('rota.noneLead')} />}
      {plan !== null && (
        <>
          <p className={classes.onCall}>
            {text('onCall')} <HolderText holder={onCall} none={text('rota.nobodyNow')} />
            {insteadOf && <span className={lines.dim}>{text('rota.insteadOf', { name: insteadOf })}</span>}
          </p>
          {endsOn && <Notice tone="warn">{text('rota.ends', { day: endsOn })}</Notice>}
          <Section title={text('rota.weeks')}>
            <p className={lines.dim}>{text('rota.handover', { time: plan.handoverTime, zone: timeZone })}</p>
            <ul className={lines.list}>
              {turns.map((turn) => (
                <li key={turn.weekOf}>
                  <span className={lines.words}>
                    <strong>{text('rota.weekOf', { day: turn.weekOf })}</strong>
                    <HolderText holder={turn.person} none="" />
                    {turn.isNow && <StateMark tone="active" word={text('rota.now')} />}
                    {turn.isAway && <StateMark tone="warn" word={text('rota.away')} />}
                    {turn.reason && <span className={lines.dim}>{turn.reason}</span>}
                  </span>
                  {can.manage && <SwapTurn weekOf={turn.weekOf} onDone={refresh} />}
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </Page>
  )
}

function PlanForm({ onDone }: { readonly onDone: () => void }) {
  const text = useText('powers')
  const language = useLanguage()
  const [order, setOrder] = useState<readonly Found[]>([])
  const [initial] = useState(firstPlan)
  const form = useForm({
    schema: z.looseObject({}),
    initial,
    send: (values) =>
      call(planRota, {
        startsOn: values.startsOn ?? '',
        handoverDay: Number(values.handoverDay),
        handoverTime: values.handoverTime ?? '',
        weeks: Number(values.weeks),
        windows: values.hours === 'always' ? [] : afterHours,
        order: order.map(({ id }) => id),
      }),
    onDone,
  })
  return (
    <PlainForm form={form} submitLabel={text('rota.save')}>
      <Finder
        of="contacts"
        label={text('rota.order')}
        hint={order.map(({ name }) => name).join(' → ') || text('rota.orderHint')}
        chosen={undefined}
        onChoose={(found) => found && setOrder([...order, found])}
        find={findPerson}
        error={form.field('order').error}
      />
      {order.length > 0 && (
        <div>
          <Button variant="subtle" onClick={() => setOrder([])}>
            {text('rota.clearOrder')}
          </Button>
        </div>
      )}
      <TextInput type="date" label={text('rota.from')} {...form.field('startsOn')} />
      <NumberInput label={text('rota.howMany')} min={1} max={104} {...form.field('weeks')} />
      <NativeSelect
        label={text('rota.day')}
        {...form.field('handoverDay')}
        data={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: dayName(day, language) }))}
      />
      <TextInput type="time" label={text('rota.time')} {...form.field('handoverTime')} />
      <NativeSelect
        label={text('rota.hours')}
        {...form.field('hours')}
        data={[
          { value: 'always', label: text('rota.always') },
          { value: 'after', label: text('rota.after') },
        ]}
      />
    </PlainForm>
  )
}

interface FirstPlan {
  readonly order: string
  readonly startsOn: string
  readonly handoverDay: string
  readonly handoverTime: string
  /** '' when it was emptied. */
  readonly weeks: number | string
  readonly hours: string
}

/** Half a year from today, Mondays at eight. */
function firstPlan(): FirstPlan {
  const weeks = 26
  const startsOn = new Date().toISOString().slice(0, 10)
  return { order: '', startsOn, handoverDay: '1', handoverTime: '08:00', weeks, hours: 'always' }
}

/** Nights and the weekend, for those who have an office by day. */
const afterHours = [
  { days: [1, 2, 3, 4, 5], from: '17:00', to: '08:00' },
  { days: [6, 7], from: '08:00', to: '08:00' },
]

/** 1 January 2024 was a Monday. */
function dayName(day: number, language: string): string {
  return new Date(Date.UTC(2024, 0, day)).toLocaleDateString(language, { weekday: 'long', timeZone: 'UTC' })
}
