import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { getPolicy } from '../../../register/insurance/contract/policies.ts'
import { readControls } from '../contract/controls.ts'
import { TieChoice } from './parts/TieChoice.tsx'
import { tones, useControlWords } from './parts/words.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** On a policy: by which control each statement to the insurer is measured, and how that stands today. */
export function AttestedPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('controls')
  const { states } = useControlWords()
  const policy = useAnswer(getPolicy, { id }).data
  const answer = useAnswer(readControls, {}, { live: { stream: '*', kinds: ['control.', 'copy.'] } })
  const data = answer.data
  if (answer.error && !data) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (policy === undefined || data === undefined || policy.attestations.length === 0) return null
  return (
    <Section title={text('measures.tie.title')}>
      <p className={lines.dim}>{text('measures.tie.lead')}</p>
      <ul className={lines.list}>
        {policy.attestations.map(({ id: thingId, statement }) => {
          const key = data.ties.find((one) => one.kind === 'attestation' && one.thingId === thingId)?.key
          const control = data.controls.find((one) => one.key === key)
          return (
            <li key={thingId}>
              <span className={lines.words}>
                <strong>{statement}</strong>
                {control && <StateMark tone={tones[control.state]} word={states[control.state]} />}
                {control && (
                  <To path={`/controls?control=${control.key}`} className={lines.link}>
                    {text('measures.tie.open')}
                  </To>
                )}
              </span>
              {data.can.manage && (
                <TieChoice kind="attestation" thingId={thingId} name={statement} ties={data.ties} />
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
