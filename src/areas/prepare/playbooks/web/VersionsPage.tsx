import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { download } from '../../../../ui/transfer.ts'
import {
  compareVersions,
  readWorkshop,
  usePlaybookVersion as switchVersion,
  type Difference,
  type Workshop,
} from '../contract/editing.ts'
import { readImportReport, readOriginal } from '../contract/exchange.ts'
import { getPlaybook, listPlaybooks } from '../contract/reading.ts'
import classes from './playbook.module.css'

/** Every version that was published, what is different between two of them, and the way back to an earlier one. */
export function VersionsPage() {
  const text = useText('playbooks')
  const kind = usePart('kind')
  const answer = useAnswer(readWorkshop, { kind })
  if (answer.error && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading />
  const workshop = answer.data
  return (
    <Page
      title={text('history.title', { title: workshop.title })}
      lead={text('history.lead')}
      actions={
        <To className={classes.asButton} path={`/playbooks/${kind}`}>
          {text('history.back')}
        </To>
      }
    >
      <div className={classes.document}>
        <List workshop={workshop} />
        <Comparison workshop={workshop} />
        {workshop.hasOriginal && <ImportReportShown kind={kind} />}
      </div>
    </Page>
  )
}

function List({ workshop }: { readonly workshop: Workshop }) {
  const text = useText('playbooks')
  const mayEdit = useMay('playbook.edit')
  const [wanted, setWanted] = useState<string>()
  const act = useAct(switchVersion, { refreshes: [readWorkshop, getPlaybook, listPlaybooks] })
  return (
    <Section title={text('versions')}>
      {workshop.versions.length === 0 && (
        <EmptyState title={text('history.none')} lead={text('history.noneLead')} />
      )}
      <ul className={classes.plainList}>
        {workshop.versions.map((version) => (
          <li key={version.version}>
            <strong>{text('history.version', { version: version.version })}</strong>{' '}
            {version.isInUse && <StateMark tone="good" word={text('history.inUse')} />}
            <p>{version.note}</p>
            <p className={classes.dim}>
              {version.publishedBy} <TimeText at={version.publishedAt} /> · {version.sha256.slice(0, 12)}
            </p>
            {mayEdit && !version.isInUse && (
              <Button variant="default" onClick={() => setWanted(String(version.version))}>
                {text('history.use')}
              </Button>
            )}
          </li>
        ))}
        {workshop.shipped !== null && (
          <li>
            <strong>{text('history.shipped', { version: workshop.shipped })}</strong>{' '}
            {workshop.inUse === null && <StateMark tone="good" word={text('history.inUse')} />}
            {mayEdit && workshop.inUse !== null && (
              <p>
                <Button variant="default" onClick={() => setWanted('shipped')}>
                  {text('history.useShipped')}
                </Button>
              </p>
            )}
          </li>
        )}
      </ul>
      <ConfirmDialog
        isOpen={wanted !== undefined}
        title={text('history.useTitle')}
        confirmLabel={text('history.useNow')}
        reasonLabel={text('history.useWhy')}
        onConfirm={(reason) => act.mutateAsync({ kind: workshop.key, version: wanted ?? 'shipped', reason })}
        onClose={() => setWanted(undefined)}
      >
        <p>{text('history.useWords')}</p>
      </ConfirmDialog>
    </Section>
  )
}

function Comparison({ workshop }: { readonly workshop: Workshop }) {
  const text = useText('playbooks')
  const names = [
    ...(workshop.shipped === null ? [] : ['shipped']),
    ...workshop.versions.map(({ version }) => String(version)).toReversed(),
    ...(workshop.draft === null ? [] : ['draft']),
  ]
  const [from, setFrom] = useState(names.at(-2) ?? '')
  const [to, setTo] = useState(names.at(-1) ?? '')
  const isReady = from !== '' && to !== '' && from !== to
  const answer = useAnswer(compareVersions, { kind: workshop.key, from, to }, { enabled: isReady })
  if (names.length < 2) return null
  const options = names.map((name) => ({
    value: name,
    label: /^\d/.test(name) ? text('history.version', { version: name }) : text(`history.${name}Name`),
  }))
  return (
    <Section title={text('history.compare')}>
      <div className={classes.buttons}>
        <NativeSelect
          label={text('history.from')}
          data={options}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <NativeSelect
          label={text('history.to')}
          data={options}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {isReady && answer.isPending && <Loading />}
      {answer.data?.differences.length === 0 && <p>{text('history.same')}</p>}
      {answer.data && answer.data.differences.length > 0 && <Differences found={answer.data.differences} />}
    </Section>
  )
}

function Differences({ found }: { readonly found: readonly Difference[] }) {
  const text = useText('playbooks')
  return (
    <ul className={classes.plainList}>
      {found.map((one, index) => (
        // One part can differ in several fields; the order is that of the playbook.
        <li key={`${one.section} ${one.part ?? ''} ${one.field ?? ''} ${index}`}>
          <strong>{text(`change.${one.what}`)}</strong>{' '}
          <span className={classes.dim}>{sectionName(one, text)}</span> {one.part}
          {one.field !== null && <span className={classes.dim}> · {text(`field.${one.field}`)}</span>}
          {one.before !== null && <del className={classes.before}>{one.before}</del>}
          {one.after !== null && <ins className={classes.after}>{one.after}</ins>}
        </li>
      ))}
    </ul>
  )
}

function sectionName({ section }: Difference, text: (key: string) => string): string {
  return text(`sectionName.${section}`)
}

/** What was lost when it came in, record by record, and the file as it was. */
function ImportReportShown({ kind }: { readonly kind: string }) {
  const text = useText('playbooks')
  const answer = useAnswer(readImportReport, { kind })
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading />
  const report = answer.data
  return (
    <Section
      title={text('imported.title')}
      actions={
        <Button variant="default" onClick={() => void download(readOriginal, { kind }, report.file)}>
          {text('imported.original')}
        </Button>
      }
    >
      <p>
        {text(report.isWhole ? 'imported.whole' : 'imported.made', { read: report.read, made: report.made })}
      </p>
      <p className={classes.dim}>
        {report.file}, {report.importedBy} <TimeText at={report.importedAt} /> · SHA-256{' '}
        {report.sha256.slice(0, 16)}…
      </p>
      <ul className={classes.plainList}>
        {report.remarks.map((remark, index) => (
          // Several remarks can be on one record.
          <li key={`${remark.record} ${index}`}>
            <strong>{text(`imported.${remark.what}`)}</strong> {remark.name ?? remark.record}:{' '}
            {remark.sentence}
          </li>
        ))}
      </ul>
    </Section>
  )
}
