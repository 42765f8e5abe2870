import { Button } from '@mantine/core'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { measures } from '../../content/measures.ts'
import { lineEntry } from './entries.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface MeasuresProps {
  /** Names that stand in the budget. */
  readonly taken: readonly string[]
  readonly mayAdd: boolean
  readonly ask: (entry: Entry) => void
}

/** What helps most, each with what it costs, how long it takes, and a way that costs nothing. */
export function Measures({ taken, mayAdd, ask }: MeasuresProps) {
  const text = useText('budget')
  const language = useLanguage()
  const known = new Set(taken.map((name) => name.toLowerCase()))
  return (
    <Section title={text('measures.title')}>
      <p className={lines.dim}>{text('measures.lead')}</p>
      <ul className={lines.list}>
        {measures.map((measure) => {
          const { name, what, free } = language === 'de' ? measure.de : measure.en
          const { key, kind, cost, hours } = measure
          return (
            <li key={key}>
              <span className={lines.words}>
                <strong>{name}</strong>
                <span>{what}</span>
                <span className={lines.dim}>
                  {text(`band.${cost}`)} · {text('measures.hours', { count: hours })}
                </span>
                <span>{text('measures.free', { words: free })}</span>
              </span>
              {mayAdd && !known.has(name.toLowerCase()) && (
                <Button
                  variant="default"
                  data-no-print
                  aria-label={text('measures.takeOf', { name })}
                  onClick={() => ask(lineEntry(text, { name, kind, plannedHours: hours }))}
                >
                  {text('measures.take')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
