import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import type { AskedQuestion } from '../../base/questions.ts'
import type { CallError } from '../call-error.ts'
import { ErrorState } from '../kit/ErrorState.tsx'
import { Section } from '../kit/Page.tsx'
import { Notice } from '../plain/Notice.tsx'
import { useText } from '../text.ts'
import lines from '../lists/lines.module.css'

interface QuizProps {
  readonly questions: readonly AskedQuestion[]
  /** Headings of the parts that the questions are about; a part stands on the page under `anchor` and its place. */
  readonly parts: readonly { readonly heading: string }[]
  readonly anchor: string
  readonly words: {
    readonly title: string
    readonly lead: string
    readonly send: string
    readonly done: string
  }
  /** How the sending of the answers stands. */
  readonly sent: {
    readonly isPending: boolean
    readonly error: CallError | null
    readonly data: { readonly isUnderstood: boolean; readonly readAgain: readonly number[] } | undefined
  }
  readonly onSend: (answers: number[]) => void
}

/** A few questions after reading. Who misses one is sent to its part, and nothing is noted of them. */
export function Quiz({ questions, parts, anchor, words, sent, onSend }: QuizProps) {
  const text = useText('ui')
  const [answers, setAnswers] = useState<Readonly<Record<number, number>>>({})
  const isReady = questions.every((_question, place) => answers[place] !== undefined)
  const isUnderstood = sent.data?.isUnderstood
  const again = [...new Set(sent.data?.readAgain)]
  return (
    <div data-no-print>
      <Section title={words.title}>
        <p className={lines.dim}>{words.lead}</p>
        {questions.map(({ question, options }, place) => (
          <Radio.Group
            // Two questions may be put in the same words: their place is their name.
            key={place}
            label={`${place + 1}. ${question}`}
            value={answers[place] === undefined ? '' : String(answers[place])}
            onChange={(value) => setAnswers({ ...answers, [place]: Number(value) })}
          >
            {options.map((option, at) => (
              <Radio key={at} value={String(at)} label={option} size="md" mt="xs" py={6} />
            ))}
          </Radio.Group>
        ))}
        {sent.error && <ErrorState error={sent.error} />}
        {isUnderstood === false && (
          <Notice tone="active" title={text('question.again')}>
            <ul>
              {again.map((place) => (
                <li key={place}>
                  <a href={`#${anchor}-${place}`}>{parts[place]?.heading}</a>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {isUnderstood === true && <Notice tone="good">{words.done}</Notice>}
        <div className={lines.acts}>
          <Button
            // It was understood: once more would be taken twice.
            disabled={!isReady || isUnderstood === true}
            loading={sent.isPending}
            onClick={() => onSend(questions.map((_question, place) => answers[place] ?? 0))}
          >
            {words.send}
          </Button>
        </div>
      </Section>
    </div>
  )
}
