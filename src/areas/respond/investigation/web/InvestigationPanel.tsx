import { useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { readCauses } from '../contract/causes.ts'
import { listHypotheses } from '../contract/hypotheses.ts'
import { listObservables } from '../contract/observables.ts'
import { listParties } from '../contract/parties.ts'
import classes from './parts/investigation.module.css'

/** In the incident room: how far the thinking is, in four numbers, and the way to it. */
export function InvestigationPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('investigation')
  const live = (kind: string) => ({ live: { stream: id, kinds: [kind] } })
  const ideas = useAnswer(listHypotheses, { id }, live('hypothesis.'))
  const traces = useAnswer(listObservables, { id }, live('observable.'))
  const parties = useAnswer(listParties, { id }, live('party.'))
  const causes = useAnswer(readCauses, { id }, live('factor.'))
  const untold = parties.data?.items.filter(({ toldAt, silenceAt }) => toldAt === null && silenceAt === null)
  const path = `/incidents/${id}/investigation`
  const facts = [
    ['ideas', ideas.data?.items.filter(({ standing }) => standing === 'open').length, 'ideas'],
    ['traces', traces.data?.items.length, 'traces'],
    ['untold', untold?.length, 'reach'],
    ['factors', causes.data?.factors.length, 'causes'],
  ] as const
  return (
    <Section title={text('panel.title')} actions={<To path={path}>{text('panel.open')}</To>}>
      <p className={classes.dim}>{text('panel.lead')}</p>
      <dl className={classes.summary}>
        {facts.map(([name, count, part]) => (
          <div key={name}>
            <dt>{text(`panel.${name}`)}</dt>
            <dd>
              <To path={`${path}?part=${part}`}>{count ?? '…'}</To>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
