import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { ListTools } from '../../../../ui/lists/ListTools.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { packNames } from '../../../prepare/controls/contract/words.ts'
import { readTrends, type Trends } from '../contract/trends.ts'
import type { Card } from '../contract/words.ts'
import { ControlsCard } from './cards/ControlsCard.tsx'
import { CostsCard } from './cards/CostsCard.tsx'
import { DelaysCard } from './cards/DelaysCard.tsx'
import { FactorsCard } from './cards/FactorsCard.tsx'
import { LossesCard } from './cards/LossesCard.tsx'
import { OftenCard } from './cards/OftenCard.tsx'
import { RepeatsCard } from './cards/RepeatsCard.tsx'
import { SeasonsCard } from './cards/SeasonsCard.tsx'
import { TimesCard } from './cards/TimesCard.tsx'
import { VectorsCard } from './cards/VectorsCard.tsx'
import { ArrangeDialog } from './parts/ArrangeDialog.tsx'
import { ReportDialog } from './parts/ReportDialog.tsx'
import { usePack, useWords } from './words.ts'
import classes from './trends.module.css'

const choices = [1, 2, 3, 5, 10]

/** The board of numbers: which cards it shows, in which order, is settled once for the whole firm. */
export function TrendsPage() {
  const text = useText('trends')
  const [chosen, choose] = useFilter('years', '2')
  const years = choices.find((one) => String(one) === chosen) ?? 2
  const { pack, input } = usePack()
  const [, narrow] = useFilter('pack')
  const answer = useAnswer(
    readTrends,
    { years, ...input },
    { live: { stream: '*', kinds: ['incident.', 'board.'] } },
  )
  const [dialog, setDialog] = useState<'arrange' | 'report'>()
  const trends = answer.data
  const close = () => setDialog(undefined)
  return (
    <Page
      title={text('title')}
      lead={text('lead')}
      actions={
        <>
          <Can permission="trend.report">
            <Button onClick={() => setDialog('report')}>{text('report.open')}</Button>
          </Can>
          <Button variant="default" onClick={() => print()}>
            {text('print')}
          </Button>
          {trends?.board.can && (
            <Button variant="default" onClick={() => setDialog('arrange')}>
              {text('board.arrange')}
            </Button>
          )}
        </>
      }
    >
      <ListTools end={<To path="/trends/looks">{text('looks.title')}</To>}>
        <NativeSelect
          className={classes.years}
          aria-label={text('years.label')}
          value={String(years)}
          onChange={(event) => choose(event.currentTarget.value)}
          data={choices.map((count) => ({ value: String(count), label: text('years.last', { count }) }))}
        />
        <NativeSelect
          className={classes.years}
          aria-label={text('pack.label')}
          value={pack ?? ''}
          onChange={(event) => narrow(event.currentTarget.value)}
          data={[
            { value: '', label: text('pack.all') },
            ...packNames.map((value) => ({ value, label: text(`pack.${value}`) })),
          ]}
        />
      </ListTools>
      {answer.error && !trends && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {trends && <Board trends={trends} years={years} />}
      {trends && dialog === 'arrange' && <ArrangeDialog cards={trends.board.cards} onClose={close} />}
      {dialog === 'report' && <ReportDialog onClose={close} />}
    </Page>
  )
}

function Board({ trends, years }: { readonly trends: Trends; readonly years: number }) {
  const text = useText('trends')
  const words = useWords()
  const { from, to, taxonomy } = trends.frame
  return (
    <>
      <div className={classes.board}>
        {trends.board.cards.map((card) => (
          <OneCard key={card} card={card} trends={trends} years={years} />
        ))}
      </div>
      <p className={classes.dim}>
        {text('frame.says', { from: words.day(from), to: words.day(to), version: taxonomy })}
      </p>
    </>
  )
}

interface OneCardProps {
  readonly card: Card
  readonly trends: Trends
  readonly years: number
}

function OneCard({ card, trends, years }: OneCardProps) {
  switch (card) {
    case 'often':
      return <OftenCard trends={trends} />
    case 'vectors':
      return <VectorsCard trends={trends} />
    case 'seasons':
      return <SeasonsCard trends={trends} />
    case 'times':
      return <TimesCard trends={trends} />
    case 'delays':
      return <DelaysCard trends={trends} />
    case 'factors':
      return <FactorsCard years={years} />
    case 'controls':
      return <ControlsCard years={years} />
    case 'costs':
      return <CostsCard years={years} />
    case 'repeats':
      return <RepeatsCard years={years} />
    case 'losses':
      return <LossesCard years={years} />
  }
}
