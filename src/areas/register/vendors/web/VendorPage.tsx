import { Panels } from '../../../../ui/panels.tsx'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { EntryDialog, type Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { Can } from '../../../../ui/kit/Can.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { usePart } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useText } from '../../../../ui/text.ts'
import { listAssets } from '../../assets/contract.ts'
import { listMembers } from '../../people/contract/people.ts'
import { getVendor } from '../contract/vendors.ts'
import { Contacts } from './parts/Contacts.tsx'
import { ContractCard } from './parts/ContractCard.tsx'
import { contractEntry, vendorEntry, type Known } from './parts/entries.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** One supplier: how to reach them, what depends on them, what was agreed. */
export function VendorPage() {
  const text = useText('vendors')
  const id = usePart('vendor')
  const answer = useAnswer(getVendor, { id }, { live: { stream: '*', kinds: ['vendor', 'contract.'] } })
  if (answer.data) return <Whole vendor={answer.data} />
  if (answer.error)
    return (
      <Page title={text('vendors.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading />
}

function Whole({ vendor }: { readonly vendor: OutputOf<typeof getVendor> }) {
  const text = useText('vendors')
  const client = useQueryClient()
  const people = peopleAmong(useEvery(listMembers, {}))
  const assets = useEvery(listAssets, {})
  const known: Known = { people, assets }
  const [entry, setEntry] = useState<Entry>()
  const refresh = () => void client.invalidateQueries({ queryKey: answerKey(getVendor) })
  const names = assets.filter(({ id }) => vendor.assetIds.includes(id)).map(({ name }) => name)
  return (
    <Page
      title={vendor.name}
      lead={vendor.does}
      actions={
        <Can permission="vendor.manage">
          <Button variant="default" onClick={() => setEntry(vendorEntry(text, known, vendor))}>
            {text('vendors.change')}
          </Button>
        </Can>
      }
    >
      <Contacts vendor={vendor} ask={setEntry} />
      <Section title={text('vendors.about')}>
        <Facts
          facts={[
            [
              text('vendors.access'),
              [text(`access.${vendor.access}`), vendor.accessNote].filter(Boolean).join(' · '),
            ],
            [text('vendors.assets'), names.join(', ') || text('vendors.noneDepends')],
            [text('owner'), people.nameOf(vendor.ownerId) ?? text('nobody')],
            ...(vendor.note === '' ? [] : ([[text('note'), vendor.note]] as const)),
          ]}
        />
      </Section>
      <Section
        title={text('contracts.title')}
        actions={
          <Can permission="vendor.manage">
            <Button
              variant="default"
              onClick={() => setEntry(contractEntry(text, { people, vendors: [vendor] }))}
            >
              {text('contracts.add')}
            </Button>
          </Can>
        }
      >
        {vendor.contracts.length === 0 && <p className={lines.dim}>{text('contracts.noneHere')}</p>}
        {vendor.contracts.map((contract) => (
          <ContractCard key={contract.id} contract={contract} people={people} ask={setEntry} />
        ))}
      </Section>
      <Panels of="vendor" subject={{ id: vendor.id }} />
      {entry && (
        <EntryDialog
          key={`${entry.endpoint.name} ${JSON.stringify(entry.given)}`}
          entry={entry}
          onClose={() => setEntry(undefined)}
          onDone={() => {
            setEntry(undefined)
            refresh()
          }}
        />
      )}
    </Page>
  )
}
