import { Button } from '@mantine/core'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../../ui/kit/Card.tsx'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import type { People } from '../../../../../ui/register/known.ts'
import { useText, type Say } from '../../../../../ui/text.ts'
import { decideContract, judgeClause, moveExitStep, type Contract } from '../../contract/contracts.ts'
import { clauses, clauseStates, contractDecisions, exitStates, exitSteps } from '../../contract/words.ts'
import { contractEntry, endingEntry } from './entries.ts'
import { NoticeMark } from './NoticeMark.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../vendors.module.css'

interface ContractCardProps {
  readonly contract: Contract
  readonly people: People
  readonly ask: (entry: Entry) => void
}

const tones: Readonly<Record<string, Tone>> = {
  present: 'good',
  missing: 'bad',
  unknown: 'unknown',
  done: 'good',
  not_needed: 'quiet',
  open: 'warn',
}

/** One contract: its dates, who tells whom, what it says and lacks, and what leaving would take. */
export function ContractCard({ contract, people, ask }: ContractCardProps) {
  const text = useText('vendors')
  const isOver = contract.endedAt !== null
  const duty = (one: Contract['theyTell']) =>
    one === null
      ? text('duty.none')
      : `${one.value} ${text(`unit.${one.unit}`)}${one.words && ` · ${one.words}`}`
  return (
    <article className={classes.contract}>
      <div className={classes.head}>
        <h3>{contract.name}</h3>
        {isOver ? (
          <StateMark tone="quiet" word={text('contracts.ended')} />
        ) : (
          <NoticeMark contract={contract} />
        )}
      </div>
      <Facts
        facts={[
          [text('contracts.period'), contract.periodEndsOn ?? text('contracts.open')],
          [text('contracts.service'), contract.serviceLevel || '–'],
          [text('duty.theyTell'), duty(contract.theyTell)],
          [text('duty.weTell'), duty(contract.weTell)],
          [text('owner'), people.nameOf(contract.ownerId) ?? text('nobody')],
        ]}
      />
      {contract.decision && (
        <p>
          {text(`decided.${contract.decision.what}`)}: {contract.decision.reason} ({contract.decision.by})
        </p>
      )}
      {!isOver && (
        <Can permission="vendor.manage">
          <div className={lines.acts} data-no-print>
            <Button onClick={() => ask(deciding(text, contract))}>{text('decide.do')}</Button>
            <Button
              variant="default"
              aria-label={`${text('edit')}: ${contract.name}`}
              onClick={() => ask(contractEntry(text, { people, vendors: [] }, contract))}
            >
              {text('edit')}
            </Button>
            <Button variant="subtle" onClick={() => ask(endingEntry(text, contract))}>
              {text('contracts.end')}
            </Button>
          </div>
        </Can>
      )}
      {contract.decision?.what === 'leave' && <Leaving contract={contract} ask={ask} />}
      <Clauses contract={contract} ask={ask} />
    </article>
  )
}

type PartProps = Pick<ContractCardProps, 'contract' | 'ask'>

function Leaving({ contract, ask }: PartProps) {
  const text = useText('vendors')
  return (
    <section aria-label={text('exit.title')}>
      <h4>{text('exit.title')}</h4>
      <ul className={lines.list}>
        {exitSteps.map((step) => {
          const { state = 'open', note = '', by = '' } = contract.exitSteps[step] ?? {}
          return (
            <li key={step}>
              <span className={lines.words}>
                <strong>{text(`exit.${step}`)}</strong>
                <StateMark tone={tones[state] ?? 'quiet'} word={text(`exitState.${state}`)} />
                <span className={lines.dim}>{[note, by].filter(Boolean).join(' · ')}</span>
              </span>
              <JudgeButton
                contract={contract}
                label={text(`exit.${step}`)}
                onClick={() =>
                  ask({
                    title: text(`exit.${step}`),
                    fields: [
                      {
                        kind: 'choice',
                        name: 'state',
                        label: text('exit.state'),
                        options: exitStates.map((value) => ({ value, label: text(`exitState.${value}`) })),
                      },
                      { kind: 'line', name: 'note', label: text('exit.note'), isOptional: true },
                    ],
                    initial: { state, note },
                    endpoint: moveExitStep,
                    given: { id: contract.id, step },
                    submit: text('save'),
                  })
                }
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Clauses({ contract, ask }: PartProps) {
  const text = useText('vendors')
  const open = clauses.filter((clause) => contract.clauses[clause]?.state !== 'present').length
  return (
    <details>
      <summary>{text('clauses.title', { count: open })}</summary>
      <ul className={lines.list}>
        {clauses.map((clause) => {
          const { state = 'unknown', note = '' } = contract.clauses[clause] ?? {}
          return (
            <li key={clause}>
              <span className={lines.words}>
                <strong>{text(`clause.${clause}`)}</strong>
                <span className={lines.dim}>{text(`why.${clause}`)}</span>
                <StateMark tone={tones[state] ?? 'unknown'} word={text(`clauseState.${state}`)} />
                {note && <span>{note}</span>}
              </span>
              <JudgeButton
                contract={contract}
                label={text(`clause.${clause}`)}
                onClick={() =>
                  ask({
                    title: text(`clause.${clause}`),
                    lead: <p>{text(`why.${clause}`)}</p>,
                    fields: [
                      {
                        kind: 'choice',
                        name: 'state',
                        label: text('clauses.state'),
                        options: clauseStates.map((value) => ({
                          value,
                          label: text(`clauseState.${value}`),
                        })),
                      },
                      { kind: 'line', name: 'note', label: text('clauses.note'), isOptional: true },
                    ],
                    initial: { state, note },
                    endpoint: judgeClause,
                    given: { id: contract.id, clause },
                    submit: text('save'),
                  })
                }
              />
            </li>
          )
        })}
      </ul>
    </details>
  )
}

function JudgeButton({
  contract,
  label,
  onClick,
}: {
  readonly contract: Contract
  readonly label: string
  readonly onClick: () => void
}) {
  const text = useText('vendors')
  if (contract.endedAt !== null) return null
  return (
    <Can permission="vendor.manage">
      <span className={lines.acts} data-no-print>
        <Button variant="default" aria-label={`${text('edit')}: ${label}`} onClick={onClick}>
          {text('edit')}
        </Button>
      </span>
    </Can>
  )
}

function deciding(text: Say, contract: Contract): Entry {
  return {
    title: text('decide.title', { name: contract.name }),
    lead: <p>{text('decide.lead')}</p>,
    fields: [
      {
        kind: 'choice',
        name: 'what',
        label: text('decide.what'),
        options: contractDecisions.map((value) => ({ value, label: text(`decide.${value}`) })),
      },
      { kind: 'text', name: 'reason', label: text('reason') },
    ],
    endpoint: decideContract,
    given: { id: contract.id },
    submit: text('decide.do'),
  }
}
