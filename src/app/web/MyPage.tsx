import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../ui/answers.ts'
import { readCalendar } from '../../areas/prepare/calendar/contract.ts'
import { takeCard } from '../../areas/register/people/contract/card.ts'
import { readCallList } from '../../areas/register/people/contract/people.ts'
import { ErrorState } from '../../ui/kit/ErrorState.tsx'
import { dayWords } from '../../ui/kit/time-words.ts'
import { Page, Section } from '../../ui/kit/Page.tsx'
import { Panels } from '../../ui/panels.tsx'
import { useGo } from '../../ui/place.tsx'
import { Notice } from '../../ui/plain/Notice.tsx'
import { useSession } from '../../ui/session.ts'
import { useLanguage, useText } from '../../ui/text.ts'
import { changeTextSize, chosenTextSize, textSizes } from '../../ui/theme/text-size.ts'
import { saveFile } from '../../ui/transfer.ts'
import { emergencyCard, type CardWords } from './emergency-card.ts'

/** A person's own page: how to report first, then what waits for them, and the card for the pocket. */
export function MyPage() {
  const text = useText('calendar')
  const { person } = useSession()
  const go = useGo()
  const [size, setSize] = useState(chosenTextSize)
  return (
    <Page
      title={text('page.title', { name: person.name })}
      lead={text('page.lead')}
      actions={
        <SegmentedControl
          aria-label={text('page.size')}
          value={size}
          onChange={(value) => {
            const next = textSizes.find((one) => one === value) ?? 'normal'
            changeTextSize(next)
            setSize(next)
          }}
          data={textSizes.map((value) => ({ value, label: text(`page.sizes.${value}`) }))}
        />
      }
    >
      <Section title={text('page.report.title')}>
        <p>{text('page.report.lead')}</p>
        <div>
          <Button color="red" size="lg" onClick={() => go('/declare')}>
            {text('page.report.do')}
          </Button>
        </div>
      </Section>
      <Panels of="me" subject={{ id: person.email }} />
      <Section title={text('page.news.title')}>
        <p>{text('page.news.lead')}</p>
        <div>
          <Button variant="default" onClick={() => go('/me/news')}>
            {text('page.news.do')}
          </Button>
        </div>
      </Section>
      <Card />
    </Page>
  )
}

/** How to report and whom to call, as a file that opens without any network. */
function Card() {
  const text = useText('calendar')
  const language = useLanguage()
  const { tenant } = useSession()
  const calls = useAnswer(readCallList, {})
  const take = useAct(takeCard, { refreshes: [readCalendar] })
  const leaders = (calls.data?.people ?? []).filter(
    ({ role, phone, nightPhone }) =>
      (role === 'owner' || role === 'lead') && (phone !== '' || nightPhone !== ''),
  )
  const words: CardWords = {
    language,
    title: text('page.card.heading', { name: tenant.name }),
    call: text('page.card.call'),
    night: text('page.card.night'),
    steps: [1, 2, 3, 4, 5].map((step) => text(`page.card.step${step}`)),
    never: text('page.card.never'),
  }
  return (
    <Section title={text('page.card.title')}>
      <p>{text('page.card.lead')}</p>
      {calls.error && <ErrorState error={calls.error} onRetry={() => void calls.refetch()} />}
      {calls.data && leaders.length === 0 && <Notice tone="warn">{text('page.card.nobody')}</Notice>}
      <div>
        <Button
          disabled={!calls.data}
          onClick={() => {
            saveFile(
              new Blob([emergencyCard(words, leaders)], { type: 'text/html;charset=utf-8' }),
              text('page.card.file'),
            )
            take.mutate({})
          }}
        >
          {text('page.card.save')}
        </Button>
      </div>
      {take.error && <ErrorState error={take.error} onRetry={() => take.mutate({})} />}
      {take.data && (
        <Notice tone="good">{text('page.card.taken', { day: dayWords(take.data.againOn, language) })}</Notice>
      )}
    </Section>
  )
}
