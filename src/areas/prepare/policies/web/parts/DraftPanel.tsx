import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { approveHouseRule, publishHouseRule, type HouseRuleDetail } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../policies.module.css'

interface DraftPanelProps {
  readonly rule: HouseRuleDetail
  readonly draft: NonNullable<HouseRuleDetail['draft']>
  readonly onChange: () => void
}

/** What is being written: its words to agree to, who has agreed, and what stands between it and being in force. */
export function DraftPanel({ rule, draft, onChange }: DraftPanelProps) {
  const text = useText('policies')
  const [note, setNote] = useState('')
  const approve = useAct(approveHouseRule, {
    onDone: () => {
      showDone(text('draft.agreed'))
      onChange()
    },
  })
  const publish = useAct(publishHouseRule, {
    onDone: () => {
      showDone(text('draft.published'))
      onChange()
    },
  })
  const { content, missing, approvers, hash, writtenBy } = draft
  return (
    <div data-no-print>
      <Section title={text('draft.title')}>
        <p className={lines.dim}>{text('draft.lead', { name: writtenBy })}</p>
        <details open={rule.awaitsMe}>
          <summary className={lines.link}>{text('draft.words')}</summary>
          <div className={classes.document}>
            <p>{content.summary}</p>
            {content.clauses.map(({ heading, text: words }) => (
              <section key={heading} aria-label={heading}>
                <h3>{heading}</h3>
                <p>{words}</p>
              </section>
            ))}
          </div>
        </details>
        <Approvers approvers={approvers} />
        {approve.error && <ErrorState error={approve.error} />}
        {rule.awaitsMe && (
          <Button loading={approve.isPending} onClick={() => approve.mutate({ id: rule.id, hash })}>
            {text('draft.agree')}
          </Button>
        )}
        <Can permission="house_rule.manage">
          {missing.length > 0 ? (
            <Notice tone="active" title={text('draft.missing')}>
              <ul>
                {missing.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </Notice>
          ) : (
            <>
              <Textarea
                label={text('draft.note')}
                description={text('draft.noteHint')}
                value={note}
                maxLength={1000}
                autosize
                minRows={2}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
              {publish.error && <ErrorState error={publish.error} />}
              <div className={lines.acts}>
                <Button loading={publish.isPending} onClick={() => publish.mutate({ id: rule.id, note })}>
                  {text('draft.publish')}
                </Button>
              </div>
            </>
          )}
        </Can>
      </Section>
    </div>
  )
}

function Approvers({ approvers }: Pick<DraftPanelProps['draft'], 'approvers'>) {
  const text = useText('policies')
  return (
    <ul className={lines.list}>
      {approvers.map(({ memberId, name, approvedAt }) => (
        <li key={memberId}>
          <span>{name}</span>
          <StateMark
            tone={approvedAt === null ? 'quiet' : 'good'}
            word={text(approvedAt === null ? 'draft.waits' : 'draft.hasAgreed')}
          />
        </li>
      ))}
    </ul>
  )
}
