import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { callForFile } from '../../../../ui/client.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, useFilter, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { saveFile } from '../../../../ui/transfer.ts'
import { printDutyForm, readDutyForm, type DutyForm } from '../contract/forms.ts'
import classes from './parts/duties.module.css'

/** An official form, filled from the case; what is missing is asked for here. */
export function DutyFormPage() {
  const text = useText('duties')
  const id = usePart('incident')
  const [about] = useFilter('about', 'police')
  const form = useAnswer(readDutyForm, { id, about })
  if (form.error && !form.data)
    return (
      <Page title={text('form.title')}>
        <ErrorState error={form.error} onRetry={() => void form.refetch()} />
      </Page>
    )
  if (!form.data) return <Loading />
  return <Whole key={about} id={id} form={form.data} />
}

function Whole({ id, form }: { readonly id: string; readonly form: DutyForm }) {
  const text = useText('duties')
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const { about, title, recipient, citation, address, items, dueAt } = form
  const missing = items.filter(
    ({ asked, isMissing }) => isMissing && (said[asked] ?? '').trim() === '',
  ).length
  const make = async (as: 'pdf' | 'text') => {
    setBusy(true)
    setFailure(undefined)
    try {
      const answers = Object.entries(said).map(([asked, words]) => ({ asked, text: words }))
      const { bytes, name } = await callForFile(printDutyForm, { id, about, as, answers })
      saveFile(bytes, name ?? `form.${as}`)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('form.failed'))
    }
    setBusy(false)
  }
  return (
    <Page
      title={title}
      lead={
        <>
          <To path={`/incidents/${id}/duties`}>{text('form.back')}</To> · {recipient} {citation}
        </>
      }
    >
      {dueAt !== null && (
        <p>
          {text('form.due')} <TimeText at={dueAt} form="absolute" />
        </p>
      )}
      <p>
        {[address.form || address.site, address.phone].filter((one) => one !== '').join(' · ')}{' '}
        {address.checkedOn !== null && text('authority.checked', { day: address.checkedOn })}{' '}
        {!address.isSure && <StateMark tone="unknown" word={text('authority.unsure')} />}
      </p>
      <Notice tone={missing > 0 ? 'warn' : 'good'}>
        {missing > 0 ? text('form.missing', { count: missing }) : text('form.whole')}
      </Notice>
      <ol className={classes.facts}>
        {items.map(({ asked, lines, isMissing }) => (
          <li key={asked}>
            <Textarea
              label={asked}
              description={isMissing ? text('form.isMissing') : undefined}
              autosize
              minRows={2}
              maxLength={8000}
              value={said[asked] ?? lines.join('\n')}
              onChange={(event) => setSaid({ ...said, [asked]: event.currentTarget.value })}
            />
          </li>
        ))}
      </ol>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div className={classes.actions} data-no-print>
        <Button className={classes.act} loading={isBusy} onClick={() => void make('pdf')}>
          {text('form.pdf')}
        </Button>
        <Button variant="default" className={classes.act} loading={isBusy} onClick={() => void make('text')}>
          {text('form.text')}
        </Button>
      </div>
      <p className={classes.dim}>{text('form.after')}</p>
    </Page>
  )
}
