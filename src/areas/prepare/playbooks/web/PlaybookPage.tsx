import { Button } from '@mantine/core'
import { incidentKinds } from '../../../../base/incident-kinds.ts'
import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { SeverityMark } from '../../../../ui/marks/SeverityMark.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { stepPhases, type Playbook, type PlaybookStep } from '../contract/playbook.ts'
import { getPlaybook, listPlaybooks } from '../contract/reading.ts'
import classes from './playbook.module.css'

/** One playbook as a document: reads from top to bottom, prints as it is. */
export function PlaybookPage() {
  const text = useText('playbooks')
  const part = usePart('kind')
  const kind = incidentKinds.find((one) => one === part) ?? 'other'
  const answer = useAnswer(getPlaybook, { kind })
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading />
  const playbook = answer.data
  return (
    <Page
      title={playbook.plainTitle}
      lead={text('pageTerm', { title: playbook.title })}
      marks={<SeverityMark severity={playbook.severity.default} />}
      actions={
        <Button variant="default" onClick={() => print()}>
          {text('print')}
        </Button>
      }
    >
      <div className={classes.document}>
        <Signs playbook={playbook} />
        <Card playbook={playbook} />
        <Section title={text('evidence')}>
          {playbook.evidenceFirst.map((item) => (
            <details key={item.id} className={classes.fold}>
              <summary>{item.what}</summary>
              <Line name="where">{item.where}</Line>
              <Line name="how">{item.how}</Line>
              <Line name="lostIf">{item.lostIf}</Line>
            </details>
          ))}
        </Section>
        {stepPhases.map((phase) => (
          <Section key={phase} title={text(`phase.${phase}`)}>
            {playbook.phases[phase].map((step) => (
              <Step key={step.id} step={step} />
            ))}
          </Section>
        ))}
        <PeopleAndDecisions playbook={playbook} />
        <Section title={text('sources')}>
          <ul>
            {playbook.sources.map((source) => (
              <li key={`${source.title} ${source.year}`}>
                {source.title}. {source.publisher}, {source.year}.
              </li>
            ))}
          </ul>
          <p className={classes.dim}>
            {text('version', { version: playbook.version, on: playbook.reviewedOn })}
          </p>
        </Section>
      </div>
    </Page>
  )
}

interface PlaybookProps {
  readonly playbook: Playbook
}

function Signs({ playbook }: PlaybookProps) {
  const text = useText('playbooks')
  const all = useAnswer(listPlaybooks, { limit: 50 })
  const nameOf = (kind: string) => all.data?.items.find((one) => one.kind === kind)?.plainTitle ?? kind
  return (
    <Section title={text('recognise')}>
      <ul>
        {playbook.recognise.map((sign) => (
          <li key={sign}>{sign}</li>
        ))}
      </ul>
      {playbook.confusedWith.length > 0 && (
        <details className={classes.fold}>
          <summary>{text('confused')}</summary>
          <ul>
            {playbook.confusedWith.map((other) => (
              <li key={other.looksLike}>
                {text('looksLike', { looks: other.looksLike })}{' '}
                <To path={`/playbooks/${other.use}`}>{nameOf(other.use)}</To>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

function Card({ playbook }: PlaybookProps) {
  const text = useText('playbooks')
  return (
    <div className={classes.card}>
      <Section title={text('card')}>
        <ol>
          {playbook.first15Minutes.map((item) => (
            <li key={item.id}>
              <strong>{item.do}</strong> <span className={classes.dim}>{text(`role.${item.who}`)}</span>
              <p>
                {item.how} {item.why}
              </p>
              {item.not !== undefined && <p className={classes.not}>{item.not}</p>}
            </li>
          ))}
        </ol>
      </Section>
      <section className={classes.doNot} aria-label={text('doNot')}>
        <h2>{text('doNot')}</h2>
        <ul>
          {playbook.doNot.map((item) => (
            <li key={item.text}>
              <strong>{item.text}</strong> {item.why}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Step({ step }: { readonly step: PlaybookStep }) {
  const text = useText('playbooks')
  return (
    <details className={classes.fold}>
      <summary>
        {step.title} <span className={classes.dim}>{text(`role.${step.who}`)}</span>
        {step.destructive && <span className={classes.warn}> · {text('destructive')}</span>}
      </summary>
      <Line name="why">{step.why}</Line>
      <div className={classes.line}>
        <strong>{text('how')}</strong>
        <ol>
          {step.how.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </div>
      <Line name="undo">{step.undo}</Line>
      <Line name="doneWhen">{step.doneWhen}</Line>
    </details>
  )
}

function PeopleAndDecisions({ playbook }: PlaybookProps) {
  const text = useText('playbooks')
  return (
    <>
      <Section title={text('call')}>
        {playbook.peopleToCall.map((person) => (
          <details key={person.who} className={classes.fold}>
            <summary>
              {person.who} <span className={classes.dim}>{person.when}</span>
            </summary>
            <Line name="say">{person.say}</Line>
            <Line name="doNotSay">{person.doNotSay}</Line>
          </details>
        ))}
      </Section>
      {playbook.decisions.length > 0 && (
        <Section title={text('decisions')}>
          {playbook.decisions.map((decision) => (
            <details key={decision.id} className={classes.fold}>
              <summary>
                {decision.question}{' '}
                <span className={classes.dim}>
                  {text(`role.${decision.who}`)}. {text('by')}: {decision.by}
                </span>
              </summary>
              {decision.options.map((option) => (
                <div key={option.option} className={classes.line}>
                  <strong>{option.option}</strong>
                  <p>
                    {text('pro')}: {option.for}
                  </p>
                  <p>
                    {text('con')}: {option.against}
                  </p>
                </div>
              ))}
            </details>
          ))}
        </Section>
      )}
    </>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: string }) {
  const text = useText('playbooks')
  return (
    <p className={classes.line}>
      <strong>{text(name)}</strong> {children}
    </p>
  )
}
