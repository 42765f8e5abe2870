import { Button } from '@mantine/core'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import {
  addAttestation,
  proveAttestation,
  withdrawAttestation,
  type Attestation,
  type Policy,
} from '../../contract/policies.ts'
import lines from '../../../../../ui/lists/lines.module.css'

const tones: Readonly<Record<Attestation['state'], Tone>> = {
  proved: 'good',
  lapsed: 'warn',
  unproved: 'bad',
}

interface AttestationsProps {
  readonly policy: Policy
  readonly ask: (entry: Entry) => void
}

/** What was said to the insurer, and what shows that it is so. */
export function Attestations({ policy, ask }: AttestationsProps) {
  const text = useText('insurance')
  return (
    <Section
      title={text('attest.title')}
      actions={
        policy.endedAt === null && (
          <Can permission="insurance.manage">
            <Button variant="default" onClick={() => ask(adding(text, policy))}>
              {text('attest.add')}
            </Button>
          </Can>
        )
      }
    >
      <p className={lines.dim}>{text('attest.lead')}</p>
      <ul className={lines.list}>
        {policy.attestations.map((one) => (
          <li key={one.id}>
            <span className={lines.words}>
              <strong>{one.statement}</strong>
              <span className={lines.dim}>
                {text('attest.check')}: {one.check}
              </span>
              <StateMark tone={tones[one.state]} word={text(`attested.${one.state}`)} />
              {one.proof && (
                <span>
                  {text('attest.proof', {
                    day: one.proof.checkedOn,
                    until: one.proof.validUntil,
                    by: one.proof.by,
                  })}{' '}
                  {one.proof.words}
                </span>
              )}
            </span>
            <Can permission="insurance.manage">
              <span className={lines.acts} data-no-print>
                <Button
                  aria-label={`${text('attest.prove')}: ${one.statement}`}
                  onClick={() => ask(proving(text, policy, one))}
                >
                  {text('attest.prove')}
                </Button>
                <Button
                  variant="subtle"
                  aria-label={`${text('attest.withdraw')}: ${one.statement}`}
                  onClick={() => ask(withdrawing(text, policy, one))}
                >
                  {text('attest.withdraw')}
                </Button>
              </span>
            </Can>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function adding(text: Say, { id }: Policy): Entry {
  return {
    title: text('attest.add'),
    fields: [
      {
        kind: 'text',
        name: 'statement',
        label: text('attest.statement'),
        hint: text('attest.statementHint'),
        max: 500,
      },
      { kind: 'text', name: 'check', label: text('attest.check'), hint: text('attest.checkHint'), max: 500 },
    ],
    endpoint: addAttestation,
    given: { id },
    submit: text('attest.add'),
  }
}

function proving(text: Say, { id }: Policy, one: Attestation): Entry {
  return {
    title: one.statement,
    lead: (
      <p>
        {text('attest.check')}: {one.check}
      </p>
    ),
    fields: [
      { kind: 'day', name: 'checkedOn', label: text('attest.checkedOn') },
      { kind: 'day', name: 'validUntil', label: text('attest.validUntil'), hint: text('attest.validHint') },
      { kind: 'text', name: 'words', label: text('attest.words'), hint: text('attest.wordsHint') },
    ],
    endpoint: proveAttestation,
    given: { id, attestation: one.id },
    submit: text('attest.prove'),
  }
}

function withdrawing(text: Say, { id }: Policy, one: Attestation): Entry {
  return {
    title: text('attest.withdrawTitle'),
    lead: <p>{one.statement}</p>,
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: withdrawAttestation,
    given: { id, attestation: one.id },
    submit: text('attest.withdraw'),
  }
}
