import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { useForm, type LeftEmpty } from '../../../../ui/form.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Card, Cards } from '../../../../ui/kit/Card.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, useGo } from '../../../../ui/place.tsx'
import { LongField } from '../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import {
  exchangeKinds,
  listExchanges,
  mostExchanges,
  setHarmless,
  type Exchange,
  type HarmlessList,
} from '../contract/exchanges.ts'
import classes from './threats.module.css'

/** Servers with which warnings are exchanged, and what is never watched. */
export function ThreatsPage() {
  const text = useText('threats')
  const mayManage = useMay('connection.manage')
  const answer = useAnswer(listExchanges, {}, { live: { stream: '*', kinds: ['exchange.', 'harmless.'] } })
  const items = answer.data?.items ?? []
  return (
    <Page title={text('title')} lead={text('lead')} actions={<ToIndicators />}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      <Notice tone="active">{text('fromPapers')}</Notice>
      <Can permission="connection.manage" otherwise={<Notice tone="active">{text('ownerOnly')}</Notice>}>
        {items.length >= mostExchanges && (
          <Notice tone="active">{text('full', { count: mostExchanges })}</Notice>
        )}
      </Can>
      {answer.data && items.length === 0 && (
        <EmptyState title={text('emptyTitle')} lead={text('emptyLead')} />
      )}
      {items.length > 0 && (
        <Cards>
          {items.map((one) => (
            <Server key={one.id} exchange={one} />
          ))}
        </Cards>
      )}
      {mayManage && items.length < mostExchanges && <Beginnings />}
      {answer.data && <Harmless key={answer.data.harmless.version} list={answer.data.harmless} />}
    </Page>
  )
}

function ToIndicators() {
  const text = useText('threats')
  const go = useGo()
  return (
    <Can permission="signal.read">
      <Button variant="default" onClick={() => go('/indicators')}>
        {text('indicators.title')}
      </Button>
    </Can>
  )
}

function Server({ exchange }: { readonly exchange: Exchange }) {
  const text = useText('threats')
  const { id, name, kind, host, isOn, takes, indicators, trouble, isReading, askedAt } = exchange
  const state = !isOn ? 'off' : trouble === null ? (isReading ? 'reading' : 'on') : 'trouble'
  const tones = { off: 'quiet', on: 'good', reading: 'active', trouble: 'bad' } as const
  return (
    <Card
      title={<To path={`/settings/threats/${id}`}>{name}</To>}
      marks={<StateMark tone={tones[state]} word={text(`state.${state}`)} />}
    >
      <span className={classes.dim}>{`${text(`kind.${kind}`)} · ${host}`}</span>
      {takes && <span>{text('watched', { count: indicators })}</span>}
      {trouble !== null && <span>{text(`trouble.${trouble}`)}</span>}
      {askedAt !== null && (
        <span className={classes.dim}>
          {text('asked')} <TimeText at={askedAt} form="relative" />
        </span>
      )}
    </Card>
  )
}

function Beginnings() {
  const text = useText('threats')
  return (
    <Section title={text('begin.title')}>
      <Cards>
        {exchangeKinds.map((kind) => (
          <Card
            key={kind}
            title={<To path={`/settings/threats/new?kind=${kind}`}>{text(`begin.${kind}`)}</To>}
          >
            <span>{text(`begin.${kind}What`)}</span>
          </Card>
        ))}
      </Cards>
    </Section>
  )
}

/** Our own ground is kept out anyhow; here stands what else others may warn of in vain. */
function Harmless({ list }: { readonly list: HarmlessList }) {
  const text = useText('threats')
  const mayChange = useMay('source.manage')
  const set = useAct(setHarmless, { refreshes: [listExchanges] })
  const initial = { lines: list.lines.join('\n') }
  const form = useForm({
    schema: setHarmless.input.pick({}).loose(),
    initial,
    send: async ({ lines = '' }: LeftEmpty<typeof initial, 'lines'>) => {
      const wanted = lines.split('\n').map((line) => line.trim())
      await set.mutateAsync({ version: list.version, lines: wanted.filter((line) => line !== '') })
      showDone(text('saved'))
    },
  })
  return (
    <Section title={text('harmless.title')}>
      <p className={classes.dim}>{text('harmless.lead')}</p>
      {list.own.length > 0 && (
        <p className={classes.dim}>{text('harmless.own', { names: list.own.join(', ') })}</p>
      )}
      {mayChange ? (
        <PlainForm form={form} submitLabel={text('save')}>
          <LongField
            label={text('harmless.lines')}
            hint={text('harmless.hint')}
            rows={5}
            isOptional
            {...form.field('lines')}
          />
        </PlainForm>
      ) : (
        <ul className={classes.plain}>
          {list.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}
