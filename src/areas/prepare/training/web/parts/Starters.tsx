import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { starterFacts, type StarterCourse } from '../../content/starter.ts'
import { readMyTraining } from '../../contract/attendance.ts'
import { addCourse, listCourses } from '../../contract/courses.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** Courses to begin with, in the language of whoever looks: in use by one button, for whom they fit. */
export function Starters({ known }: { readonly known: readonly string[] }) {
  const text = useText('training')
  const language = useLanguage()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<CallError>()
  // Loaded only for those who look after training.
  const { data = [] } = useQuery({
    queryKey: ['course starters', language],
    queryFn: () => startersIn(language),
    staleTime: Number.POSITIVE_INFINITY,
  })
  // One that was taken over in the other language is there, too.
  const { data: taken = [] } = useQuery({
    queryKey: ['course starters', 'both'],
    queryFn: async () => [...(await startersIn('en')), ...(await startersIn('de'))],
    staleTime: Number.POSITIVE_INFINITY,
  })
  const isKnown = ({ key }: StarterCourse) =>
    taken.some(
      (one) => one.key === key && known.some((name) => name.toLowerCase() === one.title.toLowerCase()),
    )
  const left = data.filter((one) => !isKnown(one))
  if (left.length === 0) return null
  const take = async (wanted: readonly StarterCourse[]) => {
    setBusy(true)
    setFailure(undefined)
    try {
      for (const { key, title, content } of wanted) {
        const { topic, minutes, audience } = starterFacts[key]
        const given = { title, content, topic, minutes, language: language === 'de' ? 'de' : 'en' }
        await call(addCourse, { ...given, audience: [...audience], source: 'Muster', publish: true })
      }
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setFailure(error)
    } finally {
      setBusy(false)
      for (const read of [listCourses, readMyTraining])
        void client.invalidateQueries({ queryKey: answerKey(read) })
    }
  }
  return (
    <Section
      title={text('starters.title')}
      actions={
        <Button loading={busy} onClick={() => void take(left)}>
          {text('starters.takeAll', { count: left.length })}
        </Button>
      }
    >
      <p className={lines.dim}>{text('starters.lead')}</p>
      {failure && <ErrorState error={failure} />}
      <ul className={lines.list}>
        {left.map((one) => (
          <li key={one.key}>
            <span className={lines.words}>
              <strong>{one.title}</strong>
              <span className={lines.dim}>
                {text('minutes', { count: starterFacts[one.key].minutes })} · {one.content.summary}
              </span>
            </span>
            <Button
              variant="default"
              disabled={busy}
              aria-label={text('starters.takeOf', { title: one.title })}
              onClick={() => void take([one])}
            >
              {text('starters.take')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

async function startersIn(language: string): Promise<readonly StarterCourse[]> {
  return language === 'de'
    ? (await import('../../content/de.ts')).starters
    : (await import('../../content/en.ts')).starters
}
