import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { ExportButtons } from '../../../../../ui/lists/ExportButtons.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listDecisions, listIdeas, type Decision } from '../../contract/captures.ts'
import type { Incident } from '../../contract/incident.ts'
import { Costs } from './Costs.tsx'
import classes from './board.module.css'

/** What was decided, with the options known then; what it cost; and what to do better later. */
export function MoneyAndIdeas({ incident }: { readonly incident: Incident }) {
  return (
    <>
      <Decisions incident={incident} />
      <Costs incident={incident} />
      <Ideas incident={incident} />
    </>
  )
}

function Decisions({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { id } = incident
  const list = useAnswer(listDecisions, { id }, { live: { stream: id, kinds: ['decision.'] } })
  const items = list.data?.items ?? []
  return (
    <Section title={text('decisions.title')}>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <p className={classes.hint}>{text('decisions.empty')}</p>}
      <ol className={classes.matters}>
        {items.map((decision) => (
          <li key={decision.id}>
            <div>
              <strong>{decision.text}</strong>
              {decision.options.length > 0 && (
                <span>{text('detail.options', { words: decision.options.join(' · ') })}</span>
              )}
              <span className={classes.dim}>
                {decision.decidedBy} · <TimeText at={decision.decidedAt} form="absolute" />
              </span>
            </div>
          </li>
        ))}
      </ol>
      {items.length > 0 && (
        <ExportButtons
          name={`${text('number', { number: incident.number })}-decisions`}
          columns={[
            { name: 'decidedAt', value: (one: Decision) => one.decidedAt },
            { name: 'decidedBy', value: (one) => one.decidedBy },
            { name: 'decision', value: (one) => one.text },
            { name: 'options', value: (one) => one.options.join('\n') },
          ]}
          fetchAll={async () => items}
        />
      )}
    </Section>
  )
}

function Ideas({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { id } = incident
  const list = useAnswer(listIdeas, { id }, { live: { stream: id, kinds: ['idea.'] } })
  return (
    <Section title={text('idea.title')}>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <p className={classes.hint}>{text('idea.empty')}</p>}
      <ul className={classes.matters}>
        {list.data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{one.text}</strong>
              <span className={classes.dim}>
                {one.recordedBy} · <TimeText at={one.recordedAt} />
                {one.entry !== null && ` · ${text('idea.from', { entry: one.entry })}`}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
