import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, useAct } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useAskBeforeLeaving } from '../../../../ui/form.ts'
import { Behind } from '../../../../ui/kit/Behind.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { discardDraft, publishPlaybook, readWorkshop, saveDraft, type Workshop } from '../contract/editing.ts'
import { stepPhases, type PlaybookDraft } from '../contract/playbook.ts'
import { getPlaybook, listPlaybooks } from '../contract/reading.ts'
import { draftFaults } from '../rules/draft.ts'
import { keepMine } from '../rules/keep-mine.ts'
import { playbookGaps } from '../rules/playbook-gaps.ts'
import { EditAftermath } from './parts/EditAftermath.tsx'
import {
  EditCard,
  EditDecisions,
  EditDoNot,
  EditEvidence,
  EditHead,
  EditPeople,
} from './parts/EditSections.tsx'
import { EditSteps } from './parts/EditSteps.tsx'
import { Bullets } from './parts/Line.tsx'
import classes from './playbook.module.css'

/** Writing a playbook: a draft that is saved as often as one likes, and published when nothing is wrong any more. */
export function EditPlaybookPage() {
  const kind = usePart('kind')
  // Always asked anew: an older answer of an earlier visit would begin the editor with words that are no longer so.
  const always = { refetchOnMount: 'always' as const }
  const workshop = useQuery({ ...answerOf(readWorkshop, { kind }), ...always })
  const needsBase = workshop.data?.draft === null
  const base = useQuery({ ...answerOf(getPlaybook, { kind }), ...always, enabled: needsBase })
  const isFresh = workshop.isFetchedAfterMount && (!needsBase || base.isFetchedAfterMount)
  const [hasBegun, setBegun] = useState(false)
  if (isFresh && !hasBegun) setBegun(true)
  if (workshop.error && !workshop.data)
    return <ErrorState error={workshop.error} onRetry={() => void workshop.refetch()} />
  if (base.error && !base.data) return <ErrorState error={base.error} onRetry={() => void base.refetch()} />
  if (!hasBegun || !workshop.data || (needsBase && !base.data)) return <Loading lines={10} />
  const { draft } = workshop.data
  const start = draft ?? (base.data && withoutExtras(base.data))
  if (!start) return <Loading />
  // What is read again later never takes words away that somebody is writing: a save then says who was faster.
  return <Editor key={kind} workshop={workshop.data} start={start} />
}

function Editor({ workshop, start }: { readonly workshop: Workshop; readonly start: PlaybookDraft }) {
  const text = useText('playbooks')
  const mayEdit = useMay('playbook.edit')
  const [draft, setDraft] = useState(start)
  const [saved, setSaved] = useState(start)
  const [revision, setRevision] = useState(workshop.revision)
  const [asking, setAsking] = useState<'publish' | 'discard'>()
  const kind = workshop.key
  const save = useAct(saveDraft, {
    refreshes: [getPlaybook, listPlaybooks, readWorkshop],
    onDone: (answer) => {
      setRevision(answer.revision)
      showDone(text('edit.saved'))
    },
  })
  const isChanged = draft !== saved
  useAskBeforeLeaving(isChanged)
  const faults = draftFaults(draft)
  const gaps = playbookGaps(draft)
  const saveNow = () => save.mutate({ kind, revision, document: draft }, { onSuccess: () => setSaved(draft) })
  if (!mayEdit)
    return (
      <Page title={text('edit.title', { title: draft.plainTitle })} lead={text('edit.notYours')}>
        {null}
      </Page>
    )
  return (
    <Page
      title={text('edit.title', { title: draft.plainTitle })}
      lead={text('edit.lead')}
      actions={
        <>
          <Button loading={save.isPending} disabled={!isChanged} onClick={saveNow}>
            {text('edit.save')}
          </Button>
          <Button
            variant="default"
            disabled={
              isChanged || (workshop.draft === null && revision === workshop.revision) || faults.length > 0
            }
            onClick={() => setAsking('publish')}
          >
            {text('edit.publish')}
          </Button>
          {(workshop.draft !== null || revision !== workshop.revision) && (
            <Button variant="default" onClick={() => setAsking('discard')}>
              {text('edit.discard')}
            </Button>
          )}
          <To className={classes.asButton} path={`/playbooks/${kind}/versions`}>
            {text('versions')}
          </To>
        </>
      }
    >
      <div className={classes.document}>
        {save.error?.detail.reason === 'other_revision' ? (
          <Quicker
            workshop={workshop}
            onTheirs={(theirs, at) => {
              setDraft(theirs)
              setSaved(theirs)
              setRevision(at)
              save.reset()
            }}
            onMine={(theirs, at) => {
              setDraft(keepMine(theirs, { base: saved, mine: draft }))
              setSaved(theirs)
              setRevision(at)
              save.reset()
            }}
          />
        ) : (
          save.error && <Notice tone="bad">{save.error.message}</Notice>
        )}
        <Standing faults={faults} gaps={gaps} isChanged={isChanged} />
        <Parts draft={draft} onChange={setDraft} />
      </div>
      <Endings workshop={workshop} revision={revision} asking={asking} onClose={() => setAsking(undefined)} />
    </Page>
  )
}

