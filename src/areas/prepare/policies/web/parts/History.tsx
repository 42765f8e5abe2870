import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { compareHouseRule, type Change, type HouseRuleDetail } from '../../contract.ts'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../policies.module.css'

/** Every version with who agreed to it, and what it changed. */
export function History({ rule }: { readonly rule: HouseRuleDetail }) {
  const text = useText('policies')
  const language = useLanguage()
  const [shown, setShown] = useState<number>()
  return (
    <div data-no-print>
      <Section title={text('history.title')}>
        <ul className={lines.list}>
          {rule.versions.map(({ number, publishedAt, publishedBy, note, approvals, code }) => (
            <li key={number}>
              <span className={lines.words}>
                <strong>{text('history.version', { number, day: dayWords(publishedAt, language) })}</strong>
                {note !== '' && <span>{note}</span>}
                <span className={lines.dim}>
                  {text('history.by', { name: publishedBy })}{' '}
                  {text('history.agreed', { names: approvals.join('; ') })}
                </span>
                <span className={classes.code}>{code}</span>
              </span>
              <Button
                variant="default"
                aria-expanded={shown === number}
                aria-label={text('history.changesOf', { number })}
                onClick={() => setShown(shown === number ? undefined : number)}
              >
                {text('history.changes')}
              </Button>
              {shown === number && <Changes id={rule.id} number={number} />}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}

function Changes({ id, number }: { readonly id: string; readonly number: number }) {
  const text = useText('policies')
  const { data, error } = useAnswer(compareHouseRule, { id, number })
  if (error) return <ErrorState error={error} />
  if (!data) return <Loading lines={2} />
  return (
    <div className={classes.document}>
      {data.changes.length === 0 && <p>{text('history.same')}</p>}
      {data.changes.map((change) => (
        <section key={`${change.what} ${change.heading}`}>
          <h3>
            {change.what === 'summary' ? text('short') : change.heading} ({text(`history.${change.state}`)})
          </h3>
          <p>
            <Parts change={change} />
          </p>
        </section>
      ))}
    </div>
  )
}

function Parts({ change }: { readonly change: Change }) {
  return change.parts.map(({ text: words, state }, place) =>
    // Parts never move: their place names them.
    state === 'same' ? (
      <span key={place}>{words}</span>
    ) : state === 'added' ? (
      <ins key={place} className={classes.added}>
        {words}
      </ins>
    ) : (
      <del key={place} className={classes.removed}>
        {words}
      </del>
    ),
  )
}
