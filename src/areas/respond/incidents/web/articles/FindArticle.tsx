import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { ListTools, SearchBox } from '../../../../../ui/lists/ListTools.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listArticles } from '../../../../prepare/articles/contract.ts'
import { ArticleRow, LinkButton } from './ArticleRow.tsx'
import lines from '../../../../../ui/lists/lines.module.css'

interface FindProps {
  readonly id: string
  /** Ids of those that stand in the list already. */
  readonly known: readonly string[]
}

/** Any other article, by its words: what helped is often one that nobody thought of. */
export function FindArticle({ id, known }: FindProps) {
  const text = useText('incidents')
  const [q, setQ] = useState('')
  const isAsked = q.trim() !== ''
  const { data } = useAnswer(listArticles, { q, state: 'in_use', limit: 5 }, { enabled: isAsked })
  const found = isAsked ? (data?.items ?? []).filter((one) => !known.includes(one.id)) : []
  return (
    <>
      <ListTools>
        <SearchBox label={text('articles.find')} value={q} onChange={setQ} />
      </ListTools>
      {isAsked && data && found.length === 0 && <p className={lines.dim}>{text('articles.noneFound')}</p>}
      <ul className={lines.list}>
        {found.map((article) => (
          <ArticleRow
            key={article.id}
            article={article}
            words={article.excerpt.map((part) => part.text).join('')}
          >
            <LinkButton id={id} article={article} />
          </ArticleRow>
        ))}
      </ul>
    </>
  )
}