interface QuickerProps {
  readonly workshop: Workshop
  readonly onMine: (theirs: PlaybookDraft, revision: number) => void
  readonly onTheirs: (theirs: PlaybookDraft, revision: number) => void
}

/** Somebody saved meanwhile: what they have now is read when a choice is made. */
function Quicker({ workshop: { key: kind }, onMine, onTheirs }: QuickerProps) {
  const text = useText('playbooks')
  const [failure, setFailure] = useState<string>()
  const choose = (then: QuickerProps['onMine']) => {
    const read = async () => {
      const latest = await call(readWorkshop, { kind })
      const shown = latest.draft ?? (await call(getPlaybook, { kind }))
      then(latest.draft === null ? withoutExtras({ key: kind, ...shown }) : latest.draft, latest.revision)
    }
    read().catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)))
  }
  return (
    <>
      <Behind title={text('edit.quicker')} onMine={() => choose(onMine)} onTheirs={() => choose(onTheirs)} />
      <p className={classes.dim}>{text('edit.quickerMine')}</p>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </>
  )
}

interface EndingsProps {
  readonly workshop: Workshop
  readonly revision: number
  readonly asking: 'publish' | 'discard' | undefined
  readonly onClose: () => void
}

/** The two ways a draft ends, each asked about first. */
function Endings({ workshop, revision, asking, onClose }: EndingsProps) {
  const text = useText('playbooks')
  const go = useGo()
  const refreshes = [getPlaybook, listPlaybooks, readWorkshop]
  const publish = useAct(publishPlaybook, { refreshes })
  const isNowhereElse = workshop.shipped === null && workshop.inUse === null
  // What is gone for good is not read again.
  const discard = useAct(discardDraft, { refreshes: isNowhereElse ? [listPlaybooks] : refreshes })
  const kind = workshop.key
  return (
    <>
      <ConfirmDialog
        isOpen={asking === 'publish'}
        title={text('edit.publishTitle')}
        confirmLabel={text('edit.publishNow')}
        reasonLabel={text('edit.publishNote')}
        onConfirm={async (note) => {
          await publish.mutateAsync({ kind, revision, note })
          go(`/playbooks/${kind}`)
        }}
        onClose={onClose}
      >
        <p>{text('edit.publishWords')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'discard'}
        isAlarming
        title={text('edit.discardTitle')}
        confirmLabel={text('edit.discardNow')}
        onConfirm={async () => {
          await discard.mutateAsync({ kind, revision })
          go(isNowhereElse ? '/playbooks' : `/playbooks/${kind}`)
        }}
        onClose={onClose}
      >
        <p>{text(isNowhereElse ? 'edit.discardWhole' : 'edit.discardWords')}</p>
      </ConfirmDialog>
    </>
  )
}

/** What keeps it from being published, what it leaves out, and whether there is something to save. */
function Standing(props: {
  readonly faults: readonly string[]
  readonly gaps: readonly string[]
  readonly isChanged: boolean
}) {
  const text = useText('playbooks')
  return (
    <>
      {props.isChanged && <Notice tone="active">{text('edit.unsaved')}</Notice>}
      {props.faults.length > 0 ? (
        <Notice tone="warn" title={text('edit.faults', { count: props.faults.length })}>
          <Bullets lines={[...new Set(props.faults)].slice(0, 20)} />
        </Notice>
      ) : (
        <Notice tone="good">{text('edit.ready')}</Notice>
      )}
      {props.gaps.length > 0 && (
        <details className={classes.fold}>
          <summary>{text('gaps')}</summary>
          <Bullets lines={props.gaps} />
        </details>
      )}
    </>
  )
}

function Parts(props: { readonly draft: PlaybookDraft; readonly onChange: (draft: PlaybookDraft) => void }) {
  const text = useText('playbooks')
  return (
    <>
      <Section title={text('edit.head')}>
        <EditHead {...props} />
      </Section>
      <Section title={text('card')}>
        <EditCard {...props} />
      </Section>
      <Section title={text('doNot')}>
        <EditDoNot {...props} />
      </Section>
      <Section title={text('evidence')}>
        <EditEvidence {...props} />
      </Section>
      <Section title={text('call')}>
        <EditPeople {...props} />
      </Section>
      <Section title={text('decisions')}>
        <EditDecisions {...props} />
      </Section>
      {stepPhases.map((phase) => (
        <Section key={phase} title={text(`phase.${phase}`)}>
          <EditSteps {...props} phase={phase} />
        </Section>
      ))}
      <Section title={text('edit.after')}>
        <EditAftermath {...props} />
      </Section>
    </>
  )
}

/** The playbook in use as a draft to begin with: what only an answer carries stays behind. */
function withoutExtras(shown: PlaybookDraft & { key: string }): PlaybookDraft {
  const {
    key: _key,
    edition: _edition,
    hasDraft: _hasDraft,
    gaps: _gaps,
    ...playbook
  } = {
    edition: undefined,
    hasDraft: undefined,
    gaps: undefined,
    ...shown,
  }
  return playbook
}
