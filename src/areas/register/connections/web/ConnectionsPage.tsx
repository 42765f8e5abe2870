import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Card, Cards } from '../../../../ui/kit/Card.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { presets } from '../content/presets.ts'
import { listConnections, mostConnections, purposes, type Connection } from '../contract.ts'
import classes from './connections.module.css'

/** Requests to other programs: which there are, which are on, and what to begin with. */
export function ConnectionsPage() {
  const text = useText('connections')
  const mayManage = useMay('connection.manage')
  const answer = useAnswer(listConnections, {}, { live: { stream: '*', kinds: ['connection.'] } })
  const [isChoosing, setChoosing] = useState(false)
  const items = answer.data?.items ?? []
  const mayAdd = mayManage && items.length < mostConnections
  const add = mayAdd && <Button onClick={() => setChoosing(!isChoosing)}>{text('add')}</Button>
  return (
    <Page title={text('title')} lead={text('lead')} actions={items.length > 0 && add}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      <Can permission="connection.manage" otherwise={<Notice tone="active">{text('ownerOnly')}</Notice>}>
        {items.length >= mostConnections && (
          <Notice tone="active">{text('full', { count: mostConnections })}</Notice>
        )}
      </Can>
      {isChoosing && mayAdd && <Beginnings />}
      {answer.data && items.length === 0 && !isChoosing && (
        <EmptyState title={text('emptyTitle')} lead={text('emptyLead')} action={add} />
      )}
      {purposes.map((purpose) => {
        const own = items.filter((one) => one.purpose === purpose)
        return (
          own.length > 0 && (
            <Section key={purpose} title={text(`purpose.${purpose}`)}>
              <Cards>
                {own.map((one) => (
                  <Shown key={one.id} connection={one} />
                ))}
              </Cards>
            </Section>
          )
        )
      })}
    </Page>
  )
}

function Shown({ connection }: { readonly connection: Connection }) {
  const text = useText('connections')
  const { id, name, does, host, isOn, kinds, needsSecond } = connection
  return (
    <Card title={<To path={`/settings/connections/${id}`}>{name}</To>}>
      <StateMark tone={isOn ? 'good' : 'quiet'} word={text(isOn ? 'on' : 'off')} />
      <span>{does}</span>
      <span className={classes.dim}>
        {host}
        {kinds.length > 0 && ` · ${kinds.map((kind) => text(`kind.${kind}`)).join(', ')}`}
        {needsSecond && ` · ${text('second')}`}
      </span>
    </Card>
  )
}

/** What to begin with: a request that only needs a key, or an empty one. */
function Beginnings() {
  const text = useText('connections')
  return (
    <Section title={text('begin.title')}>
      <p className={classes.dim}>{text('begin.lead')}</p>
      <Cards>
        <Card title={<To path="/settings/connections/new">{text('begin.empty')}</To>}>
          <span>{text('begin.emptyWhat')}</span>
        </Card>
        {presets.map(({ key, name, purpose, server, needsKey, documentation, readOn }) => (
          <Card key={key} title={<To path={`/settings/connections/new?preset=${key}`}>{name}</To>}>
            <span>{text(`preset.${key}`)}</span>
            <span className={classes.dim}>
              {[
                text(`purpose.${purpose}`),
                text(server ? 'begin.ownServer' : 'begin.outside'),
                text(needsKey ? 'begin.key' : 'begin.noKey'),
              ].join(' · ')}
            </span>
            {documentation !== '' && (
              <span className={classes.dim}>{text('begin.read', { day: readOn, where: documentation })}</span>
            )}
          </Card>
        ))}
      </Cards>
    </Section>
  )
}
