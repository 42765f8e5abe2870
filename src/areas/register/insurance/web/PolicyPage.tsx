import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { EntryDialog, type Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { localOf } from '../../../../ui/entry/entry-values.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { usePart } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery, type People } from '../../../../ui/register/known.ts'
import { useText, type Say } from '../../../../ui/text.ts'
import { listMembers } from '../../people/contract/people.ts'
import { getPolicy, recordConsent } from '../contract/policies.ts'
import { Panels } from '../../../../ui/panels.tsx'
import { Attestations } from './parts/Attestations.tsx'
import { EndMark } from './parts/EndMark.tsx'
import { policyEntry } from './parts/entries.ts'
import lines from '../../../../ui/lists/lines.module.css'

type Whole = OutputOf<typeof getPolicy>

/** One policy: whom to call, what it pays and wants, and what was said to get it. */
export function PolicyPage() {
  const text = useText('insurance')
  const id = usePart('policy')
  const live = { stream: '*', kinds: ['policy.', 'attestation.', 'consent.'] }
  const answer = useAnswer(getPolicy, { id }, { live })
  if (answer.data) return <Shown policy={answer.data} />
  if (answer.error)
    return (
      <Page title={text('policies.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading />
}

function Shown({ policy }: { readonly policy: Whole }) {
  const text = useText('insurance')
  const client = useQueryClient()
  const people = peopleAmong(useEvery(listMembers, {}))
  const [entry, setEntry] = useState<Entry>()
  return (
    <Page
      title={policy.name}
      lead={policy.insurer}
      marks={<EndMark daysLeft={policy.daysLeft} endsOn={policy.endsOn} />}
      actions={
        <Can permission="insurance.manage">
          <Button variant="default" onClick={() => setEntry(policyEntry(text, people, policy))}>
            {text('policies.change')}
          </Button>
        </Can>
      }
    >
      <Facts facts={factsOf(policy, text, people)} />
      <Attestations policy={policy} ask={setEntry} />
      <Panels of="policy" subject={{ id: policy.id }} />
      <Consents policy={policy} ask={setEntry} />
      {entry && (
        <EntryDialog
          key={`${entry.endpoint.name} ${JSON.stringify(entry.given)}`}
          entry={entry}
          onClose={() => setEntry(undefined)}
          onDone={() => {
            setEntry(undefined)
            void client.invalidateQueries({ queryKey: answerKey(getPolicy) })
          }}
        />
      )}
    </Page>
  )
}

/** Only what is known; whom to call stands first. */
function factsOf(policy: Whole, text: Say, people: People): (readonly [string, string])[] {
  const money = (amount: number | null) => (amount === null ? '' : `${amount} ${policy.currency}`)
  const all = [
    ['policy.number', policy.number],
    ['policy.hotline', policy.hotline],
    ['policy.reportTo', policy.reportTo],
    ['policy.noticeHours', policy.noticeHours === null ? '' : String(policy.noticeHours)],
    ['policy.consentAbove', money(policy.consentAbove)],
    ['policy.consentWords', policy.consentWords],
    ['policy.panel', policy.panel.join(', ')],
    ['policy.coverLimit', money(policy.coverLimit)],
    ['policy.excess', money(policy.excess)],
    ['policy.exclusions', policy.exclusions.join('; ')],
    ['policy.conditions', policy.conditions],
    ['owner', people.nameOf(policy.ownerId) ?? text('nobody')],
    ['note', policy.note],
  ] as const
  return all.flatMap(([key, value]) => (value === '' ? [] : [[text(key), value] as const]))
}

function Consents({ policy, ask }: { readonly policy: Whole; readonly ask: (entry: Entry) => void }) {
  const text = useText('insurance')
  const add = (): Entry => ({
    title: text('consent.add'),
    lead: <p>{text('consent.lead')}</p>,
    fields: [
      { kind: 'text', name: 'what', label: text('consent.what'), max: 500 },
      { kind: 'number', name: 'amount', label: text('consent.amount'), isOptional: true },
      { kind: 'line', name: 'givenBy', label: text('consent.by'), max: 200 },
      { kind: 'line', name: 'reference', label: text('consent.reference'), isOptional: true },
      { kind: 'moment', name: 'givenAt', label: text('consent.at') },
    ],
    initial: { givenAt: localOf(new Date()) },
    endpoint: recordConsent,
    given: { id: policy.id },
    submit: text('consent.add'),
  })
  return (
    <Section
      title={text('consent.title')}
      actions={
        policy.endedAt === null && (
          <Can permission="insurance.consent">
            <Button variant="default" onClick={() => ask(add())}>
              {text('consent.add')}
            </Button>
          </Can>
        )
      }
    >
      {policy.consents.length === 0 && <p className={lines.dim}>{text('consent.none')}</p>}
      <ul className={lines.list}>
        {policy.consents.map((one) => (
          <li key={one.id}>
            <span className={lines.words}>
              <strong>{one.what}</strong>
              <span className={lines.dim}>
                {[one.amount === null ? '' : `${one.amount} ${policy.currency}`, one.givenBy, one.reference]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <TimeText at={one.givenAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
