import { Button } from '@mantine/core'
import { useState } from 'react'
import { compareWords } from '../../../../../base/compare-words.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getArticle, type ArticleDetail } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../articles.module.css'

/** Every version, and what has changed since each. */
export function Versions({ article }: { readonly article: ArticleDetail }) {
  const text = useText('articles')
  const [shown, setShown] = useState<number>()
  return (
    <div data-no-print>
      <Section title={text('versions.title')}>
        <ul className={lines.list}>
          {article.versions.map(({ number, note, savedAt, savedBy }) => (
            <li key={number}>
              <span className={lines.words}>
                <strong>{text('versions.number', { number })}</strong>
                {note !== '' && <span>{note}</span>}
                <span className={lines.dim}>
                  <TimeText at={savedAt} /> · {savedBy}
                </span>
              </span>
              {number !== article.version && (
                <Button
                  variant="default"
                  aria-expanded={shown === number}
                  aria-label={text('versions.changesOf', { number })}
                  onClick={() => setShown(shown === number ? undefined : number)}
                >
                  {text('versions.changes')}
                </Button>
              )}
              {shown === number && <Changes article={article} number={number} />}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}

function Changes({ article, number }: { readonly article: ArticleDetail; readonly number: number }) {
  const text = useText('articles')
  const { data, error } = useAnswer(getArticle, { id: article.id, version: number })
  if (error) return <ErrorState error={error} />
  if (!data?.older) return <Loading lines={2} />
  const { older } = data
  if (older.title === data.title && older.body === data.body) return <p>{text('versions.same')}</p>
  return (
    <div className={classes.compared}>
      <Compared before={`${older.title}\n\n${older.body}`} after={`${data.title}\n\n${data.body}`} />
    </div>
  )
}

/** What was written, with words that came and went. */
export function Compared({ before, after }: { readonly before: string; readonly after: string }) {
  return compareWords(before, after).map(({ text: words, state }, place) =>
    // Parts never move: their place names them.
    state === 'same' ? (
      <span key={place}>{words}</span>
    ) : state === 'added' ? (
      <ins key={place}>{words}</ins>
    ) : (
      <del key={place}>{words}</del>
    ),
  )
}
