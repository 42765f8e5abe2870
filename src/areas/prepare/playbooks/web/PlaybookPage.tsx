import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import type { CallError } from '../../../../ui/call-error.ts'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { SeverityMark } from '../../../../ui/marks/SeverityMark.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { download } from '../../../../ui/transfer.ts'
import { exportCacao } from '../contract/exchange.ts'
import { stepPhases, type Playbook } from '../contract/playbook.ts'
import { getPlaybook, listPlaybooks, type ShownPlaybook } from '../contract/reading.ts'
import { readProfile } from '../contract/profile.ts'
import { Aftermath } from './parts/Aftermath.tsx'
import { Bullets, Line } from './parts/Line.tsx'
import { OwnFields } from './parts/OwnFields.tsx'
import { StepShown } from './parts/StepShown.tsx'
import { Techniques } from './parts/Techniques.tsx'
import classes from './playbook.module.css'

/** One playbook as a document: reads from top to bottom, prints as it is. */
export function PlaybookPage() {
  const text = useText('playbooks')
  const kind = usePart('kind')
  const answer = useAnswer(getPlaybook, { kind })
  const mayEdit = useMay('playbook.edit')
  const profile = useAnswer(readProfile, {})
  if (answer.error)
    return <Unreadable kind={kind} error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading />
  const playbook = answer.data
  const steps = stepPhases.flatMap((phase) => playbook.phases[phase])
  const titleOf = (id: string) => steps.find((step) => step.id === id)?.title ?? id
  return (
    <Page
      title={playbook.plainTitle}
      lead={text('pageTerm', { title: playbook.title })}
      marks={<SeverityMark severity={playbook.severity.default} />}
      actions={<PageActions playbook={playbook} />}
    >
      <div className={classes.document}>
        {profile.data?.profile === null && mayEdit && (
          <Notice tone="active">
            <p>
              {text('noProfile')} <To path="/settings/profile">{text('toProfile')}</To>
            </p>
          </Notice>
        )}
        {playbook.gaps.length > 0 && (
          <Notice tone="warn" title={text('gaps')}>
            <Bullets lines={playbook.gaps} />
          </Notice>
        )}
        <Signs playbook={playbook} />
        <Grading playbook={playbook} />
        <Card playbook={playbook} />
        <EvidenceFirst playbook={playbook} />
        <PeopleAndDecisions playbook={playbook} />
        {stepPhases.map((phase) => (
          <Section key={phase} title={text(`phase.${phase}`)}>
            {playbook.phases[phase].map((step) => (
              <StepShown
                key={step.id}
                step={step}
                profile={profile.data?.profile ?? null}
                evidence={playbook.evidenceFirst}
                titleOf={titleOf}
              />
            ))}
          </Section>
        ))}
        <OwnFields kind={playbook.id} />
        <Aftermath playbook={playbook} />
        <Techniques playbook={playbook} />
        <Sources playbook={playbook} />
      </div>
    </Page>
  )
}

function PageActions({ playbook }: { readonly playbook: ShownPlaybook }) {
  const text = useText('playbooks')
  const mayEdit = useMay('playbook.edit')
  return (
    <>
      {mayEdit && (
        <To className={classes.asButton} path={`/playbooks/${playbook.key}/edit`}>
          {text(playbook.hasDraft ? 'goOnWriting' : 'write')}
        </To>
      )}
      <To className={classes.asButton} path={`/playbooks/${playbook.key}/versions`}>
        {text('versions')}
      </To>
      <Button
        variant="default"
        onClick={() => void download(exportCacao, { kind: playbook.key }, `${playbook.id}.json`)}
      >
        {text('export')}
      </Button>
      <Button variant="default" onClick={() => print()}>
        {text('print')}
      </Button>
    </>
  )
}

function EvidenceFirst({ playbook }: PlaybookProps) {
  const text = useText('playbooks')
  return (
    <Section title={text('evidence')}>
      {playbook.evidenceFirst.map((item) => (
        <details key={item.id} className={classes.fold}>
          <summary>
            <span className={classes.partId}>{item.id}</span> {item.what}
          </summary>
          <Line name="where">{item.where}</Line>
          <Line name="how">{item.how}</Line>
          <Line name="lostIf">{item.lostIf}</Line>
        </details>
      ))}
    </Section>
  )
}

function Sources({ playbook }: { readonly playbook: ShownPlaybook }) {
  const text = useText('playbooks')
  return (
    <Section title={text('sources')}>
      <ul>
        {playbook.sources.map((source) => (
          <li key={`${source.title} ${source.year}`}>
            {source.title}. {source.publisher}, {source.year}.
          </li>
        ))}
      </ul>
      <p className={classes.dim}>
        {text(playbook.edition === 'own' ? 'versionOwn' : 'version', {
          version: playbook.version,
          on: playbook.reviewedOn,
        })}
      </p>
    </Section>
  )
}

/** One of their own that was never published has nothing to read yet, but a draft to go on with. */
function Unreadable(props: {
  readonly kind: string
  readonly error: CallError
  readonly onRetry: () => void
}) {
  const text = useText('playbooks')
  if (props.error.kind !== 'conflict') return <ErrorState error={props.error} onRetry={props.onRetry} />
  return (
    <Page title={text('unpublished')} lead={props.error.message}>
      <To className={classes.asButton} path={`/playbooks/${props.kind}/edit`}>
        {text('goOnWriting')}
      </To>
    </Page>
  )
}

/** How bad it usually is, and what makes it worse or better. */
function Grading({ playbook }: PlaybookProps) {
  const text = useText('playbooks')
  const { raiseWhen, lowerWhen } = playbook.severity
  if (raiseWhen.length + lowerWhen.length === 0) return null
  return (
    <details className={classes.fold}>
      <summary>{text('grading')}</summary>
      <div className={classes.line}>
        <strong>{text('raise')}</strong>
        <Bullets lines={raiseWhen} />
      </div>
      <div className={classes.line}>
        <strong>{text('lower')}</strong>
        <Bullets lines={lowerWhen} />
      </div>
    </details>
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
                <span className={classes.partId}>{decision.id}</span> {decision.question}{' '}
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
