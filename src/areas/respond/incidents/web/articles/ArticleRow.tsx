import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { linkArticle, listCaseArticles, type CaseArticles } from '../../contract/articles.ts'
import lines from '../../../../../ui/lists/lines.module.css'

type Named = Pick<CaseArticles['linked'][number], 'id' | 'title' | 'isLookDue' | 'state'>

interface RowProps {
  readonly article: Named
  readonly words: string
  readonly children: ReactNode
}

/** An article with why it stands here, and what to mind before one relies on it. */
export function ArticleRow({ article: { id, title, isLookDue, state }, words, children }: RowProps) {
  const text = useText('incidents')
  const doubt = state !== 'in_use' ? text('articles.withdrawn') : isLookDue ? text('articles.old') : ''
  return (
    <li>
      <span className={lines.words}>
        <strong>
          <To path={`/articles/${id}`}>{title}</To>
        </strong>
        <span className={lines.dim}>{[words, doubt].filter((one) => one !== '').join(' · ')}</span>
      </span>
      <span className={lines.acts}>{children}</span>
    </li>
  )
}

export function LinkButton({ id, article }: { readonly id: string; readonly article: Named }) {
  const text = useText('incidents')
  const link = useAct(linkArticle, {
    refreshes: [listCaseArticles],
    onDone: () => showDone(text('articles.linked')),
  })
  return (
    <>
      <Button
        variant="default"
        aria-label={text('articles.linkOf', { title: article.title })}
        loading={link.isPending}
        onClick={() => link.mutate({ id, articleId: article.id })}
      >
        {text('articles.link')}
      </Button>
      {link.error && <Notice tone="bad">{link.error.message}</Notice>}
    </>
  )
}
