import { Button, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import type { IncidentKind } from '../../../../../base/incident-kinds.ts'
import { modes, type Severity } from '../../../../../base/incident-words.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useFilter } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listPlaybooks } from '../../../../prepare/playbooks/contract/reading.ts'
import { getSignal, type Signal } from '../../../signals/contract/signals.ts'
import { DeclareDetails, useDeclareDetails } from '../details/DeclareDetails.tsx'
import { useDeclare } from './declare.ts'
import { KindChoice } from './KindChoice.tsx'
import { RunningIncidents } from './RunningIncidents.tsx'
import { SeverityChoice } from './SeverityChoice.tsx'
import { Choices } from './Choices.tsx'
import { useCircleWish, WantedCircle } from './WantedCircle.tsx'
import classes from './pages.module.css'

/** Three choices, each with a guess made for the person, and one red button. */
export function DeclareForm() {
  const text = useText('incidents')
  const [signalId] = useFilter('signal')
  const [alertGroupId] = useFilter('group')
  const signal = useAnswer(getSignal, { id: signalId }, { enabled: signalId !== '' })
  const playbooks = useAnswer(listPlaybooks, { limit: 50 })
  const [kind, setKind] = useState<IncidentKind>()
  const [severity, setSeverity] = useState<Severity>()
  const [title, setTitle] = useState<string>()
  const [mode, setMode] = useState<(typeof modes)[number]>('real')
  const declare = useDeclare()
  const circle = useCircleWish(kind)

  const playbook = playbooks.data?.items.find(
    (one) => one.kind === (kind === 'other' ? 'something-odd' : kind),
  )
  const graded = severity ?? playbook?.severityDefault ?? 'S2'
  const details = useDeclareDetails(kind, graded)
  const named = title ?? signal.data?.title ?? (kind === undefined ? '' : text(`kind.${kind}`))

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (kind === undefined) return
    const chosen = { kind, severity: graded, mode, title: named.trim() === '' ? text(`kind.${kind}`) : named }
    void declare.run({ ...chosen, ...circle.sent, ...details.sent, ...grownFrom(signalId, alertGroupId) })
  }

  return (
    <form className={classes.declare} onSubmit={submit} noValidate aria-busy={declare.isBusy}>
      {signal.data && <FromSignal signal={signal.data} />}
      <RunningIncidents signalId={signalId === '' ? undefined : signalId} />
      <KindChoice value={kind} onChange={setKind} signs={playbook?.recognise ?? []} />
      {kind !== undefined && (
        <>
          <SeverityChoice
            legend={text('declare.bad')}
            hint={text('declare.badHint')}
            usual={playbook?.severityDefault}
            value={graded}
            onChange={setSeverity}
          />
          <TextInput
            label={text('declare.name')}
            description={text('declare.nameHint')}
            size="md"
            maxLength={300}
            value={named}
            onChange={(event) => setTitle(event.currentTarget.value)}
            classNames={{ label: classes.legend ?? '' }}
          />
          {details.inputs && <DeclareDetails inputs={details.inputs} />}
          <WantedCircle circle={circle} />
          <details className={classes.aside}>
            <summary>{text('declare.mode')}</summary>
            <Choices
              legend={text('declare.modeLabel')}
              name="mode"
              value={mode}
              onChange={setMode}
              options={modes.map((value) => ({
                value,
                label: text(`mode.${value}`),
                means: text(`modeMeans.${value}`),
              }))}
            />
          </details>
        </>
      )}
      {kind !== undefined && (
        <div className={classes.declareFoot}>
          {declare.failure !== undefined && <Notice tone="bad">{declare.failure}</Notice>}
          <Button type="submit" color="red" size="lg" fullWidth loading={declare.isBusy}>
            {text(mode === 'exercise' ? 'declare.submitExercise' : 'declare.submit')}
          </Button>
          <p className={classes.dim}>{text('declare.then')}</p>
        </div>
      )}
    </form>
  )
}

/** A group brings all its signals, this one among them. */
function grownFrom(signalId: string, alertGroupId: string) {
  return alertGroupId === '' ? signalId !== '' && { signalId } : { alertGroupId }
}

export function FromSignal({ signal }: { readonly signal: Signal }) {
  const text = useText('incidents')
  return (
    <Notice tone="active" title={text('declare.fromSignal')}>
      <p>{signal.title}</p>
      {signal.summary !== '' && signal.summary !== signal.title && <p>{signal.summary}</p>}
    </Notice>
  )
}
