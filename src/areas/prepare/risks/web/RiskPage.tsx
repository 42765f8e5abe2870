import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { Panels } from '../../../../ui/panels.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { getRisk, type RiskDetail } from '../contract.ts'
import { decideEntry, riskEntry } from './parts/entries.ts'
import { RiskMarks } from './parts/RiskMarks.tsx'
import { useKnown } from './parts/use-known.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** One risk: how often, how bad, what is done, who answers for it, and everything that was decided. */
export function RiskPage() {
  const text = useText('risks')
  const id = usePart('risk')
  const answer = useAnswer(getRisk, { id }, { live: { stream: '*', kinds: ['risk.'] } })
  if (answer.data) return <Shown risk={answer.data} />
  if (answer.error)
    return (
      <Page title={text('risks.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading />
}

function Shown({ risk }: { readonly risk: RiskDetail }) {
  const text = useText('risks')
  const language = useLanguage()
  const known = useKnown()
  const { ask, dialog } = useEntry([getRisk])
  const { can, state } = risk
  return (
    <Page
      title={risk.name}
      lead={<To path="/risks">{text('back')}</To>}
      marks={<RiskMarks risk={risk} />}
      actions={
        can.manage &&
        state !== 'ended' && (
          <>
            <Button onClick={() => ask(decideEntry(text, risk, can.accept))}>{text('decide.open')}</Button>
            <Button variant="default" onClick={() => ask(riskEntry(text, known, risk))}>
              {text('risks.change')}
            </Button>
          </>
        )
      }
    >
      <Facts
        facts={[
          [text('field.likelihood'), text(`likelihood.${risk.likelihood}`)],
          [text('field.harm'), text(`harm.${risk.harm}`)],
          [
            text('field.asset'),
            risk.assetId === null ? (
              text('field.assetNone')
            ) : (
              <To path={`/assets/${risk.assetId}/touches`}>{risk.asset}</To>
            ),
          ],
          ...(risk.touches === '' ? [] : [[text('field.touches'), risk.touches] as const]),
          [
            text('field.playbook'),
            risk.kind === null ? (
              text('field.playbookNone')
            ) : (
              <To path={`/playbooks/${risk.kind}`}>{text('field.playbookOpen')}</To>
            ),
          ],
          [text('field.owner'), risk.owner || text('nobody')],
          [text('field.reviewOn'), dayWords(risk.reviewOn, language)],
        ]}
      />
      {risk.isSevere && <p className={lines.dim}>{text('severeMeans')}</p>}
      <Section title={text('field.measures')}>
        <p className={risk.measures === '' ? lines.dim : undefined}>
          {risk.measures || text('measuresNone')}
        </p>
      </Section>
      <Panels of="risk" subject={{ id: risk.id }} />
      <History risk={risk} />
      {dialog}
    </Page>
  )
}

function History({ risk }: { readonly risk: RiskDetail }) {
  const text = useText('risks')
  const language = useLanguage()
  return (
    <Section title={text('history.title')}>
      {risk.decisions.length === 0 && <p className={lines.dim}>{text('history.none')}</p>}
      <ul className={lines.list}>
        {risk.decisions.map(({ verdict, reason, until, reviewOn, decidedAt, decidedBy }) => (
          <li key={decidedAt}>
            <span className={lines.words}>
              <strong>{text(`history.${verdict}`, { day: dayWords(until ?? '', language) })}</strong>
              <span>{reason}</span>
              <span className={lines.dim}>
                <TimeText at={decidedAt} /> ·{' '}
                {text('history.by', { name: decidedBy, day: dayWords(reviewOn, language) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
