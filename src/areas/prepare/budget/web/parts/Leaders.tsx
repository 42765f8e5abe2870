import { Button } from '@mantine/core'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Budget } from '../../contract.ts'
import { FreshMark } from './FreshMark.tsx'
import { actEntry } from './entries.ts'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** What those who lead did for preparation, each with its day; a day grows old after twelve months. */
export function Leaders({ budget, ask }: { readonly budget: Budget; readonly ask: (entry: Entry) => void }) {
  const text = useText('budget')
  const language = useLanguage()
  return (
    <Section
      title={text('leaders.title')}
      actions={
        budget.can.manage && (
          <Button variant="default" onClick={() => ask(actEntry(text, budget))}>
            {text('leaders.add')}
          </Button>
        )
      }
    >
      <p className={lines.dim}>{text('leaders.lead')}</p>
      {budget.leaders.map(({ memberId, name, acts }) => (
        <section key={memberId} aria-label={name}>
          <h3>{name}</h3>
          <ul className={lines.list}>
            {acts.map(({ kind, doneOn, note, freshness }) => (
              <li key={kind}>
                <span className={lines.words}>
                  <span>{text(`act.${kind}`)}</span>
                  {doneOn !== null && (
                    <span className={lines.dim}>
                      {dayWords(doneOn, language)} · {note}
                    </span>
                  )}
                </span>
                <FreshMark freshness={freshness} words="act" />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Section>
  )
}
