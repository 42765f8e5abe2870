import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { purposes, readSuggestions, suggestionLanguages } from '../contract.ts'
import { AskModel } from './parts/AskModel.tsx'
import { Proposed } from './parts/Proposed.tsx'
import classes from './suggestions.module.css'

/** Beside a field: what a language model proposes for it. Not there where whoever runs Muster chose none. */
export function SuggestionsPanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('suggestions')
  const shown = useLanguage()
  const { id: of, stream = '*', chosen = {} } = subject
  const purpose = purposes.find((one) => one === chosen['purpose'])
  const language = suggestionLanguages.find((one) => one === (chosen['language'] ?? shown)) ?? 'en'
  const input = { ...(purpose && { purpose, of }), language }
  const answer = useAnswer(readSuggestions, input, { live: { stream, kinds: ['suggestion.'] } })
  const [isReading, setReading] = useState(false)
  const found = answer.data
  if (purpose === undefined) return null
  if (answer.error && !found)
    return answer.error.kind === 'forbidden' ? null : (
      <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
    )
  if (!found || found.model.state === 'none') return null
  const { model, barred, question, items } = found
  return (
    <section className={classes.box} aria-label={text(`title.${purpose}`)} data-no-print>
      <p className={classes.title}>
        <strong>{text(`title.${purpose}`)}</strong>{' '}
        <span className={classes.dim}>{text(`lead.${purpose}`)}</span>
      </p>
      {model.state !== 'on' && <NotOn isChanged={model.state === 'changed'} maySwitch={found.can.switch} />}
      {model.state === 'on' && barred !== null && <Notice tone="active">{text(`barred.${barred}`)}</Notice>}
      {question !== null && found.can.ask && !isReading && (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setReading(true)}>
            {text(`begin.${purpose}`)}
          </Button>
        </div>
      )}
      {question !== null && isReading && (
        <AskModel
          wish={{ purpose, of, language }}
          model={model}
          question={question}
          onAgain={() => void answer.refetch()}
          onDone={() => setReading(false)}
        />
      )}
      {items.map((item) => (
        <Proposed key={item.id} item={item} purpose={purpose} subject={subject} />
      ))}
    </section>
  )
}

function NotOn({ isChanged, maySwitch }: { readonly isChanged: boolean; readonly maySwitch: boolean }) {
  const text = useText('suggestions')
  return (
    <p className={classes.words}>
      {text(isChanged ? 'changed' : 'off')}{' '}
      {maySwitch ? <To path="/settings/language-model">{text('toSettings')}</To> : text('askOwner')}
    </p>
  )
}
