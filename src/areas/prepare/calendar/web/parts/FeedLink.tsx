import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { makeCalendarLink, readCalendar, removeCalendarLink, type Calendar } from '../../contract.ts'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** The secret address for the calendar on one's phone: shown once, renewed or closed at will. */
export function FeedLink({ link }: { readonly link: Calendar['link'] }) {
  const text = useText('calendar')
  const language = useLanguage()
  const maySeeAll = useMay('asset.read')
  const [which, setWhich] = useState('mine')
  const [url, setUrl] = useState<string>()
  const make = useAct(makeCalendarLink, { refreshes: [readCalendar], onDone: (made) => setUrl(made.url) })
  const remove = useAct(removeCalendarLink, {
    refreshes: [readCalendar],
    onDone: () => setUrl(undefined),
  })
  const everything = which === 'everything'
  return (
    <div data-no-print>
      <Section title={text('link.title')}>
        <p className={lines.dim}>{text('link.lead')}</p>
        {link !== null && url === undefined && (
          <p>{text('link.made', { day: dayWords(link.madeAt, language) })}</p>
        )}
        {url !== undefined && (
          <>
            <p>{text('link.shown')}</p>
            <CopyField label={text('link.copy')} value={url} />
            <p className={lines.dim}>{text('link.how')}</p>
          </>
        )}
        {(make.error ?? remove.error) && <ErrorState error={make.error ?? remove.error} />}
        <div className={lines.acts}>
          {maySeeAll && (
            <SegmentedControl
              aria-label={text('link.which')}
              value={which}
              onChange={setWhich}
              data={['mine', 'everything'].map((value) => ({ value, label: text(`link.${value}`) }))}
            />
          )}
          <Button
            variant="default"
            loading={make.isPending}
            onClick={() => make.mutate({ everything, language: language === 'de' ? 'de' : 'en' })}
          >
            {text(link === null ? 'link.make' : 'link.renew')}
          </Button>
          {link !== null && (
            <Button variant="subtle" loading={remove.isPending} onClick={() => remove.mutate({})}>
              {text('link.remove')}
            </Button>
          )}
        </div>
        {link !== null && <p className={lines.dim}>{text('link.renewLead')}</p>}
      </Section>
    </div>
  )
}
