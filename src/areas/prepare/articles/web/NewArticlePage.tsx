import { Button } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useAct } from '../../../../ui/answers.ts'
import { useAskBeforeLeaving } from '../../../../ui/form.ts'
import { Page } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { To, useGo } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { addArticle, listArticles } from '../contract.ts'
import { ArticleFields } from './EditArticlePage.tsx'
import { blankArticle, type ArticleWords } from './parts/article-words.ts'
import classes from './articles.module.css'

/** Writing an article: a draft, until somebody says that it is right. */
export function NewArticlePage() {
  const text = useText('articles')
  const go = useGo()
  const [words, setWords] = useState<ArticleWords>(blankArticle)
  const [isTouched, setTouched] = useState(false)
  useAskBeforeLeaving(isTouched)
  const add = useAct(addArticle, {
    refreshes: [listArticles],
    onDone: ({ id }) => {
      setTouched(false)
      showDone(text('edit.drafted'))
      go(`/articles/${id}`)
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    add.mutate(words)
  }
  const change = (part: Partial<ArticleWords>) => {
    setTouched(true)
    setWords({ ...words, ...part })
  }
  return (
    <Page title={text('list.add')} lead={<To path="/articles">{text('back')}</To>}>
      <form className={classes.fields} onSubmit={submit} noValidate>
        <ArticleFields edit={{ body: words, change }} />
        {add.error && (
          <Notice tone="bad">
            {[add.error.message, ...add.error.faults.map(({ message }) => message)].join(' ')}
          </Notice>
        )}
        <div>
          <Button type="submit" size="lg" loading={add.isPending}>
            {text('edit.saveDraft')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
