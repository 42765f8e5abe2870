import { Button } from '@mantine/core'
import { useState } from 'react'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { CaseMail, CaseThread } from '../../contract.ts'
import classes from '../correspondence.module.css'
import { LetterView } from './LetterView.tsx'
import { WriteLetter } from './WriteLetter.tsx'

interface ConversationProps {
  readonly incidentId: string
  readonly thread: CaseThread
  readonly box: CaseMail
  readonly onSent: (isEncrypted: boolean) => void
}

/** The letters that are shown before somebody asks for the rest. */
const shownAtFirst = 4

/** One conversation, its newest letters last, and the way to answer. */
export function Conversation({ incidentId, thread, box, onSent }: ConversationProps) {
  const text = useText('correspondence')
  const [isAnswering, setAnswering] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const { subject, audience, letters } = thread
  const shown = isWhole ? letters : letters.slice(-shownAtFirst)
  const canWrite = box.mayWrite && box.obstacle === ''
  return (
    <Section title={subject}>
      <p className={classes.dim}>{text(`audience.${audience}`)}</p>
      {shown.length < letters.length && (
        <div>
          <Button variant="subtle" onClick={() => setWhole(true)}>
            {text('earlier', { count: letters.length - shown.length })}
          </Button>
        </div>
      )}
      <ol className={classes.letters}>
        {shown.map((letter) => (
          <LetterView key={letter.id} incidentId={incidentId} letter={letter} mayKeep={box.mayWrite} />
        ))}
      </ol>
      {canWrite &&
        (isAnswering ? (
          <WriteLetter
            incidentId={incidentId}
            box={box}
            thread={thread}
            onSent={(isEncrypted) => {
              setAnswering(false)
              onSent(isEncrypted)
            }}
            onClose={() => setAnswering(false)}
          />
        ) : (
          <div>
            <Button
              variant="default"
              aria-label={text('answerOf', { subject })}
              onClick={() => setAnswering(true)}
            >
              {text('answer')}
            </Button>
          </div>
        ))}
    </Section>
  )
}
