import { MultiSelect, NativeSelect, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { incidentKinds } from '../../../../base/incident-kinds.ts'
import { answerKey, useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { SaveVersion } from '../../../../ui/kit/SaveVersion.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Markdown } from '../../../../ui/markdown/Markdown.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { Ticks } from '../../../../ui/plain/Ticks.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useText } from '../../../../ui/text.ts'
import { useVersionedEdit, type VersionedEdit } from '../../../../ui/versioned-edit.ts'
import { listAssets } from '../../../register/assets/contract.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { getArticle, listArticles, longestText, saveArticle, type ArticleDetail } from '../contract.ts'
import { wordsOf, type ArticleWords } from './parts/article-words.ts'
import classes from './articles.module.css'

/** Changing an article, whatever others save meanwhile. */
export function EditArticlePage() {
  const text = useText('articles')
  const id = usePart('article')
  const answer = useAnswer(getArticle, { id }, { live: { stream: '*', kinds: ['article.'] } })
  return (
    <Page
      title={text('edit.title')}
      lead={<To path={`/articles/${id}`}>{answer.data?.title ?? text('back')}</To>}
    >
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading lines={10} />}
      {answer.data && <Editor key={id} latest={answer.data} />}
    </Page>
  )
}

function Editor({ latest }: { readonly latest: ArticleDetail }) {
  const text = useText('articles')
  const go = useGo()
  const client = useQueryClient()
  const edit = useVersionedEdit({ version: latest.version, body: wordsOf(latest) })
  const [note, setNote] = useState('')
  const save = useAct(saveArticle, {
    refreshes: [listArticles],
    onDone: (saved) => {
      client.setQueryData(answerKey(getArticle, { id: saved.id }), saved)
      edit.forget()
      showDone(text('edit.saved', { version: saved.version }))
      go(`/articles/${saved.id}`)
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate(
      { id: latest.id, basedOn: edit.basedOn, note, ...edit.body },
      // Somebody was quicker: what they saved is read, and shown as a choice.
      { onError: () => void client.invalidateQueries({ queryKey: answerKey(getArticle) }) },
    )
  }
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <ArticleFields edit={edit} />
      <SaveVersion
        edit={edit}
        texts={{ theirs: latest.body, mine: edit.body.body }}
        words={{
          reason: text('edit.note'),
          save: text('edit.save'),
          behind: text('edit.behind', { name: latest.changedBy, version: latest.version }),
        }}
        reason={note}
        onReason={setNote}
        save={save}
      />
    </form>
  )
}

/** All that an article says, with how it will read beside it. */
export function ArticleFields({
  edit,
}: {
  readonly edit: Pick<VersionedEdit<ArticleWords>, 'body' | 'change'>
}) {
  const text = useText('articles')
  const { body: words, change } = edit
  return (
    <>
      <TextInput
        label={text('field.title')}
        description={text('field.titleHint')}
        required
        maxLength={200}
        value={words.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <div className={classes.write}>
        <Textarea
          label={text('field.body')}
          description={text('field.bodyHint')}
          required
          autosize
          minRows={14}
          maxRows={40}
          maxLength={longestText}
          classNames={{ input: classes.words }}
          value={words.body}
          onChange={(event) => change({ body: event.currentTarget.value })}
        />
        <section className={classes.preview} aria-label={text('edit.preview')}>
          <h2>{text('edit.preview')}</h2>
          <Markdown text={words.body.trim() === '' ? text('edit.previewNone') : words.body} />
        </section>
      </div>
      <AboutFields edit={edit} />
    </>
  )
}

function AboutFields({ edit: { body: words, change } }: Parameters<typeof ArticleFields>[0]) {
  const text = useText('articles')
  const people = peopleAmong(useEvery(listMembers, {}))
  const assets = useEvery(listAssets, {})
  return (
    <Section title={text('edit.about')}>
      <TagsInput
        label={text('field.tags')}
        description={text('field.tagsHint')}
        value={[...words.tags]}
        maxTags={20}
        onChange={(tags) => change({ tags: tags.map((tag) => tag.slice(0, 40).toLowerCase()) })}
      />
      <MultiSelect
        label={text('field.assets')}
        description={text('field.assetsHint')}
        data={assets.map(({ id, name }) => ({ value: id, label: name }))}
        value={[...words.assetIds]}
        maxValues={50}
        searchable
        limit={50}
        onChange={(assetIds) => change({ assetIds })}
      />
      <NativeSelect
        label={text('field.owner')}
        description={text('field.ownerHint')}
        value={words.ownerId ?? ''}
        data={[{ value: '', label: text('nobody') }, ...people.options]}
        onChange={(event) => change({ ownerId: event.currentTarget.value || null })}
      />
      <Ticks
        className={classes.kinds}
        legend={text('field.kinds')}
        options={incidentKinds.map((value) => ({ value, label: text(`kind.${value}`) }))}
        values={words.kinds}
        onChange={(kinds) => change({ kinds })}
      />
    </Section>
  )
}
