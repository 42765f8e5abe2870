import { Button, FileButton, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { useAnswer } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { call } from '../../../../ui/client.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, useFilter } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { readDirectory, updateDirectory, type ShownEntry } from '../contract.ts'
import { directoryKinds, DirectoryEntry } from '../rules/directory.ts'
import * as z from 'zod'
import classes from './obligations.module.css'

interface Shown extends OutputOf<typeof updateDirectory> {
  readonly entries: z.input<typeof DirectoryEntry>[]
}

/** Whom to call and write to: authorities, police and help, each with the day somebody looked. */
export function DirectoryPage() {
  const text = useText('obligations')
  const list = useAnswer(readDirectory, {})
  const [wanted, setCountry] = useFilter('country', '')
  const [shown, setShown] = useState<Shown>()
  const [failure, setFailure] = useState<string>()
  const country = wanted || (list.data?.country ?? '')
  const countries = [...new Set((list.data?.items ?? []).map((entry) => entry.country))].toSorted()
  const attempt = async (work: () => Promise<void>) => {
    setFailure(undefined)
    try {
      await work()
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('directory.unreadable'))
    }
  }
  const show = (entries: Shown['entries']) =>
    attempt(async () => setShown({ ...(await call(updateDirectory, { entries })), entries }))
  const take = () =>
    attempt(async () => {
      if (shown === undefined) return
      await call(updateDirectory, { entries: shown.entries, seen: shown.hash })
      setShown(undefined)
      showDone(text('directory.taken'))
      await list.refetch()
    })
  return (
    <Page
      title={text('directory.title')}
      lead={
        <>
          {text('directory.lead')} <To path="/law">{text('directory.law')}</To>
        </>
      }
    >
      {list.error && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      <NativeSelect
        label={text('directory.country')}
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value)}
        data={countries}
      />
      {directoryKinds.map((kind) => (
        <Section key={kind} title={text(`kind.${kind}`)}>
          <ul className={classes.rows}>
            {list.data?.items
              .filter((entry) => entry.kind === kind && entry.country === country)
              .map((entry) => (
                <Entry
                  key={entry.key}
                  entry={entry}
                  onRight={list.data.canChange ? () => void show([lookedAt(entry)]) : undefined}
                />
              ))}
          </ul>
        </Section>
      ))}
      {list.data?.canChange && (
        <Update
          onFile={(file) =>
            void attempt(async () => show(z.array(DirectoryEntry).parse(JSON.parse(await file.text()))))
          }
        />
      )}
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {shown && <Changes shown={shown} onTake={() => void take()} />}
    </Page>
  )
}

function Update({ onFile }: { readonly onFile: (file: File) => void }) {
  const text = useText('obligations')
  return (
    <Section title={text('directory.update')}>
      <p className={classes.dim}>{text('directory.updateLead')}</p>
      <FileButton accept=".json,application/json" onChange={(file) => file && onFile(file)}>
        {(button) => (
          <Button variant="default" className={classes.act} {...button}>
            {text('directory.choose')}
          </Button>
        )}
      </FileButton>
    </Section>
  )
}

/** What would change, before it does. */
function Changes({ shown, onTake }: { readonly shown: Shown; readonly onTake: () => void }) {
  const text = useText('obligations')
  return (
    <Notice tone="active" title={text('directory.changes')}>
      <ul>
        {shown.changes.map(({ key, what, fields }) => (
          <li key={key}>
            {key}: {text(`change.${what}`)}{' '}
            {fields.map(({ field, from, to }) => `${field}: ${from || '–'} → ${to || '–'}`).join('; ')}
          </li>
        ))}
      </ul>
      <Button className={classes.act} onClick={onTake}>
        {text('directory.take')}
      </Button>
    </Notice>
  )
}

/** The same entry, looked at today. */
function lookedAt({ key, name, site, form, phone, note }: ShownEntry): z.input<typeof DirectoryEntry> {
  return {
    key,
    name,
    site,
    form,
    phone,
    note,
    checkedOn: new Date().toISOString().slice(0, 10),
    isConfirmed: true,
  }
}

function Entry({
  entry,
  onRight,
}: {
  readonly entry: ShownEntry
  readonly onRight: (() => void) | undefined
}) {
  const text = useText('obligations')
  const { name, site, form, phone, note, checkedOn, isStale, isConfirmed, isOwn } = entry
  return (
    <li className={classes.row}>
      <strong>{name}</strong>
      {phone !== '' && <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>}
      <span>{form || site}</span>
      {note !== '' && <span className={classes.dim}>{note}</span>}
      <StateMark
        tone={isStale ? 'warn' : isConfirmed ? 'good' : 'unknown'}
        word={text(isStale ? 'directory.stale' : isConfirmed ? 'directory.sure' : 'directory.unsure', {
          day: checkedOn,
        })}
      />
      {isOwn && <span className={classes.dim}>{text('directory.own')}</span>}
      {onRight && (
        <Button
          variant="subtle"
          className={classes.act}
          aria-label={text('directory.rightOf', { name })}
          onClick={onRight}
        >
          {text('directory.right')}
        </Button>
      )}
    </li>
  )
}
