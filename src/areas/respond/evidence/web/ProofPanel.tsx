import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { callForFile } from '../../../../ui/client.ts'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { CopyButton } from '../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../ui/text.ts'
import { saveFile } from '../../../../ui/transfer.ts'
import { getIncident } from '../../incidents/contract/incident.ts'
import { makeBundle, readLedgerKey, readVerifier } from '../contract/evidence.ts'
import classes from './parts/evidence.module.css'

const offers = ['bundle', 'key', 'verifier'] as const
type Offer = (typeof offers)[number]

/** After the closing: what to take out, and how anybody checks it. */
export function ProofPanel({ subject }: { readonly subject: PanelSubject }) {
  const text = useText('evidence')
  const ui = useText('ui')
  const { id } = subject
  const incident = useAnswer(getIncident, { id })
  const taking = useTaking(id)
  if (!incident.data) return null
  const number = incident.data.number
  const names: Record<Offer, string> = {
    bundle: `INC-${number}-bundle.json`,
    key: 'muster-ledger.pub',
    verifier: 'muster-verify.mjs',
  }
  const command = `node ${names.verifier} ${names.bundle} --key ${names.key}`
  return (
    <section className={classes.proof} aria-label={text('proof.title')}>
      <h2>{text('proof.title')}</h2>
      <p>{text('proof.lead')}</p>
      <ul className={classes.offers}>
        {offers.map((offer) => (
          <li key={offer}>
            <Button
              variant="default"
              loading={taking.busy === offer}
              onClick={() => void taking.take(offer, names[offer])}
            >
              {text(`proof.${offer}`)}
            </Button>
            <span className={classes.dim}>{text(`proof.${offer}Means`)}</span>
          </li>
        ))}
      </ul>
      {taking.failure !== undefined && <Notice tone="bad">{taking.failure}</Notice>}
      <p className={classes.small}>{text('proof.command')}</p>
      <div className={classes.command}>
        <code>{command}</code>
        <CopyButton spokenLabel={ui('copy.of', { label: text('proof.command') })} value={command} />
      </div>
      <p>{text('proof.proves')}</p>
      <p className={classes.dim}>{text('proof.every')}</p>
    </section>
  )
}

function useTaking(id: string) {
  const text = useText('ui')
  const [busy, setBusy] = useState<Offer>()
  const [failure, setFailure] = useState<string>()
  const fetched = (offer: Offer) => {
    switch (offer) {
      case 'bundle':
        return callForFile(makeBundle, { id })
      case 'key':
        return callForFile(readLedgerKey, {})
      case 'verifier':
        return callForFile(readVerifier, {})
    }
  }
  const take = async (offer: Offer, name: string) => {
    setBusy(offer)
    setFailure(undefined)
    try {
      // Under these very names, since the command beside it names them.
      saveFile((await fetched(offer)).bytes, name)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('failure.unknown'))
    } finally {
      setBusy(undefined)
    }
  }
  return { take, busy, failure }
}
