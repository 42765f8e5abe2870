import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { Section } from '../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listContracts } from '../../../register/vendors/contract/contracts.ts'
import {
  addContractPart,
  contractParts,
  listContractParts,
  readClaim,
  removeContractPart,
} from '../contract/claims.ts'
import { waitsForConsent } from '../rules/spending.ts'
import classes from './parts/duties.module.css'

/** In the incident room: money for the insurer, and which contracts had a part. */
export function PartsPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('duties')
  const mayNote = useMay('incident.system')
  const list = useAnswer(
    listContractParts,
    { incidentId: id },
    { live: { stream: id, kinds: ['contract.'] } },
  )
  const claim = useAnswer(readClaim, { id }, { live: { stream: id, kinds: ['cost.', 'claim.'] } }).data
  const waiting = claim?.lines.filter(waitsForConsent).length ?? 0
  const contracts = useAnswer(listContracts, { limit: 200 }).data?.items ?? []
  const [contractId, setContract] = useState('')
  const [part, setPart] = useState<(typeof contractParts)[number]>('cause')
  const add = useAct(addContractPart, { refreshes: [listContractParts] })
  const remove = useAct(removeContractPart, { refreshes: [listContractParts] })
  const failure = add.error ?? remove.error
  return (
    <Section title={text('parts.title')}>
      {waiting > 0 && <StateMark tone="warn" word={text('claim.wait', { count: waiting })} />}
      <To path={`/incidents/${id}/claim`} className={classes.go}>
        {text('claim.go')}
      </To>
      <ul className={classes.plain}>
        {list.data?.items.map((one) => (
          <li key={one.id}>
            {one.vendor} {one.contract}: {text(`parts.${one.part}`)} {one.note}{' '}
            {mayNote && (
              <Button
                variant="subtle"
                className={classes.act}
                aria-label={text('parts.removeOf', { name: one.contract })}
                onClick={() => remove.mutate({ id, part: one.id })}
              >
                {text('parts.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {failure && <Notice tone="bad">{failure.message}</Notice>}
      {mayNote && contracts.length > 0 && (
        <div className={classes.actions} data-no-print>
          <NativeSelect
            label={text('parts.contract')}
            value={contractId}
            onChange={(event) => setContract(event.currentTarget.value)}
            data={[
              { value: '', label: text('parts.choose') },
              ...contracts.map(({ id: value, vendor, name }) => ({ value, label: `${vendor}: ${name}` })),
            ]}
          />
          <NativeSelect
            label={text('parts.part')}
            value={part}
            onChange={(event) =>
              setPart(contractParts.find((one) => one === event.currentTarget.value) ?? 'cause')
            }
            data={contractParts.map((value) => ({ value, label: text(`parts.${value}`) }))}
          />
          <Button
            variant="default"
            className={classes.act}
            disabled={contractId === ''}
            onClick={() => add.mutate({ id, contractId, part })}
          >
            {text('parts.add')}
          </Button>
        </div>
      )}
    </Section>
  )
}
