import { Button, TextInput } from '@mantine/core'
import { useAnswer } from '../../../../../ui/answers.ts'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { readPlan, SectionName } from '../../../../prepare/plan/contract/plan.ts'
import { proposeChangeFromReview } from '../../contract/proposals.ts'
import { getReview, type ReviewDetail } from '../../contract/review.ts'
import { sectionVerdicts, type PlanSection, type SectionVerdict } from '../../contract/words.ts'
import { OneOf, OwnWords, PartFrame } from './PartFrame.tsx'
import { ProposalList } from './ProposalList.tsx'
import { useWriting, type Writing } from './use-writing.ts'
import classes from '../reviews.module.css'

/** How each section of the plan did, and what of plan, risks and scales should read otherwise. */
export function SectionsPart({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const writing = useWriting(review, 'sections')
  const { body, change, mayWrite } = writing
  const open = SectionName.options.filter((section) => body.sections[section] === undefined)
  // Most cases need few sections: one button answers for those that nobody needed.
  const restUnused = () =>
    change({
      sections: {
        ...Object.fromEntries(open.map((section) => [section, { judged: 'not_used' as const, words: '' }])),
        ...body.sections,
      },
    })
  return (
    <PartFrame review={review} name="sections" writing={writing}>
      <div className={classes.stack}>
        {SectionName.options.map((section) => (
          <OneSection key={section} review={review} section={section} writing={writing} />
        ))}
        {mayWrite && open.length > 0 && (
          <div data-no-print>
            <Button variant="default" onClick={restUnused}>
              {text('sections.restUnused', { count: open.length })}
            </Button>
          </div>
        )}
        <OwnWords label={text('words')} writing={writing} />
        <ProposalList review={review} />
      </div>
    </PartFrame>
  )
}

interface SectionProps {
  readonly review: ReviewDetail
  readonly section: PlanSection
  readonly writing: Writing<'sections'>
}

function OneSection({ review, section, writing: { body, change, mayWrite } }: SectionProps) {
  const text = useText('reviews')
  const said = body.sections[section]
  const say = (next: { readonly judged?: SectionVerdict; readonly words?: string }) =>
    change({
      sections: { ...body.sections, [section]: { judged: 'not_used', words: '', ...said, ...next } },
    })
  const isFailure = said?.judged === 'failed' || said?.judged === 'missing'
  return (
    <div className={classes.entry}>
      <OneOf
        label={text(`section.${section}`)}
        value={said?.judged ?? null}
        mayWrite={mayWrite}
        onChange={(judged) => say({ judged })}
        options={sectionVerdicts.map((value) => ({ value, label: text(`judged.${value}`) }))}
      />
      {isFailure && (
        <>
          {mayWrite ? (
            <TextInput
              label={text(`sections.why.${said.judged}`)}
              maxLength={500}
              value={said.words}
              onChange={(event) => say({ words: event.currentTarget.value })}
            />
          ) : (
            <p className={classes.said}>{said.words}</p>
          )}
          <ProposeWords review={review} section={section} />
        </>
      )}
    </div>
  )
}

/** Straight from what failed to the words that would have helped. */
function ProposeWords({ review, section }: Omit<SectionProps, 'writing'>) {
  const text = useText('reviews')
  const mayPropose = useMay('plan.propose') && review.state === 'planned'
  const plan = useAnswer(readPlan, {}, { enabled: mayPropose })
  const { ask, dialog } = useEntry([getReview])
  if (!mayPropose) return null
  const words = plan.data?.sections.find((one) => one.section === section)?.words ?? ''
  return (
    <div data-no-print>
      <Button
        variant="default"
        loading={plan.isPending}
        onClick={() =>
          ask({
            title: text('propose.words', { section: text(`section.${section}`) }),
            lead: <p className={classes.ask}>{text('propose.wordsLead')}</p>,
            fields: [
              { kind: 'text', name: 'words', label: text('propose.newWords'), max: 20_000 },
              { kind: 'text', name: 'reason', label: text('propose.reason'), max: 1000 },
            ],
            initial: { words },
            endpoint: proposeChangeFromReview,
            given: { id: review.id, section },
            submit: text('propose.send'),
          })
        }
      >
        {text('propose.open')}
      </Button>
      {dialog}
    </div>
  )
}
