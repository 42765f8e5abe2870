import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { useText, type Say } from '../../../../ui/text.ts'
import { listMembers } from '../../people/contract/people.ts'
import {
  addAsset,
  assetKinds,
  changeAsset,
  dataKinds,
  importAssets,
  listAssets,
  retireAsset,
  type Asset,
} from '../contract.ts'
import { assetColumns } from '../rules.ts'
import { peopleAmong, useEvery, type People } from '../../../../ui/register/known.ts'
import { RegisterPage } from '../../../../ui/register/RegisterPage.tsx'

/** What the business runs on, and whose it is. */
export function AssetListPage() {
  const text = useText('assets')
  const [q] = useFilter('q')
  const people = peopleAmong(useEvery(listMembers, {}))
  const input = { limit: 200, ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listAssets, input))
  useLiveQuery('*', answerKey(listAssets), ['asset.'])
  return (
    <RegisterPage<Asset>
      room="assets"
      permission="asset.manage"
      group="assets"
      other={<To path="/functions">{text('assets.toFunctions')}</To>}
      list={list}
      endpoints={{ list: listAssets, take: importAssets }}
      columns={assetColumns.map((name) => ({ name, value: (row) => cellOf(row, name, people) }))}
      fetchAll={() => everyItem(listAssets, input)}
      wordsOf={(row) => [
        text(`kind.${row.kind}`),
        row.place,
        people.nameOf(row.ownerId) ?? text('nobody'),
        row.dataKinds.map((kind) => text(`data.${kind}`)).join(', '),
      ]}
      entryOf={(row) => entryOf(text, people, row)}
      retiring={(row) => retiring(text, row)}
    />
  )
}

/** @param asset the one to change; undefined for a new one */
function entryOf(text: Say, people: People, asset?: Asset): Entry {
  return {
    title: text(asset ? 'assets.change' : 'assets.add'),
    fields: [
      { kind: 'line', name: 'name', label: text('assets.name'), hint: text('assets.nameHint'), max: 200 },
      {
        kind: 'choice',
        name: 'kind',
        label: text('assets.kind'),
        options: assetKinds.map((value) => ({ value, label: text(`kind.${value}`) })),
      },
      { kind: 'choice', name: 'ownerId', label: text('owner'), options: people.options, isOptional: true },
      { kind: 'line', name: 'place', label: text('assets.place'), isOptional: true },
      {
        kind: 'many',
        name: 'dataKinds',
        label: text('assets.data'),
        options: dataKinds.map((value) => ({ value, label: text(`data.${value}`) })),
        isOptional: true,
      },
      { kind: 'text', name: 'note', label: text('note'), isOptional: true },
    ],
    ...(asset && {
      initial: {
        name: asset.name,
        kind: asset.kind,
        ownerId: asset.ownerId ?? '',
        place: asset.place,
        dataKinds: asset.dataKinds,
        note: asset.note,
      },
    }),
    endpoint: asset ? changeAsset : addAsset,
    given: asset ? { id: asset.id } : {},
    submit: text(asset ? 'save' : 'assets.add'),
  }
}

function retiring(text: Say, { id, name }: Asset): Entry {
  return {
    title: text('retireTitle', { name }),
    lead: <p>{text('retireLead')}</p>,
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: retireAsset,
    given: { id },
    submit: text('retire'),
  }
}

function cellOf(row: Asset, name: (typeof assetColumns)[number], people: People): string {
  if (name === 'owner') return people.addressOf(row.ownerId)
  if (name === 'dataKinds') return row.dataKinds.join('|')
  return row[name]
}
