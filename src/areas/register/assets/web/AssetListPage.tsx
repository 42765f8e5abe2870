import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { RegisterPage } from '../../../../ui/register/RegisterPage.tsx'
import { useText, type Say } from '../../../../ui/text.ts'
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
import { assetColumns, joined } from '../rules.ts'
import { ownerAddresses, usePeople, type People } from './parts/people.ts'

/** What the business runs on, and whose it is. */
export function AssetListPage() {
  const text = useText('assets')
  const ui = useText('ui')
  const [q] = useFilter('q')
  const people = usePeople()
  const input = { limit: 200, ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listAssets, input))
  useLiveQuery('*', answerKey(listAssets), ['asset.'])
  return (
    <RegisterPage<Asset, GivenAsset>
      room="assets"
      group="assets"
      permission="asset.manage"
      other={<To path="/functions">{text('assets.toFunctions')}</To>}
      list={list}
      endpoints={{ list: listAssets, take: importAssets }}
      columns={assetColumns.map((name) => ({ name, value: (row) => cellOf(row, name) }))}
      fetchAll={async () => {
        const addressOf = await ownerAddresses()
        const rows = await everyItem(listAssets, input)
        return rows.map((row) => ({ ...row, owner: addressOf(row.ownerId) }))
      }}
      wordsOf={(row) => [
        text(`kind.${row.kind}`),
        row.place,
        people.nameOf(row.ownerId) ?? text('nobody'),
        row.dataKinds.map((kind) => text(`data.${kind}`)).join(', '),
      ]}
      pathOf={(row) => `/assets/${row.id}/touches`}
      entryOf={(row) => entryOf(text, people, row)}
      retiring={(row) => retiring(text, ui, row)}
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

function retiring(text: Say, ui: Say, { id, name }: Asset): Entry {
  return {
    title: text('retireTitle', { name }),
    lead: <p>{text('retireLead')}</p>,
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: retireAsset,
    given: { id },
    submit: ui('register.retire'),
  }
}

/** An asset with its owner's address. */
type GivenAsset = Asset & { readonly owner: string }

function cellOf(row: GivenAsset, name: (typeof assetColumns)[number]): string {
  return name === 'dataKinds' ? joined(row.dataKinds) : row[name]
}
