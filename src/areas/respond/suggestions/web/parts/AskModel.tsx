import { Button } from '@mantine/core'
import type * as z from 'zod'
import { useAct } from '../../../../../ui/answers.ts'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  askModel,
  readSuggestions,
  type Model,
  type Purpose,
  type SuggestionLanguage,
} from '../../contract.ts'
import classes from '../suggestions.module.css'

interface AskModelProps {
  readonly wish: { readonly purpose: Purpose; readonly of: string; readonly language: SuggestionLanguage }
  readonly model: Model
  readonly question: NonNullable<z.output<typeof readSuggestions.output>['question']>
  /** Reads again what would be sent. */
  readonly onAgain: () => void
  readonly onDone: () => void
}

/** Exactly what would leave the house, and where to; then one button that sends that and nothing else. */
export function AskModel({ wish, model, question, onAgain, onDone }: AskModelProps) {
  const text = useText('suggestions')
  const ask = useAct(askModel, { refreshes: [readSuggestions], onDone })
  const isOld = ask.error?.detail.reason === 'not_seen'
  if (ask.isPending)
    return (
      <div className={classes.stack} role="status">
        <p className={classes.words}>{text('waiting', { name: model.name, seconds: model.seconds })}</p>
        <Loading lines={2} />
      </div>
    )
  return (
    <div className={classes.stack}>
      <p className={classes.words}>
        {text(model.isHere ? 'ask.here' : 'ask.away', {
          ...{ name: model.name, host: model.host, letters: question.letters },
        })}{' '}
        {question.hidden > 0 && text('ask.hidden', { count: question.hidden })}{' '}
        {question.isCut && text('ask.cut')}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <div className={classes.letter} tabIndex={0} role="group" aria-label={text('ask.exactly')}>
        <strong>{text('ask.task')}</strong>
        <p>{question.system}</p>
        <strong>{text('ask.data')}</strong>
        <p>{question.user}</p>
      </div>
      {ask.error && <Notice tone={isOld ? 'warn' : 'bad'}>{ask.error.message}</Notice>}
      <div className={classes.buttons}>
        {isOld ? (
          <Button
            onClick={() => {
              ask.reset()
              onAgain()
            }}
          >
            {text('ask.again')}
          </Button>
        ) : (
          <Button onClick={() => ask.mutate({ ...wish, seen: question.seen })}>
            {text('ask.send', { host: model.host })}
          </Button>
        )}
        <Button variant="default" onClick={onDone}>
          {text('ask.not')}
        </Button>
      </div>
    </div>
  )
}
