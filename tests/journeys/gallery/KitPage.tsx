import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../src/ui/call-error.ts'
import { ConfirmDialog } from '../../../src/ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../src/ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../src/ui/kit/ErrorState.tsx'
import { Page, Section } from '../../../src/ui/kit/Page.tsx'
import { UploadProgress } from '../../../src/ui/kit/UploadProgress.tsx'
import { showUndo } from '../../../src/ui/kit/notices.tsx'
import { TimeText } from '../../../src/ui/kit/TimeText.tsx'
import { SeverityMark } from '../../../src/ui/marks/SeverityMark.tsx'
import { StateMark } from '../../../src/ui/marks/StateMark.tsx'
import { Notice } from '../../../src/ui/plain/Notice.tsx'
import { CopyField, SecretOnce } from '../../../src/ui/plain/secrets.tsx'
import { upload } from '../../../src/ui/transfer.ts'
import { addEvidence } from './contract.ts'

const tones = ['bad', 'warn', 'active', 'good', 'quiet', 'unknown'] as const
const toneWords = ['Affected', 'Overdue', 'Contain', 'Verified', 'Closed', 'Not known yet']
const id = '01890000-0000-7000-8000-000000000000'

export function KitPage() {
  const [isAsking, setAsking] = useState(false)
  const [isSecretKept, setSecretKept] = useState(false)
  return (
    <Page
      title="Kit"
      lead="Every piece once."
      marks={<SeverityMark severity="S2" size="large" />}
      actions={
        <>
          <Button color="red" onClick={() => setAsking(true)}>
            Close the incident
          </Button>
          <Button
            variant="default"
            onClick={() => showUndo({ message: 'Task done.', onUndo: () => undefined })}
          >
            Mark as done
          </Button>
        </>
      }
    >
      <MarksAndNotices />
      <Section title="Taking things along">
        <CopyField label="Address for Alertmanager" value="https://muster.example.org/api/v1/intake/7f3a" />
        {!isSecretKept && (
          <SecretOnce
            title="Your recovery codes"
            lead="Each opens your account once if you lose your phone. Keep them on paper."
            secrets={['7KQF-M2XA', 'P9TD-44WE', 'ZB3N-81RC', 'QH5V-K0LS']}
            doneLabel="Go on"
            onDone={() => setSecretKept(true)}
          />
        )}
      </Section>
      <Section title="Upload">
        <UploadProgress
          name="mailbox-export-2026.pst"
          sent={734_000_000}
          total={2_100_000_000}
          onStop={() => undefined}
        />
        <Uploader />
      </Section>
      <ConfirmDialog
        isOpen={isAsking}
        title="Close INC-7?"
        confirmLabel="Close the incident"
        reasonLabel="Why is it over?"
        isAlarming
        onConfirm={async (reason) => {
          if (reason === 'refuse') throw new CallError('conflict', 'Already closed by Vera Lang.')
        }}
        onClose={() => setAsking(false)}
      >
        Two tasks are still open. They will be listed in the closing record.
      </ConfirmDialog>
    </Page>
  )
}

function MarksAndNotices() {
  return (
    <>
      <Section title="Marks">
        <Group>
          {(['S1', 'S2', 'S3', 'S4'] as const).map((severity) => (
            <SeverityMark key={severity} severity={severity} />
          ))}
        </Group>
        <Group>
          {tones.map((tone, index) => (
            <StateMark key={tone} tone={tone} word={toneWords[index] ?? ''} />
          ))}
        </Group>
        <p>
          <TimeText at="2026-03-01T08:00:00Z" zone="Europe/Vienna" form="absolute" />
        </p>
      </Section>
      <Section title="Notices">
        <Notice tone="good">The backup is complete.</Notice>
        <Notice tone="warn" title="Do not switch anything off">
          Unplug the network cable and leave the power on.
        </Notice>
        <ErrorState
          error={new CallError('error', 'Something went wrong that we did not foresee.', { id: 'E-4711' })}
          onRetry={() => undefined}
        />
      </Section>
      <Section title="Empty">
        <EmptyState
          title="No vendors yet"
          lead="List who you depend on, so that you know whom to call when one of them fails."
          action={<Button>Add the first vendor</Button>}
        />
      </Section>
    </>
  )
}

function Uploader() {
  const [progress, setProgress] = useState<[number, number]>()
  const [outcome, setOutcome] = useState('')
  const send = (file: File) =>
    upload(addEvidence, { id, about: { name: file.name, why: 'Übung' } }, file, {
      onProgress: (sent, total) => setProgress([sent, total]),
    })
      .then((output) => setOutcome(`${output.name} ${output.size} ${output.tenant}`))
      .catch((error: unknown) => setOutcome(String(error)))
  return (
    <div>
      <label>
        Evidence file{' '}
        <input
          type="file"
          style={{ maxWidth: '100%' }}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) void send(file)
          }}
        />
      </label>
      {progress && <UploadProgress name="upload" sent={progress[0]} total={progress[1]} />}
      <output>{outcome}</output>
    </div>
  )
}
