import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { absoluteWords, regionalTag } from '../../../../../ui/kit/time-words.ts'
import { useSession } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { readCustody, type CustodyEntry } from '../../contract/custody.ts'
import type { Evidence } from '../../contract/evidence.ts'
import { keptUntilDay } from '../../rules.ts'
import { HandForm } from './HandForm.tsx'
import { HandoverBox } from './HandoverBox.tsx'
import { KeepForm, type KeepVerb } from './KeepForm.tsx'
import classes from './evidence.module.css'

interface CustodyDialogProps {
  readonly evidence: Evidence
  /** What else is sealed: a signed receipt is chosen from it. */
  readonly sealed: readonly Evidence[]
  readonly onClose: () => void
}

/** Who holds one thing, how it is kept, everything that was done with it, and what can be done now. */
export function CustodyDialog({ evidence, sealed, onClose }: CustodyDialogProps) {
  const text = useText('evidence')
  const ui = useText('ui')
  const ask = { id: evidence.incidentId, evidence: evidence.id }
  const live = { stream: evidence.incidentId, kinds: ['evidence.', 'custody.'] }
  const custody = useAnswer(readCustody, ask, { live })
  const waiting = custody.data?.handovers.find(({ state }) => state === 'offered')
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('custody.title', { name: evidence.name })}
      centered
      size="xl"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650, overflowWrap: 'anywhere' } }}
    >
      <div className={classes.stack}>
        <Facts evidence={evidence} />
        {waiting && <HandoverBox evidence={evidence} handover={waiting} sealed={sealed} />}
        <Verbs evidence={evidence} isOnItsWay={waiting !== undefined} />
        <section aria-label={text('custody.history')}>
          <h3 className={classes.small}>{text('custody.history')}</h3>
          {custody.error && <ErrorState error={custody.error} onRetry={() => void custody.refetch()} />}
          {custody.isPending && <Loading lines={3} />}
          {custody.data && <History entries={custody.data.items} />}
        </section>
      </div>
    </Modal>
  )
}

function Facts({ evidence }: { readonly evidence: Evidence }) {
  const text = useText('evidence')
  const moment = useMoment()
  const { hold, removed, retainUntil, sensitivity } = evidence
  return (
    <ul className={classes.facts}>
      <li>{text('custody.heldBy', { who: evidence.custodian })}</li>
      <li>{text(`custody.sensitivity.${sensitivity}`)}</li>
      {evidence.isSample && <li>{text('custody.isSample')}</li>}
      {evidence.copyNumber !== null && <li>{text('custody.isCopy', { number: evidence.copyNumber })}</li>}
      <li>
        {retainUntil === null
          ? text('custody.noDate')
          : text('custody.keptUntil', { date: keptUntilDay(new Date(retainUntil)) })}
      </li>
      {hold && (
        <li>
          {text('custody.isHeld', { who: hold.placedBy, when: moment(hold.placedAt), why: hold.reason })}
        </li>
      )}
      {removed && (
        <li>
          {text('custody.isRemoved', { who: removed.by, when: moment(removed.at), why: removed.reason })}
        </li>
      )}
    </ul>
  )
}

/** What can be done with it now; one form at a time. */
function Verbs({ evidence, isOnItsWay }: { readonly evidence: Evidence; readonly isOnItsWay: boolean }) {
  const text = useText('evidence')
  const [verb, setVerb] = useState<KeepVerb | 'hand'>()
  const { can, hold } = evidence
  const offered: (KeepVerb | 'hand')[] = [
    ...(can.hand && !isOnItsWay ? (['hand'] as const) : []),
    ...(can.copy ? (['copy'] as const) : []),
    ...(can.keep ? (['classify', 'retain'] as const) : []),
    ...(can.keep && hold === null ? (['hold'] as const) : []),
    ...(can.release ? (['release'] as const) : []),
    ...(can.remove ? (['remove'] as const) : []),
  ]
  if (offered.length === 0) return null
  const done = () => setVerb(undefined)
  return (
    <>
      <div className={classes.verbs} role="group" aria-label={text('custody.verbs')}>
        {offered.map((one) => (
          <Button
            key={one}
            variant={verb === one ? 'light' : 'default'}
            aria-expanded={verb === one}
            onClick={() => setVerb(verb === one ? undefined : one)}
          >
            {text(`custody.verb.${one}`)}
          </Button>
        ))}
      </div>
      {verb === 'hand' && <HandForm evidence={evidence} onDone={done} />}
      {verb !== undefined && verb !== 'hand' && (
        <KeepForm key={verb} verb={verb} evidence={evidence} onDone={done} />
      )}
    </>
  )
}

function History({ entries }: { readonly entries: readonly CustodyEntry[] }) {
  const text = useText('evidence')
  const moment = useMoment()
  return (
    <ol className={classes.history}>
      {entries.map((entry) => (
        <li key={entry.number}>
          <span className={classes.dim}>{moment(entry.at)}</span>
          <span>
            {text(`custody.did.${entry.kind.replace('.', '_')}`, {
              who: entry.by,
              giver: entry.fields['giver'] ?? '',
              taker: entry.fields['taker'] ?? '',
            })}
          </span>
          {wordsOf(entry).map((words) => (
            <q key={words}>{words}</q>
          ))}
        </li>
      ))}
    </ol>
  )
}

/** What people wrote beside it. */
function wordsOf({ fields }: CustodyEntry): string[] {
  return ['what', 'purpose', 'reason', 'why', 'note'].flatMap((name) => {
    const words = fields[name]
    return words === undefined || words === '' ? [] : [words]
  })
}

function useMoment(): (at: string) => string {
  const language = useLanguage()
  const { tenant } = useSession()
  const tag = regionalTag(language)
  return (at) => absoluteWords(Date.parse(at), tenant.timeZone, tag)
}
