import { Button, Textarea, TextInput } from '@mantine/core'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { RuleContent } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../policies.module.css'

interface EditProps {
  readonly content: RuleContent
  readonly onChange: (change: Partial<RuleContent>) => void
}

/** Clauses in their order; a question keeps asking about its clause when that moves. */
export function EditClauses({ content, onChange }: EditProps) {
  const text = useText('policies')
  const { clauses, questions } = content
  const set = (place: number, change: Partial<RuleContent['clauses'][number]>) =>
    onChange({ clauses: clauses.map((clause, at) => (at === place ? { ...clause, ...change } : clause)) })
  const move = (place: number, to: number) => {
    const order = clauses.map((_clause, at) => (at === place ? to : at === to ? place : at))
    onChange({
      clauses: order.flatMap((at) => clauses[at] ?? []),
      questions: questions.map((one) => ({ ...one, clause: order[one.clause] ?? one.clause })),
    })
  }
  const remove = (place: number) =>
    onChange({
      clauses: clauses.filter((_clause, at) => at !== place),
      questions: questions.map((one) => ({
        ...one,
        clause: one.clause > place ? one.clause - 1 : one.clause,
      })),
    })
  return (
    <Section title={text('edit.clauses')}>
      {clauses.map(({ heading, text: words }, place) => (
        // Clauses have no name of their own while they are written: their place is one.
        <div key={place} className={classes.clause}>
          <TextInput
            label={text('edit.heading', { number: place + 1 })}
            value={heading}
            maxLength={200}
            onChange={(event) => set(place, { heading: event.currentTarget.value })}
          />
          <Textarea
            label={text('edit.text', { number: place + 1 })}
            value={words}
            maxLength={3000}
            autosize
            minRows={3}
            onChange={(event) => set(place, { text: event.currentTarget.value })}
          />
          <div className={lines.acts}>
            <Button variant="subtle" disabled={place === 0} onClick={() => move(place, place - 1)}>
              {text('edit.up', { number: place + 1 })}
            </Button>
            <Button variant="subtle" onClick={() => remove(place)}>
              {text('edit.removeClause', { number: place + 1 })}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          disabled={clauses.length >= 30}
          onClick={() => onChange({ clauses: [...clauses, { heading: '', text: '' }] })}
        >
          {text('edit.addClause')}
        </Button>
      </div>
    </Section>
  )
}
