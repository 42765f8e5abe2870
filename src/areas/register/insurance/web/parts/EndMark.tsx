import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'

interface EndMarkProps {
  readonly endsOn: string | null
  readonly daysLeft: number | null
}

/** Until when something holds, louder the nearer its end is. */
export function EndMark({ endsOn, daysLeft }: EndMarkProps) {
  const text = useText('insurance')
  const language = useLanguage()
  if (endsOn === null || daysLeft === null) return <StateMark tone="unknown" word={text('ends.unknown')} />
  const day = dayWords(endsOn, language, 'medium')
  if (daysLeft < 0) return <StateMark tone="bad" word={text('ends.over', { day })} />
  return <StateMark tone={daysLeft <= 60 ? 'warn' : 'quiet'} word={text('ends.until', { day })} />
}
