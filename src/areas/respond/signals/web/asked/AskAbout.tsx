import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { refang } from '../../../../../base/observables.ts'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useGo } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { askAboutAccount, type Question } from '../../contract/questions.ts'
import { findRelations, type Relations } from '../../contract/relations.ts'
import classes from '../signals.module.css'
import own from './asked.module.css'

type Of = { readonly signalId: string } | { readonly alertGroupId: string }

interface AskAboutProps {
  readonly of: Of
  /** Where an incident is declared from here. */
  readonly declarePath: string
}

/** Accounts that are named here: whose they are, what these people were asked, and what they said. */
export function AskAbout({ of, declarePath }: AskAboutProps) {
  const text = useText('asked')
  const answer = useAnswer(findRelations, of, { live: { stream: '*', kinds: ['question.'] } })
  const accounts = (answer.data?.traces ?? []).filter(({ sort }) => sort === 'account' || sort === 'email')
  const questions = answer.data?.questions ?? []
  if (accounts.length === 0 && questions.length === 0) return null
  return (
    <Section title={text('ask.title')}>
      {questions.length > 0 && (
        <ol className={classes.members}>
          {questions.map((question) => (
            <Asked key={question.id} question={question} declarePath={declarePath} />
          ))}
        </ol>
      )}
      <Can permission="signal.triage">
        <Ask of={of} accounts={accounts} />
      </Can>
    </Section>
  )
}

function Asked({ question, declarePath }: { readonly question: Question; readonly declarePath: string }) {
  const text = useText('asked')
  const go = useGo()
  const { name, account, askedBy, askedAt, answer, answeredAt, answeredHow, words, isOver } = question
  return (
    <li>
      <div className={own.question}>
        <span className={classes.from}>
          {text('ask.asked', { by: askedBy, name, account })} <TimeText at={askedAt} form="relative" />
          {answer === null && ` · ${text(isOver ? 'ask.over' : 'ask.waits')}`}
        </span>
        {answer !== null && (
          <Notice
            tone={answer === 'me' ? 'good' : 'bad'}
            title={text(answer === 'me' ? 'ask.me' : 'ask.notMe', { name })}
          >
            {words !== '' && <p>{words}</p>}
            <p className={classes.dim}>
              {answeredAt && <TimeText at={answeredAt} />} ·{' '}
              {text(answeredHow === 'link' ? 'ask.link_way' : `ask.${answeredHow ?? 'session'}`)}
            </p>
            {answer === 'not_me' && (
              <>
                <p>{text('ask.notMeLead', { account })}</p>
                <Can permission="incident.open">
                  <Button color="red" onClick={() => go(declarePath)}>
                    {text('ask.declare')}
                  </Button>
                </Can>
              </>
            )}
          </Notice>
        )}
      </div>
    </li>
  )
}

function Ask({ of, accounts }: { readonly of: Of; readonly accounts: Relations['traces'] }) {
  const text = useText('asked')
  const [link, setLink] = useState<{ url: string; name: string }>()
  const act = useAct(askAboutAccount, { refreshes: [findRelations] })
  if (accounts.length === 0) return null
  return (
    <>
      <p className={classes.dim}>{text('ask.lead')}</p>
      {accounts.slice(0, 5).map(({ value, memberId, known }) => {
        const account = refang(value)
        return (
          <Whose
            key={account}
            account={account}
            known={memberId === null ? undefined : { id: memberId, name: known }}
            isBusy={act.isPending}
            onAsk={(member) =>
              act.mutate(
                { ...of, account, memberId: member.id },
                { onSuccess: ({ url }) => setLink({ url, name: member.name }) },
              )
            }
          />
        )
      })}
      {act.error && <ErrorState error={act.error} />}
      {link && (
        <>
          <p className={classes.dim}>{text('ask.byHand')}</p>
          <CopyField label={text('ask.link', { name: link.name })} value={link.url} />
        </>
      )}
    </>
  )
}

interface WhoseProps {
  readonly account: string
  readonly known: { readonly id: string; readonly name: string } | undefined
  readonly isBusy: boolean
  readonly onAsk: (member: { readonly id: string; readonly name: string }) => void
}

/** The person is known by their address; else somebody says who it is. */
function Whose({ account, known, isBusy, onAsk }: WhoseProps) {
  const text = useText('asked')
  const members = useAnswer(listMembers, { limit: 100 }, { enabled: known === undefined })
  const [chosen, setChosen] = useState<string | null>(null)
  const people = (members.data?.items ?? []).filter(({ status }) => status === 'active')
  const member = known ?? people.find(({ id }) => id === chosen)
  return (
    <div className={own.whose}>
      {known === undefined && (
        <Select
          label={text('ask.who', { account })}
          searchable
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {member && (
        <Button variant="default" loading={isBusy} onClick={() => onAsk(member)}>
          {text('ask.action', { name: member.name })}
        </Button>
      )}
    </div>
  )
}
