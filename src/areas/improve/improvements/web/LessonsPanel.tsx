import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { peopleWho, useEvery } from '../../../../ui/register/known.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { readLessons, type Lessons } from '../contract/lessons.ts'
import { DecisionLine } from './parts/DecisionLine.tsx'
import { ImprovementForm, type Draft } from './parts/ImprovementForm.tsx'
import { ImprovementRow } from './parts/ImprovementRow.tsx'
import { decisionEntry, lookBackEntry, riskCaseEntry, spotEntry } from './parts/lesson-entries.ts'
import { Remedies } from './parts/Remedies.tsx'
import { RiskCaseLine } from './parts/RiskCaseLine.tsx'
import { SpotLine } from './parts/SpotLine.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** On a case: what becomes better because of it, and what it asks of the firm. */
export function LessonsPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('improvements')
  const kinds = [
    'improvement.',
    'idea.',
    'blind_spot.',
    'business.',
    'risk_case.',
    'factor.',
    'vector.',
    'incident.',
  ]
  const answer = useAnswer(readLessons, { id }, { live: { stream: id, kinds } })
  if (answer.data) return <Shown id={id} lessons={answer.data} />
  return (
    <Section title={text('lessons.title')}>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading lines={3} />}
    </Section>
  )
}

interface ShownProps {
  readonly id: string
  readonly lessons: Lessons
}

function Shown({ id, lessons }: ShownProps) {
  const text = useText('improvements')
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const [draft, setDraft] = useState<Draft>()
  const { improvements, ideas, challenge, cameBack, can } = lessons
  const propose = (given: Draft) => setDraft({ ...given, incidentId: id })
  return (
    <>
      <Section
        title={text('lessons.title')}
        actions={
          can.propose && (
            <Button variant="default" onClick={() => propose({})} data-no-print>
              {text('list.add')}
            </Button>
          )
        }
      >
        {cameBack.map((one) => (
          <Notice key={one.id} tone="bad" title={text('lessons.cameBack')}>
            <p>
              <To path={`/incidents/${id}/improvements/${one.id}`}>{one.title}</To>{' '}
              {text('cameBack.shared', { words: one.shared.map((word) => text(`cause.${word}`)).join(', ') })}
            </p>
          </Notice>
        ))}
        {challenge && <Notice tone="warn">{challenge[language]}</Notice>}
        {improvements.length === 0 && ideas.length === 0 && (
          <p className={lines.dim}>{text('lessons.none')}</p>
        )}
        <ul className={lines.list}>
          {improvements.map((one) => (
            <ImprovementRow key={one.id} improvement={one} />
          ))}
          {ideas.map((idea) => (
            <li key={idea.id}>
              <span className={lines.words}>
                <span>{idea.text}</span>
                <span className={lines.dim}>{text('lessons.idea', { name: idea.recordedBy })}</span>
              </span>
              {can.propose && (
                <span className={lines.acts} data-no-print>
                  <Button
                    variant="default"
                    aria-label={`${text('lessons.take')}: ${idea.text.slice(0, 100)}`}
                    onClick={() => propose({ ...ofIdea(idea.text), ideaId: idea.id })}
                  >
                    {text('lessons.take')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
        <Remedies remedies={lessons.remedies} onTake={can.propose ? propose : undefined} />
      </Section>
      <Questions id={id} lessons={lessons} />
      {draft && (
        <ImprovementForm
          key={draft.ideaId ?? draft.title ?? ''}
          purpose="add"
          draft={draft}
          onClose={() => setDraft(undefined)}
        />
      )}
    </>
  )
}

/** A long line is the reason; its beginning is the title, which somebody shortens. */
function ofIdea(text: string): Draft {
  return text.length <= 120 ? { title: text } : { title: `${text.slice(0, 110)} …`, why: text }
}

/** Which tool should have seen it, what it says about risks, and whether the firm goes on as before. */
function Questions({ id, lessons: { blindSpot, riskCases, decisions, can } }: ShownProps) {
  const text = useText('improvements')
  const people = peopleWho('improvement.propose', useEvery(listMembers, {}))
  const { ask, dialog } = useEntry([readLessons])
  const isAsked = blindSpot !== null || decisions.length > 0
  return (
    <>
      {blindSpot && (
        <Section title={text('spot.heading')}>
          <ul className={lines.list}>
            <SpotLine
              spot={blindSpot}
              onAnswer={can.propose ? () => ask(spotEntry(text, people, blindSpot)) : undefined}
            />
          </ul>
        </Section>
      )}
      {riskCases.length > 0 && (
        <Section title={text('riskCase.title')}>
          <ul className={lines.list}>
            {riskCases.map((said) => (
              <RiskCaseLine
                key={said.id}
                said={said}
                of="incident"
                onDecide={(isAccepted) => ask(riskCaseEntry(text, said, isAccepted))}
              />
            ))}
          </ul>
        </Section>
      )}
      {isAsked && (
        <Section
          title={text('business.heading')}
          actions={
            can.decideBusiness && (
              <Button variant="default" onClick={() => ask(decisionEntry(text, people, id))} data-no-print>
                {text('business.decide')}
              </Button>
            )
          }
        >
          {decisions.length === 0 && (
            <p className={lines.dim}>{text(can.decideBusiness ? 'business.ask' : 'business.askOwner')}</p>
          )}
          <ul className={lines.list}>
            {decisions.map((decision) => (
              <DecisionLine
                key={decision.id}
                decision={decision}
                onLookBack={can.propose ? () => ask(lookBackEntry(text, decision.id)) : undefined}
              />
            ))}
          </ul>
        </Section>
      )}
      {dialog}
    </>
  )
}
