import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { readReview, settleMissingPart, type Review } from '../../contract/sign-off.ts'
import type { ReviewState } from '../../contract/sign-off-words.ts'
import { usePeople } from '../parts/people.ts'
import { reviewRefreshes } from './review-refreshes.ts'
import { ReturnDialog, SignDialog } from './SignOffDialogs.tsx'

const tones: Readonly<Record<ReviewState, Tone>> = {
  asked: 'active',
  returned: 'warn',
  answered: 'active',
  signed: 'good',
}

/** How a closed case stands with its reviewer: signed off, or what is missing, by whom and until when. */
export function SignOffPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('reports')
  const live = { stream: id, kinds: ['sign_off.', 'incident.'] }
  const review = useAnswer(readReview, { id }, { live })
  if (review.error && !review.data) {
    return (
      <Section title={text('signOff.title')}>
        <ErrorState error={review.error} onRetry={() => void review.refetch()} />
      </Section>
    )
  }
  if (!review.data) return <Loading lines={2} />
  const { closedAt, parts, verdicts } = review.data
  // An open case has no reviewer, but what one found missing before it was opened again is still to come.
  if (closedAt === null && parts.length === 0 && verdicts.length === 0) return null
  return (
    <Section title={text('signOff.title')}>
      <Standing review={review.data} />
      <Parts id={id} review={review.data} />
      <Verdicts review={review.data} />
      {closedAt !== null && review.data.can.judge && (
        <Verbs id={id} closedAt={closedAt} isOwnWork={review.data.isOwnWork} />
      )}
    </Section>
  )
}

function Standing({ review: { state, closedAt } }: { readonly review: Review }) {
  const text = useText('reports')
  if (closedAt === null) return <p className={lines.dim}>{text('signOff.open')}</p>
  if (state === null) return <p className={lines.dim}>{text('signOff.notAsked')}</p>
  return (
    <>
      <p>
        <StateMark tone={tones[state]} word={text(`signOff.state.${state}`)} />
      </p>
      <p className={lines.dim}>{text(`signOff.means.${state}`)}</p>
    </>
  )
}

function Verbs({ id, closedAt, isOwnWork }: { id: string; closedAt: string; isOwnWork: boolean }) {
  const text = useText('reports')
  const [open, setOpen] = useState<'sign' | 'return'>()
  const close = () => setOpen(undefined)
  return (
    <div className={lines.acts}>
      <Button onClick={() => setOpen('sign')}>{text('signOff.sign')}</Button>
      <Button variant="default" onClick={() => setOpen('return')}>
        {text('signOff.return')}
      </Button>
      {open === 'sign' && <SignDialog id={id} closedAt={closedAt} isOwnWork={isOwnWork} onClose={close} />}
      {open === 'return' && <ReturnDialog id={id} closedAt={closedAt} onClose={close} />}
    </div>
  )
}

function Parts({ id, review: { parts, can } }: { readonly id: string; readonly review: Review }) {
  const text = useText('reports')
  const language = useLanguage()
  const people = usePeople()
  const settle = useAct(settleMissingPart, { refreshes: reviewRefreshes })
  const [settling, setSettling] = useState<Review['parts'][number]>()
  if (parts.length === 0) return null
  return (
    <>
      <ul className={lines.list} aria-label={text('signOff.parts')}>
        {parts.map((part) => (
          <li key={part.id}>
            <span className={lines.words}>
              <strong>{part.title}</strong>
              <span className={lines.dim}>
                {text('signOff.who', {
                  name: people.nameOf(part.ownerId) ?? '…',
                  day: dayWords(part.dueOn, language),
                })}
              </span>
              {part.isOverdue && <StateMark tone="bad" word={text('signOff.overdue')} />}
              {part.settledAt !== null && (
                <span>
                  <StateMark tone="good" word={text('signOff.settledBy', { name: part.settledBy ?? '' })} />{' '}
                  {part.note}
                </span>
              )}
            </span>
            {part.settledAt === null && can.settle && (
              <span className={lines.acts}>
                <Button
                  variant="default"
                  aria-label={text('signOff.settleOf', { title: part.title })}
                  onClick={() => setSettling(part)}
                >
                  {text('signOff.settle')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={settling !== undefined}
        title={text('signOff.settleTitle')}
        confirmLabel={text('signOff.settleSave')}
        reasonLabel={text('signOff.settleHow')}
        onConfirm={(note) => settle.mutateAsync({ id, part: settling?.id ?? '', note })}
        onClose={() => setSettling(undefined)}
      >
        <p>{settling?.title}</p>
      </ConfirmDialog>
    </>
  )
}

function Verdicts({ review: { verdicts } }: { readonly review: Review }) {
  const text = useText('reports')
  if (verdicts.length === 0) return null
  return (
    <ul className={lines.list} aria-label={text('signOff.verdicts')}>
      {verdicts.map(({ id, verdict, note, aloneReason, judgedAt, judgedBy, isOutdated }) => (
        <li key={id}>
          <span className={lines.words}>
            <span>
              <strong>{text(`signOff.said.${verdict}`, { name: judgedBy })}</strong>{' '}
              <span className={lines.dim}>
                <TimeText at={judgedAt} />
              </span>
            </span>
            {note !== '' && <span>{note}</span>}
            {aloneReason !== null && <span>{text('signOff.alone', { reason: aloneReason })}</span>}
            {isOutdated && <span className={lines.dim}>{text('signOff.outdated')}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
