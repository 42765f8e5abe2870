import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { englishGrade, germanGrade, mostGrade } from '../../../../base/reading-grade.ts'
import { answerOf, useAct } from '../../../../ui/answers.ts'
import { useKeptWriting } from '../../../../ui/kept-writing.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { WritingBack } from '../../../../ui/kit/WritingBack.tsx'
import { useGo, usePart, To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import {
  addCourse,
  getCourse,
  listCourses,
  saveCourse,
  type CourseContent,
  type CourseDetail,
} from '../contract/courses.ts'
import { topics } from '../contract/words.ts'
import { EditCourseQuestions } from './parts/EditCourseQuestions.tsx'
import { EditLessons } from './parts/EditLessons.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './training.module.css'

/** Writing a course: a draft, saved as often as one likes, until it is given out. */
export function EditCoursePage() {
  const id = usePart('course')
  return id === 'new' ? <Editor course={undefined} /> : <Known id={id} />
}

function Known({ id }: { readonly id: string }) {
  // Asked anew: an older answer would begin the editor with words that are no longer so.
  const course = useQuery({ ...answerOf(getCourse, { id }), refetchOnMount: 'always' as const })
  const [begun, setBegun] = useState<CourseDetail>()
  if (begun === undefined && course.isFetchedAfterMount && course.data) setBegun(course.data)
  if (course.error && !begun) return <ErrorState error={course.error} onRetry={() => void course.refetch()} />
  // What is read again later never takes words away that somebody is writing: a save then says who was faster.
  return begun ? <Editor key={id} course={begun} /> : <Loading lines={10} />
}

interface Fields {
  readonly title: string
  readonly topic: CourseDetail['topic']
  readonly language: string
  readonly source: string
  readonly minutes: number
  readonly note: string
  readonly content: CourseContent
  /** The version and the change that these words were written on. */
  readonly basedOn: number
  readonly seenAt: string | null
}

const empty: CourseContent = { summary: '', lessons: [{ heading: '', text: '' }], questions: [] }

function fieldsOf(course: CourseDetail | undefined, language: string): Fields {
  const facts = course?.draftFacts ?? course
  return {
    title: facts?.title ?? '',
    topic: facts?.topic ?? 'other',
    language: facts?.language ?? (language === 'de' ? 'de' : 'en'),
    source: facts?.source ?? '',
    minutes: facts?.minutes ?? 3,
    note: '',
    content: course?.editable ?? empty,
    basedOn: course?.number ?? 0,
    seenAt: course?.changedAt ?? null,
  }
}

function Editor({ course }: { readonly course: CourseDetail | undefined }) {
  const text = useText('training')
  const language = useLanguage()
  const go = useGo()
  const edit = useKeptWriting(`course.${course?.id ?? 'new'}`, fieldsOf(course, language))
  const { writing: fields, change: set } = edit
  const { content } = fields
  const done = (saved: CourseDetail) => {
    edit.forget()
    showDone(text(saved.hasDraft ? 'edit.saved' : 'edit.given'))
    go(`/training/courses/${saved.id}`)
  }
  const refreshes = [getCourse, listCourses]
  const add = useAct(addCourse, { refreshes, onDone: done })
  const save = useAct(saveCourse, { refreshes, onDone: done })
  const error = add.error ?? save.error
  const setContent = (change: Partial<CourseContent>) => set({ content: { ...content, ...change } })
  const send = (publish: boolean) => {
    const { basedOn: _none, seenAt: _never, ...written } = fields
    if (course === undefined) add.mutate({ ...written, publish })
    else save.mutate({ ...fields, publish, id: course.id })
  }
  return (
    <Page
      title={course === undefined ? text('edit.new') : text('edit.title', { title: course.title })}
      lead={
        <>
          {text('edit.lead')} <To path="/training">{text('all')}</To>
        </>
      }
    >
      <div className={classes.document}>
        <WritingBack {...edit} />
        <Head fields={fields} set={set} />
        <Textarea
          label={text('edit.summary')}
          value={content.summary}
          maxLength={600}
          autosize
          minRows={2}
          onChange={(event) => setContent({ summary: event.currentTarget.value })}
        />
        <EditLessons content={content} onChange={setContent} />
        <EditCourseQuestions content={content} onChange={setContent} />
        <Grade content={content} language={fields.language} />
        <TextInput
          label={text('edit.note')}
          value={fields.note}
          maxLength={300}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        {error && <ErrorState error={error} />}
        {error?.faults.map(({ path, message }) => (
          <Notice key={`${path} ${message}`} tone="bad">{`${path}: ${message}`}</Notice>
        ))}
        <div className={lines.acts}>
          <Button loading={add.isPending || save.isPending} onClick={() => send(true)}>
            {text('edit.publish')}
          </Button>
          <Button variant="default" disabled={add.isPending || save.isPending} onClick={() => send(false)}>
            {text('edit.saveDraft')}
          </Button>
        </div>
      </div>
    </Page>
  )
}

interface HeadProps {
  readonly fields: Fields
  readonly set: (change: Partial<Fields>) => void
}

function Head({ fields, set }: HeadProps) {
  const text = useText('training')
  return (
    <Section title={text('edit.name')}>
      <TextInput
        aria-label={text('edit.name')}
        required
        value={fields.title}
        maxLength={200}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <NativeSelect
        label={text('courses.topic')}
        value={fields.topic}
        data={topics.map((value) => ({ value, label: text(`topic.${value}`) }))}
        onChange={(event) =>
          set({ topic: topics.find((one) => one === event.currentTarget.value) ?? 'other' })
        }
      />
      <NumberInput
        label={text('edit.minutes')}
        value={fields.minutes}
        min={1}
        max={600}
        onChange={(value) => set({ minutes: Number(value) || 1 })}
      />
      <NativeSelect
        label={text('edit.language')}
        value={fields.language}
        data={[
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' },
        ]}
        onChange={(event) => set({ language: event.currentTarget.value })}
      />
      <TextInput
        label={text('edit.source')}
        value={fields.source}
        maxLength={300}
        onChange={(event) => set({ source: event.currentTarget.value })}
      />
    </Section>
  )
}

/** Says how hard the whole reads, while it is written. */
function Grade({ content, language }: { readonly content: CourseContent; readonly language: string }) {
  const text = useText('training')
  const words = [content.summary, ...content.lessons.map((lesson) => lesson.text)].join('\n')
  const grade = (language === 'de' ? germanGrade : englishGrade)(words)
  if (grade === undefined) return null
  const isHard = grade > mostGrade
  return (
    <Notice tone={isHard ? 'warn' : 'good'}>
      {text(isHard ? 'edit.hard' : 'edit.grade', { count: Math.max(1, Math.round(grade)) })}
    </Notice>
  )
}
