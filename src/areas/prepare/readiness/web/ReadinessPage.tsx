import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { useSession } from '../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { readReadiness } from '../contract.ts'
import { Failures } from './Failures.tsx'
import { SharedPages } from './SharedPages.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** What would fail today, each with its way to be mended; and, to print and share, what can be proved. */
export function ReadinessPage() {
  const text = useText('readiness')
  const language = useLanguage()
  const { tenant } = useSession()
  const answer = useAnswer(readReadiness, {}, { live: { stream: '*', kinds: ['readiness.'] } })
  return (
    <Page
      title={text('title')}
      lead={text('lead')}
      actions={
        <Button variant="default" onClick={() => print()}>
          {text('print')}
        </Button>
      }
    >
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {answer.data && (
        <>
          <div data-no-print>
            <Failures failures={answer.data.failures} />
          </div>
          <Section title={text('proofs.title', { name: tenant.name })}>
            <p className={lines.dim}>{text('proofs.lead')}</p>
            {answer.data.proofs.length === 0 && <p>{text('proofs.none')}</p>}
            <ul className={lines.list}>
              {answer.data.proofs.map(({ kind, name, shown, provedOn, lapsesOn, path }) => (
                <li key={`${kind} ${name} ${provedOn}`}>
                  <span className={lines.words}>
                    <strong>{text(`proof.${kind}`, { name, day: dayWords(provedOn, language) })}</strong>
                    <span>{text('proofs.shown', { shown })}</span>
                    <span className={lines.dim}>
                      {text('proofs.until', { day: dayWords(lapsesOn, language) })}
                    </span>
                  </span>
                  <To path={path} className={lines.link} aria-label={text('proofs.openOf', { name })}>
                    {text('proofs.open')}
                  </To>
                </li>
              ))}
            </ul>
          </Section>
          {answer.data.can.share && (
            <div data-no-print>
              <SharedPages readiness={answer.data} onDone={() => void answer.refetch()} />
            </div>
          )}
        </>
      )}
    </Page>
  )
}
