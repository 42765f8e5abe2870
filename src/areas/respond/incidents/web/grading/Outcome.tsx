import { Button, TextInput } from '@mantine/core'
import { useEffect, useState, type SyntheticEvent } from 'react'
import { incidentKinds } from '../../../../../base/incident-kinds.ts'
import type { Severity } from '../../../../../base/incident-words.ts'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { Page, Section } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { SeverityMark } from '../../../../../ui/marks/SeverityMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { SelectField } from '../../../../../ui/plain/fields.tsx'
import { useGo } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getPlaybook } from '../../../../prepare/playbooks/contract/reading.ts'
import { reportOdd } from '../../../signals/contract/reports.ts'
import type { Signal } from '../../../signals/contract/signals.ts'
import { shippedGrading } from '../../content/shipped-grading.ts'
import type { FirstHourAnswers } from '../../contract/first-hour.ts'
import { readGrading } from '../../contract/grading.ts'
import { findSimilarIncidents } from '../../contract/similar.ts'
import { consequencesOf, suggest } from '../../rules/first-hour.ts'
import { likelyVector } from '../../rules/similar.ts'
import { DeclareDetails, useDeclareDetails } from '../details/DeclareDetails.tsx'
import { useDeclare } from '../parts/declare.ts'
import { SeverityChoice } from '../parts/SeverityChoice.tsx'
import { useCircleWish, WantedCircle } from '../parts/WantedCircle.tsx'
import { Consequences } from './Consequences.tsx'
import { ReasonLines } from './ReasonLines.tsx'
import { SimilarList } from './SimilarList.tsx'
import classes from './grading.module.css'

interface OutcomeProps {
  readonly answers: FirstHourAnswers
  readonly signal: Signal | undefined
  readonly onBack: () => void
  readonly onDeclared: () => void
}

/** What the answers amount to, why, whom to call; and the red button. The person decides. */
export function Outcome({ answers, signal, onBack, onDeclared }: OutcomeProps) {
  const text = useText('grading')
  const words = useText('incidents')
  // Without an answer of the server the table that ships does: nobody waits at night for a table.
  const table = useAnswer(readGrading, {}).data?.table ?? shippedGrading
  const suggestion = suggest(answers, table)
  const [chosenKind, setKind] = useState<Kind>()
  const [chosenSeverity, setSeverity] = useState<Severity>()
  const [kind, severity] = [chosenKind ?? suggestion.kind, chosenSeverity ?? suggestion.severity]
  const [title, setTitle] = useState<string>()
  const declare = useDeclare()
  const circle = useCircleWish(kind)
  const details = useDeclareDetails(kind, severity)
  const named = title ?? signal?.title ?? (firstLine(answers.words) || words(`kind.${kind}`))
  const { standing } = suggestion
  useEffect(() => {
    scrollTo({ top: 0 })
  }, [])
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wanted = { title: named.trim() === '' ? words(`kind.${kind}`) : named, kind, severity, answers }
    void declare
      .run({ ...wanted, ...circle.sent, ...details.sent, ...(signal && { signalId: signal.id }) })
      .then((isDeclared) => isDeclared && onDeclared())
  }
  return (
    <Page title={text(`looksLike.${standing}`)}>
      <form className={classes.door} onSubmit={submit} noValidate aria-busy={declare.isBusy}>
        <div className={classes.verdict} data-standing={standing}>
          <SeverityMark severity={severity} size="large" />
          <p className={classes.verdictKind}>{words(`kind.${kind}`)}</p>
          <p>{text(`standingMeans.${standing}`)}</p>
          <Button variant="default" onClick={onBack}>
            {text('result.edit')}
          </Button>
        </div>
        <Section title={text('result.why')}>
          <ReasonLines reasons={suggestion.reasons} />
          {suggestion.otherKinds.length > 0 && (
            <p>
              {text('result.otherKinds')}:{' '}
              {suggestion.otherKinds.map((one) => words(`kind.${one}`)).join('; ')}
            </p>
          )}
        </Section>
        <Consequences follows={consequencesOf(table, { severity, kind, answers })} knows={answers.knows} />
        <FirstSteps kind={kind === 'other' ? 'something-odd' : kind} />
        <Before answers={answers} kind={kind} signalId={signal?.id} />
        <Otherwise suggested={suggestion.severity} {...{ kind, severity, setKind, setSeverity }} />
        <TextInput
          label={text('result.name')}
          size="md"
          maxLength={300}
          value={named}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {details.inputs && <DeclareDetails inputs={details.inputs} />}
        <WantedCircle circle={circle} />
        <div className={classes.foot}>
          {declare.failure !== undefined && <Notice tone="bad">{declare.failure}</Notice>}
          {standing === 'event' && <KeepAsReport answers={answers} title={named} onDone={onDeclared} />}
          <Button
            type="submit"
            color="red"
            size="lg"
            variant={standing === 'event' ? 'outline' : 'filled'}
            className={classes.grow ?? ''}
            loading={declare.isBusy}
          >
            {text(standing === 'event' ? 'result.declareAnyway' : 'result.declare')}
          </Button>
        </div>
        <p className={classes.dim}>{text('result.then')}</p>
      </form>
    </Page>
  )
}

