import { Button } from '@mantine/core'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { answerEntry, workshopEntry } from './practice-entries.ts'
import type { PartProps } from './part-props.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** Who met about what, and which worries were raised; whose they were is not kept. */
export function Workshops({ practice, choices, ask }: PartProps) {
  const text = useText('training')
  const language = useLanguage()
  const { workshops, can } = practice
  return (
    <Section
      title={text('practice.workshops')}
      actions={
        can.practise && (
          <Button variant="default" onClick={() => ask(workshopEntry(text, choices))}>
            {text('practice.addWorkshop')}
          </Button>
        )
      }
    >
      {workshops.length === 0 && <p className={lines.dim}>{text('practice.noWorkshops')}</p>}
      <ul className={lines.list}>
        {workshops.map(({ id, title, heldOn, minutes, course, ledBy, notes, attendees, concerns }) => (
          <li key={id}>
            <span className={lines.words}>
              <strong>{title}</strong>
              <span className={lines.dim}>
                {[dayWords(heldOn, language), text('minutes', { count: minutes }), ledBy, course]
                  .filter((word) => word !== '')
                  .join(' · ')}
              </span>
              <span>{text('practice.there', { names: attendees.join(', ') })}</span>
              {notes !== '' && <span className={lines.dim}>{notes}</span>}
              {concerns.map((concern) => (
                <span key={concern.id}>
                  {text('practice.concern', { words: concern.words })}{' '}
                  {concern.answer !== null && text('practice.answered', { answer: concern.answer })}
                  {concern.answer === null && can.practise && (
                    <Button
                      variant="default"
                      aria-label={text('practice.answerOf', { words: concern.words })}
                      onClick={() => ask(answerEntry(text, concern))}
                    >
                      {text('practice.answer')}
                    </Button>
                  )}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
