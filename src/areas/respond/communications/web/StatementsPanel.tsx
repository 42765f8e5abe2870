import { useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { readStatements } from '../contract/statements.ts'
import classes from './parts/statements.module.css'

/** In the incident room: who was told what, what waits for a yes, and the way there. */
export function StatementsPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('communications')
  const board = useAnswer(
    readStatements,
    { id },
    { live: { stream: id, kinds: ['statement.', 'recipient.', 'mail.'] } },
  ).data
  if (board === undefined) return null
  const drafts = board.statements.filter(({ state }) => state === 'draft').length
  const sent = board.statements.filter(({ state }) => state === 'released')
  const missed = sent.reduce((sum, { recipients }) => sum + recipients.notReached, 0)
  return (
    <Section title={text('say.panel')}>
      <span className={classes.marks}>
        {board.mail.isHostile && <StateMark tone="bad" word={text('trust.hostileTitle')} />}
        {sent.length > 0 && <StateMark tone="good" word={text('say.sent', { count: sent.length })} />}
        {drafts > 0 && <StateMark tone="active" word={text('say.drafts', { count: drafts })} />}
        {missed > 0 && <StateMark tone="warn" word={text('say.missed', { count: missed })} />}
        {board.statements.length === 0 && <span className={classes.dim}>{text('say.none')}</span>}
      </span>
      <To path={`/incidents/${id}/statements`}>{text('say.go')}</To>
      <To path={`/incidents/${id}/mail`}>{text('say.mail')}</To>
    </Section>
  )
}
