import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useEvery } from '../../../../ui/register/known.ts'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listVendors } from '../../../register/vendors/contract/vendors.ts'
import { getSupplierCase, listSupplierCases, type SupplierCaseDetail } from '../contract.ts'
import { CaseFigures } from './parts/CaseFigures.tsx'
import { ContractTerms } from './parts/ContractTerms.tsx'
import { decideEntry, followEntry, gradeEntry, nameEntry } from './parts/entries.ts'
import { EventList } from './parts/EventList.tsx'
import { ReviewMark } from './parts/ReviewMark.tsx'
import { ScorecardView } from './parts/ScorecardView.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** One supplier in one case: what it did, what its contract says and lacks, and what was decided. */
export function SupplierReviewPage() {
  const text = useText('scorecards')
  const id = usePart('review')
  const kinds = ['supplier.', 'supplier_review.', 'contract.', 'cost.']
  const answer = useAnswer(getSupplierCase, { id }, { live: { stream: '*', kinds } })
  if (answer.data) return <Shown one={answer.data} />
  if (answer.error)
    return (
      <Page title={text('list.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading />
}

function Shown({ one }: { readonly one: SupplierCaseDetail }) {
  const text = useText('scorecards')
  const { supplier, review, incidentId, number, title } = one
  return (
    <Page
      title={supplier.name || text('unnamed')}
      lead={
        <>
          <To path={`/incidents/${incidentId}`}>
            INC-{number} {title}
          </To>{' '}
          · <To path="/supplier-reviews">{text('back')}</To>
        </>
      }
      marks={<ReviewMark review={review} />}
      actions={<Acts one={one} />}
    >
      {supplier.kind === 'unnamed' && <Notice tone="warn">{text('name.lead')}</Notice>}
      {review?.verdict && <Decided review={review} />}
      <Section title={text('figures')}>
        <CaseFigures one={one} />
      </Section>
      <Section title={text('contracts')}>
        {one.contracts.length === 0 && <p className={lines.dim}>{text('contractsNone')}</p>}
        {one.contracts.map((contract) => (
          <ContractTerms key={contract.id} contract={contract} />
        ))}
      </Section>
      <Section title={text('evidence')}>
        <Traces one={one} />
        <EventList events={one.events} />
      </Section>
      {one.scorecard && (
        <Section title={text('card.title')}>
          <ScorecardView card={one.scorecard} />
        </Section>
      )}
    </Page>
  )
}

function Acts({ one }: { readonly one: SupplierCaseDetail }) {
  const text = useText('scorecards')
  const mayLog = useMay('supplier.log')
  const { ask, dialog } = useEntry([getSupplierCase, listSupplierCases])
  const vendors = useEvery(listVendors, {}).map(({ id, name }) => ({ value: id, label: name }))
  const { id, review, supplier, can } = one
  const isOpen = can.decide && review !== null && review.verdict === null
  const waits = can.decide && review !== null && review.followUpOn !== null && review.followedAt === null
  return (
    <>
      {isOpen && supplier.kind === 'unnamed' && (
        <Button onClick={() => ask(nameEntry(text, id, vendors))}>{text('name.open')}</Button>
      )}
      {isOpen && (
        <Button
          variant={supplier.kind === 'unnamed' ? 'default' : 'filled'}
          onClick={() => ask(decideEntry(text, one))}
        >
          {text('decide.do')}
        </Button>
      )}
      {waits && <Button onClick={() => ask(followEntry(text, id))}>{text('follow.open')}</Button>}
      {mayLog && one.isClosed && supplier.kind !== 'unnamed' && (
        <Button variant="default" onClick={() => ask(gradeEntry(text, one.incidentId, supplier))}>
          {text('judge.open')}
        </Button>
      )}
      {dialog}
    </>
  )
}

function Decided({ review }: { readonly review: NonNullable<SupplierCaseDetail['review']> }) {
  const text = useText('scorecards')
  return (
    <Section title={text('decided')}>
      <p>
        <strong>{review.verdict && text(`verdict.${review.verdict}`)}</strong> {review.reason}
      </p>
      <p className={lines.dim}>
        {review.decidedAt && <TimeText at={review.decidedAt} />} · {review.decidedBy}
      </p>
      {review.followedAt && (
        <>
          <p>{text('follow.said', { words: review.followedWords })}</p>
          <p className={lines.dim}>
            <TimeText at={review.followedAt} /> · {review.followedBy}
          </p>
        </>
      )}
    </Section>
  )
}

/** Why this stands here at all. */
function Traces({ one: { review, systems, factors, parts } }: { readonly one: SupplierCaseDetail }) {
  const text = useText('scorecards')
  const said = [
    ...(review === null
      ? []
      : [text('openedFor', { why: review.why.map((why) => text(`why.${why}`)).join(', ') })]),
    ...(systems.length === 0 ? [] : [text('systems', { names: systems.join(', ') })]),
    ...factors.map((words) => text('factor', { words })),
    ...parts.map(({ contract, part, note }) =>
      [`${contract}: ${text(`part.${part}`)}`, note].filter(Boolean).join('. '),
    ),
  ]
  if (said.length === 0) return null
  return (
    <ul>
      {said.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}