interface OtherwiseProps {
  readonly suggested: Severity
  readonly kind: Kind
  readonly severity: Severity
  readonly setKind: (kind: Kind) => void
  readonly setSeverity: (severity: Severity) => void
}

/** The person decides: another kind, another severity. */
function Otherwise({ suggested, kind, severity, setKind, setSeverity }: OtherwiseProps) {
  const text = useText('grading')
  const words = useText('incidents')
  return (
    <details className={classes.fold}>
      <summary>{text('result.change')}</summary>
      <p className={classes.dim}>{text('result.changeHint')}</p>
      <SelectField
        name="kind"
        label={text('result.kind')}
        value={kind}
        error={undefined}
        onChange={(next) => setKind(read(next))}
        options={incidentKinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
      />
      <SeverityChoice
        legend={text('result.severity')}
        usual={suggested}
        value={severity}
        onChange={setSeverity}
      />
    </details>
  )
}

type Kind = (typeof incidentKinds)[number]

/** What a select gives: its value, or the event that holds it. */
function read(next: Kind | { readonly currentTarget: { readonly value: string } }): Kind {
  const value = typeof next === 'string' ? next : next.currentTarget.value
  return incidentKinds.find((kind) => kind === value) ?? 'other'
}

/** The first line, cut where a name gets too long. */
function firstLine(words: string): string {
  return (words.split('\n')[0] ?? '').trim().slice(0, 200)
}

/** Eight steps at most, and what not to touch, before anything is declared. */
function FirstSteps({ kind }: { readonly kind: Exclude<Kind, 'other'> }) {
  const text = useText('grading')
  const playbook = useAnswer(getPlaybook, { kind })
  if (!playbook.data) return null
  const { first15Minutes, doNot } = playbook.data
  return (
    <details className={classes.fold} open>
      <summary>{text('result.firstSteps')}</summary>
      <ol className={classes.steps}>
        {first15Minutes.slice(0, 8).map((item) => (
          <li key={item.id}>{item.do}</li>
        ))}
      </ol>
      <h3>{text('result.doNot')}</h3>
      <ul className={classes.steps}>
        {doNot.slice(0, 4).map((item) => (
          <li key={item.text}>{item.text}</li>
        ))}
      </ul>
    </details>
  )
}

interface BeforeProps {
  readonly answers: FirstHourAnswers
  readonly kind: Kind
  readonly signalId: string | undefined
}

/** Whether it happened before, and what it has in common. */
function Before({ answers, kind, signalId }: BeforeProps) {
  const text = useText('grading')
  const vector = likelyVector(answers.sees)
  const systems = answers.systems.join('\n').slice(0, 2000)
  const similar = useAnswer(findSimilarIncidents, {
    kind,
    ...(systems !== '' && { systems }),
    ...(vector && { vector }),
    ...(signalId !== undefined && { signalId }),
  })
  const items = similar.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={text('similar.title')}>
      <SimilarList items={items} />
    </Section>
  )
}

interface KeepAsReportProps {
  readonly answers: FirstHourAnswers
  readonly title: string
  readonly onDone: () => void
}

/** For an event: written down where others see it, without a case that somebody has to lead. */
function KeepAsReport({ answers, title, onDone }: KeepAsReportProps) {
  const text = useText('grading')
  const go = useGo()
  const report = useAct(reportOdd, {
    onDone: () => {
      onDone()
      showDone(text('result.reported'))
      go('/signals')
    },
  })
  const seen = answers.sees.map((sign) => text(`sign.${sign}`)).join('. ')
  const what = [title, seen, answers.words].filter((one) => one !== '').join('\n')
  const where = answers.systems.join(', ').slice(0, 300)
  return (
    <>
      {report.error && <Notice tone="bad">{report.error.message}</Notice>}
      <Button
        size="lg"
        className={classes.grow ?? ''}
        loading={report.isPending}
        onClick={() => report.mutate({ what: what.slice(0, 4000), where, stillGoing: answers.goingOn })}
      >
        {text('result.report')}
      </Button>
    </>
  )
}
