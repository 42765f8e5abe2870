import { spanWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Figures } from '../../contract.ts'

const tones = { met: 'good', missed: 'bad', not_logged: 'unknown', not_agreed: 'quiet' } as const

/** A number beside what was agreed. What nobody wrote down is unknown, never nought. */
export function Level({
  level,
  minutes,
  agreed,
}: {
  readonly level: Figures['answerLevel']
  readonly minutes: number | null
  readonly agreed: number | null
}) {
  const text = useText('scorecards')
  return (
    <>
      <Minutes of={minutes} /> {agreed !== null && <AgreedWords minutes={agreed} />}{' '}
      <StateMark tone={tones[level]} word={text(`level.${level}`)} />
    </>
  )
}

function AgreedWords({ minutes }: { readonly minutes: number }) {
  const text = useText('scorecards')
  const language = useLanguage()
  return <>({text('agreed', { span: spanWords(minutes * 60_000, language) })})</>
}

export function Minutes({ of }: { readonly of: number | null }) {
  const text = useText('scorecards')
  const language = useLanguage()
  return <span>{of === null ? text('unknown') : spanWords(of * 60_000, language)}</span>
}
