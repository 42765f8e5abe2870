import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { readTouches, type Touches } from '../contract.ts'
import { touchMap } from '../rules/touch-map.ts'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { spanOf } from './parts/words.ts'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './continuity.module.css'

/** What hangs on an asset: a map to look at, and the same as lists to print. */
export function TouchesPage() {
  const text = useText('continuity')
  const id = usePart('asset')
  const answer = useAnswer(readTouches, { id })
  const touches = answer.data
  if (answer.error && !touches)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!touches) return <Loading lines={8} />
  return (
    <Page
      title={text('touches.title', { name: touches.asset.name })}
      lead={
        <>
          {text('touches.lead')} <To path="/assets">{text('touches.back')}</To>
        </>
      }
      actions={
        <Button variant="default" onClick={() => print()}>
          {text('touches.print')}
        </Button>
      }
    >
      <Map touches={touches} />
      <Lists touches={touches} />
    </Page>
  )
}

function Map({ touches }: { readonly touches: Touches }) {
  const text = useText('continuity')
  const { asset, services, customers, plans, dataKinds, suppliers, duties } = touches
  const map = touchMap(
    asset.name,
    [
      { head: text('touches.services'), names: services.map(({ name }) => name) },
      { head: text('touches.customers'), names: customers.map(({ words }) => words) },
      { head: text('touches.plans'), names: plans.map(({ name }) => name) },
    ],
    [
      { head: text('touches.data'), names: dataKinds.map((kind) => text(`data.${kind}`)) },
      { head: text('touches.suppliers'), names: suppliers.map(({ name }) => name) },
      {
        head: text('touches.duties'),
        names: duties.filter(({ isPossible }) => !isPossible).map(({ law, name }) => `${law}: ${name}`),
      },
    ],
  )
  return (
    <svg
      className={classes.map}
      viewBox={`0 0 ${map.width} ${map.height}`}
      role="img"
      aria-label={text('touches.map', { name: asset.name })}
    >
      {map.lines.map((line) => (
        <path key={line} d={line} />
      ))}
      {map.boxes.map(({ x, y, width, height, words, isMiddle }) => (
        <g key={`${x} ${y}`}>
          <rect x={x} y={y} width={width} height={height} rx={8} data-middle={isMiddle || undefined} />
          <text x={x + 12} y={y + height / 2 + 5}>
            {words}
          </text>
        </g>
      ))}
      {map.heads.map(({ x, y, words }) => (
        <text key={`${x} ${y}`} x={x} y={y} data-head>
          {words}
        </text>
      ))}
    </svg>
  )
}

function Lists({ touches }: { readonly touches: Touches }) {
  const text = useText('continuity')
  const language = useLanguage()
  const { services, customers, plans, dataKinds, suppliers, duties } = touches
  return (
    <>
      <List
        title={text('touches.services')}
        none={text('touches.noServices')}
        rows={services.map(({ name, path, priority, longestOutageMinutes, words }) => ({
          key: name,
          head: <To path={path}>{name}</To>,
          words: [
            text('touches.priority', { count: priority }),
            longestOutageMinutes === null
              ? text('touches.noLimit')
              : text('touches.survives', { span: spanOf(longestOutageMinutes, language) }),
            words,
          ],
        }))}
      />
      <List
        title={text('touches.customers')}
        none={text('touches.noCustomers')}
        rows={customers.map(({ work, words }) => ({ key: work, head: words, words: [work] }))}
      />
      <List
        title={text('touches.data')}
        none={text('touches.noData')}
        rows={dataKinds.map((kind) => ({ key: kind, head: text(`data.${kind}`), words: [] }))}
      />
      <List
        title={text('touches.suppliers')}
        none={text('touches.noSuppliers')}
        rows={suppliers.map(({ name, words, path }) => ({
          key: path,
          head: <To path={path}>{name}</To>,
          words: [words],
        }))}
      />
      <List
        title={text('touches.duties')}
        none={text('touches.noDuties')}
        lead={text('touches.honest')}
        rows={duties.map(({ name, law, citation, checkedOn, isPossible, because }) => ({
          key: `${law} ${name}`,
          head: `${law}: ${name}`,
          words: [
            text(isPossible ? 'touches.possible' : 'touches.likely'),
            citation,
            because.map((kind) => text(`data.${kind}`)).join(', '),
            text('touches.checked', { day: dayWords(checkedOn, language) }),
          ],
        }))}
      />
      <List
        title={text('touches.plans')}
        none={text('touches.noPlans')}
        rows={plans.map(({ name, words, path }) => ({
          key: name,
          head: <To path={path}>{name}</To>,
          words: [words],
        }))}
      />
    </>
  )
}

interface ListProps {
  readonly title: string
  readonly none: string
  readonly lead?: string
  readonly rows: readonly {
    readonly key: string
    readonly head: ReactNode
    readonly words: readonly string[]
  }[]
}

function List({ title, none, lead, rows }: ListProps) {
  return (
    <Section title={title}>
      {lead !== undefined && rows.length > 0 && <p className={lines.dim}>{lead}</p>}
      {rows.length === 0 && <p className={lines.dim}>{none}</p>}
      <ul className={lines.list}>
        {rows.map(({ key, head, words }) => (
          <li key={key}>
            <span className={lines.words}>
              <strong>{head}</strong>
              <span className={lines.dim}>{words.filter((word) => word !== '').join(' · ')}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
