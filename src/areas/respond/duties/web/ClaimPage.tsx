import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { call, callForFile } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../ui/text.ts'
import { saveFile } from '../../../../ui/transfer.ts'
import { costKinds } from '../../incidents/contract/capture-words.ts'
import { exportClaim, readClaim, spendMoney, type Claim, type ClaimLine } from '../contract/claims.ts'
import { waitsForConsent } from '../rules/spending.ts'
import classes from './parts/duties.module.css'
import { Agree, ConsentFields } from './parts/Consent.tsx'

/** Money in a case as the insurer wants it: ask first, write it down, hand it over. */
export function ClaimPage() {
  const text = useText('duties')
  const id = usePart('incident')
  const client = useQueryClient()
  const claim = useAnswer(readClaim, { id }, { live: { stream: id, kinds: ['cost.', 'claim.'] } })
  const keep = (next: Claim) => client.setQueryData(answerKey(readClaim, { id }), next)
  return (
    <Page
      title={text('claim.title')}
      lead={
        <>
          <To path={`/incidents/${id}`}>{text('claim.back')}</To>. {text('claim.lead')}
        </>
      }
    >
      {claim.error && !claim.data && <ErrorState error={claim.error} onRetry={() => void claim.refetch()} />}
      {claim.isPending && <Loading />}
      {claim.data && (
        <>
          {claim.data.policies.map(
            ({ id: policy, insurer, number, hotline, consentAbove, currency, panel }) => (
              <Notice key={policy} tone="active" title={`${insurer} ${number}`}>
                <p>
                  {hotline}{' '}
                  {consentAbove !== null && text('claim.above', { amount: `${consentAbove} ${currency}` })}{' '}
                  {panel.length > 0 && text('claim.panel', { firms: panel.join(', ') })}
                </p>
              </Notice>
            ),
          )}
          <Lines claim={claim.data} id={id} onDone={keep} />
          {claim.data.can.spend && (
            <Section title={text('claim.new')}>
              <Spend id={id} claim={claim.data} onDone={keep} />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

const tones: Readonly<Record<ClaimLine['consent'], 'good' | 'quiet' | 'warn' | 'unknown'>> = {
  given: 'good',
  not_needed: 'quiet',
  not_asked: 'warn',
  not_judged: 'unknown',
}

function Lines({ claim, id, onDone }: SpendProps) {
  const text = useText('duties')
  const [asked, setAsked] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const take = async (as: 'csv' | 'pdf') => {
    setFailure(undefined)
    try {
      const { bytes, name } = await callForFile(exportClaim, { id, as })
      saveFile(bytes, name ?? `claim.${as}`)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('form.failed'))
    }
  }
  if (claim.lines.length === 0)
    return <EmptyState title={text('claim.emptyTitle')} lead={text('claim.emptyLead')} />
  return (
    <Section title={text('claim.lines')}>
      <ul className={classes.facts}>
        {claim.lines.map((line) => (
          <li key={line.id}>
            <strong>
              {line.amount} {line.currency}
            </strong>{' '}
            {line.firm} {line.text} <TimeText at={line.recordedAt} form="absolute" />{' '}
            <StateMark
              tone={line.isStruck ? 'quiet' : tones[line.consent]}
              word={text(line.isStruck ? 'claim.struck' : `claim.${line.consent}`)}
            />{' '}
            <span className={classes.dim}>{line.consentWords}</span>
            {claim.can.spend && asked !== line.id && waitsForConsent(line) && (
              <Button
                variant="default"
                className={classes.act}
                aria-label={text('claim.askOf', { what: line.text })}
                onClick={() => setAsked(line.id)}
              >
                {text('claim.ask')}
              </Button>
            )}
            {asked === line.id && <Agree id={id} claim={claim} line={line} onDone={onDone} />}
          </li>
        ))}
      </ul>
      <p>
        {text('claim.sum')}{' '}
        <strong>{claim.totals.map((one) => `${one.amount} ${one.currency}`).join('; ')}</strong>
      </p>
      {claim.can.export && (
        <div className={classes.actions} data-no-print>
          <Button variant="default" className={classes.act} onClick={() => void take('pdf')}>
            {text('claim.pdf')}
          </Button>
          <Button variant="default" className={classes.act} onClick={() => void take('csv')}>
            {text('claim.csv')}
          </Button>
        </div>
      )}
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </Section>
  )
}

interface SpendProps {
  readonly id: string
  readonly claim: Claim
  readonly onDone: (claim: Claim) => void
}

function Spend({ id, claim, onDone }: SpendProps) {
  const text = useText('duties')
  const initial: {
    firm: string
    text: string
    kind: (typeof costKinds)[number]
    amount: string
    currency: string
    invoice: string
    consentId: string
    unaskedReason: string
  } = {
    ...{ firm: '', text: '', kind: 'response_and_recovery', amount: '', invoice: '' },
    ...{ currency: claim.policies[0]?.currency ?? 'EUR', consentId: '', unaskedReason: '' },
  }
  const form = useForm({
    schema: z.looseObject({
      firm: z.string().trim().min(1),
      text: z.string().trim().min(1),
      amount: z.string().trim().min(1),
    }),
    initial,
    send: ({ consentId, ...wish }) => call(spendMoney, { id, ...wish, ...(consentId && { consentId }) }),
    onDone: (next) => {
      form.reset()
      onDone(next)
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('claim.add')}>
      <TextInput label={text('claim.firm')} maxLength={200} {...form.field('firm')} />
      <TextInput label={text('claim.what')} maxLength={2000} {...form.field('text')} />
      <TextInput label={text('claim.amount')} inputMode="decimal" {...form.field('amount')} />
      <TextInput label={text('claim.currency')} maxLength={3} {...form.field('currency')} />
      <TextInput label={text('claim.invoice')} maxLength={300} {...form.field('invoice')} />
      <NativeSelect
        label={text('claim.kind')}
        {...form.field('kind')}
        data={costKinds.map((value) => ({ value, label: text(`cost.${value}`) }))}
      />
      <ConsentFields claim={claim} consent={form.field('consentId')} reason={form.field('unaskedReason')} />
    </PlainForm>
  )
}
