import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { answerKey, useAct, useAnswer } from '../../../../ui/answers.ts'
import { Can } from '../../../../ui/kit/Can.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { To } from '../../../../ui/place.tsx'
import { useSession } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { readCallTree, setCallTree, startReachTest } from '../contract/call-tree.ts'
import { AddToTree } from './parts/AddToTree.tsx'
import { CallRow } from './parts/CallRow.tsx'
import { linksWithout } from './parts/tree-links.ts'
import { RunningTest } from './parts/RunningTest.tsx'
import { PastTests } from './parts/PastTests.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './contacts.module.css'

type Tree = OutputOf<typeof readCallTree>

/** Who calls whom when mail, sign-in and server are down, and the trial that shows whether it works. */
export function CallTreePage() {
  const text = useText('contacts')
  const answer = useAnswer(
    readCallTree,
    {},
    { live: { stream: '*', kinds: ['contact.', 'calltree.', 'reach.', 'member.'] } },
  )
  if (answer.data) return <Whole tree={answer.data} />
  return (
    <Page title={text('tree.title')}>
      {answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading />}
    </Page>
  )
}

function Whole({ tree }: { readonly tree: Tree }) {
  const text = useText('contacts')
  const { tenant } = useSession()
  const client = useQueryClient()
  const [isChanging, setChanging] = useState(false)
  const refresh = () => void client.invalidateQueries({ queryKey: answerKey(readCallTree) })
  const save = useAct(setCallTree, { refreshes: [readCallTree] })
  const start = useAct(startReachTest, { refreshes: [readCallTree] })
  const { people, running, can } = tree
  const links = people.map(({ contactId, calledBy }) => ({ contactId, calledBy }))
  const failure = save.error ?? start.error
  return (
    <Page
      title={text('tree.title')}
      lead={
        <>
          {text('tree.lead')}{' '}
          <Can permission="contact.read">
            <To path="/contacts">{text('tree.toContacts')}</To>
          </Can>
        </>
      }
      actions={
        <>
          {can.manage && people.length > 0 && running === null && (
            <Button loading={start.isPending} onClick={() => start.mutate({})}>
              {text('test.start')}
            </Button>
          )}
          {people.length > 0 && (
            <Button component="a" variant="default" href={`/api/v1/call-tree.pdf?tenant=${tenant.slug}`}>
              {text('tree.pdf')}
            </Button>
          )}
          {can.manage && people.length > 0 && (
            <Button variant="default" onClick={() => setChanging(!isChanging)} aria-pressed={isChanging}>
              {text(isChanging ? 'tree.changed' : 'tree.change')}
            </Button>
          )}
        </>
      }
    >
      {failure && <Notice tone="bad">{failure.message}</Notice>}
      {running && <RunningTest test={running} tree={tree} onChange={refresh} />}
      {!running && tree.isTestDue && <Notice tone="warn">{text('test.due')}</Notice>}
      {people.length === 0 && <EmptyState title={text('tree.none')} lead={text('tree.noneLead')} />}
      {can.manage && (isChanging || people.length === 0) && (
        <AddToTree people={people} onAdd={(link) => save.mutate({ links: [...links, link] })} />
      )}
      {people.length > 0 && (
        <ul className={`${lines.list} ${classes.tree}`} aria-label={text('tree.title')}>
          {people.map((person) => (
            <CallRow
              key={person.contactId}
              person={person}
              people={people}
              isMe={person.contactId === tree.me}
              isChanging={isChanging}
              onMove={(calledBy) =>
                save.mutate({
                  links: links.map((link) =>
                    link.contactId === person.contactId ? { ...link, calledBy } : link,
                  ),
                })
              }
              onTakeOut={() => save.mutate({ links: linksWithout(links, person.contactId) })}
            />
          ))}
        </ul>
      )}
      <Foot tree={tree} />
    </Page>
  )
}

function Foot({ tree }: { readonly tree: Tree }) {
  const text = useText('contacts')
  return (
    <>
      <p className={lines.dim}>
        {tree.organisation} · {text('tree.made')} <TimeText at={tree.madeAt} form="absolute" />
        {tree.nextTestOn && ` · ${text('test.nextOn', { day: tree.nextTestOn })}`}
      </p>
      <Can permission="contact.read">
        <Section title={text('test.past')}>
          <PastTests />
        </Section>
      </Can>
    </>
  )
}
