import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { downloadUrl } from '../../../../ui/request.ts'
import { useSession } from '../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listHandouts, printWalletCards, type HandoutRow } from '../contract.ts'
import { languageOf } from './language.ts'
import { MakeCopy } from './parts/MakeCopy.tsx'
import classes from './handout.module.css'

/** What people need in their hand when nothing else works: the offline copy, the cards, and how old they are. */
export function HandoutPage() {
  const text = useText('handout')
  const { tenant } = useSession()
  const language = languageOf(useLanguage())
  const list = useAnswer(listHandouts, {})
  return (
    <Page title={text('title')} lead={text('lead')}>
      <Section title={text('make.title')}>
        <MakeCopy />
      </Section>
      <Section title={text('made.title')}>
        {list.error && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Loading lines={3} />}
        {list.data?.items.length === 0 && (
          <EmptyState title={text('made.noneTitle')} lead={text('made.noneLead')} />
        )}
        {list.data && (
          <p className={classes.words}>
            {text('made.key')} <code className={classes.code}>{list.data.keyCode}</code>
          </p>
        )}
        <ul className={classes.list}>
          {list.data?.items.map((row) => (
            <MadeCopy key={row.id} row={row} />
          ))}
        </ul>
      </Section>
      <Section title={text('cards.title')}>
        <p className={classes.words}>{text('cards.lead')}</p>
        {list.data && (
          <p className={classes.words}>
            {text('cards.code')} <code className={classes.code}>{list.data.cardCode}</code>
          </p>
        )}
        <Button
          component="a"
          variant="default"
          href={downloadUrl(printWalletCards, { language }, tenant.slug)}
          className={classes.start}
        >
          {text('cards.print')}
        </Button>
      </Section>
      <Section title={text('also.title')}>
        <ul className={classes.plain}>
          <li>
            <To path="/people/call-list">{text('also.callList')}</To>
          </li>
          <li>
            <To path="/account">{text('also.app')}</To>
          </li>
        </ul>
      </Section>
    </Page>
  )
}

function MadeCopy({ row }: { readonly row: HandoutRow }) {
  const text = useText('handout')
  const isCurrent = row.changed.length === 0
  return (
    <li>
      <span>
        <code className={classes.code}>{row.code}</code>{' '}
        <span className={classes.dim}>
          {row.language.toUpperCase()} · {row.madeBy} · <TimeText at={row.madeAt} />
        </span>
      </span>
      <span>
        <StateMark tone={isCurrent ? 'good' : 'warn'} word={text(isCurrent ? 'made.current' : 'made.old')} />
        {!isCurrent && <span className={classes.dim}> {row.changed.join(', ')}</span>}
      </span>
    </li>
  )
}
