import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { usePart } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useText } from '../../../../ui/text.ts'
import { listAssets } from '../../../register/assets/contract.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { getBackup } from '../contract/backups.ts'
import { BackupMark } from './parts/BackupMark.tsx'
import { backupEntry, sightEntry, testEntry, type Known } from './parts/entries.ts'
import { Heartbeat } from './parts/Heartbeat.tsx'
import lines from '../../../../ui/lists/lines.module.css'

type Whole = OutputOf<typeof getBackup>

/** One backup: where it lies, when it last ran, and what was ever read back from it. */
export function BackupPage() {
  const text = useText('backups')
  const id = usePart('backup')
  const answer = useAnswer(getBackup, { id }, { live: { stream: '*', kinds: ['copy.'] } })
  if (answer.data) return <Shown backup={answer.data} />
  if (answer.error)
    return (
      <Page title={text('backups.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading />
}

function Shown({ backup }: { readonly backup: Whole }) {
  const text = useText('backups')
  const client = useQueryClient()
  const known: Known = { people: peopleAmong(useEvery(listMembers, {})), assets: useEvery(listAssets, {}) }
  const { ask, dialog } = useEntry([getBackup])
  const refresh = () => void client.invalidateQueries({ queryKey: answerKey(getBackup) })
  const names = known.assets.filter(({ id }) => backup.assetIds.includes(id)).map(({ name }) => name)
  return (
    <Page
      title={backup.name}
      lead={backup.what}
      marks={<BackupMark backup={backup} />}
      actions={
        backup.endedAt === null && (
          <Can permission="copy.manage">
            <Button onClick={() => ask(testEntry(text, backup))}>{text('test.add')}</Button>
            <Button variant="default" onClick={() => ask(sightEntry(text, backup))}>
              {text('sight.add')}
            </Button>
            <Button variant="default" onClick={() => ask(backupEntry(text, known, backup))}>
              {text('backups.change')}
            </Button>
          </Can>
        )
      }
    >
      <Facts
        facts={[
          [text('field.assets'), names.join(', ') || text('field.noneIn')],
          [text('field.place'), [backup.place, text(`medium.${backup.medium}`)].filter(Boolean).join(' · ')],
          [text('field.isolation'), text(`isolation.${backup.isolation}`)],
          [text('field.offsite'), text(backup.isOffsite ? 'yes' : 'no')],
          [text('field.every'), text('backups.every', { count: backup.everyHours })],
          [text('field.owner'), known.people.nameOf(backup.ownerId) ?? text('nobody')],
          [text('field.custodian'), known.people.nameOf(backup.custodianId) ?? text('nobody')],
          [
            text('sight.last'),
            backup.sightedAt === null ? (
              text('sight.never')
            ) : (
              <>
                <TimeText at={backup.sightedAt} /> · {backup.sightedWhere} · {backup.sightedBy}
              </>
            ),
          ],
        ]}
      />
      <Tests backup={backup} />
      <Heartbeat backup={backup} ask={ask} onChange={refresh} />
      {dialog}
    </Page>
  )
}

function Tests({ backup }: { readonly backup: Whole }) {
  const text = useText('backups')
  return (
    <Section title={text('test.title')}>
      {backup.tests.length === 0 && <p className={lines.dim}>{text('test.none')}</p>}
      <ul className={lines.list}>
        {backup.tests.map((test) => (
          <li key={test.id}>
            <span className={lines.words}>
              <StateMark
                tone={test.succeeded ? 'good' : 'bad'}
                word={text(test.succeeded ? 'test.worked' : 'test.failed')}
              />
              <span>
                <TimeText at={test.testedAt} /> · {test.tester}
                {test.minutes !== null && ` · ${text('test.took', { count: test.minutes })}`}
              </span>
              {test.restored && <span>{`${text('test.restored')}: ${test.restored}`}</span>}
              {test.used && <span>{`${text('test.used')}: ${test.used}`}</span>}
              {test.evidence && <span>{`${text('test.evidence')}: ${test.evidence}`}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
