import { useAnswer } from '../../../../../ui/answers.ts'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listCaseArticles } from '../../contract/articles.ts'

const most = 3

/** Beside the next step, in one line, what people here know about such a case; nothing where they know nothing. */
export function ArticlesLine({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('incidents')
  const { data } = useAnswer(
    listCaseArticles,
    { id },
    { live: { stream: '*', kinds: ['article.', 'system.'] } },
  )
  const articles = [...(data?.linked ?? []), ...(data?.suggested ?? [])].slice(0, most)
  if (articles.length === 0) return null
  return (
    <p>
      {text('articles.mayHelp')}{' '}
      {articles.map(({ id: article, title }, place) => (
        <span key={article}>
          {place > 0 && ' · '}
          <To path={`/articles/${article}`}>{title}</To>
        </span>
      ))}
    </p>
  )
}
