import { Button, Menu } from '@mantine/core'
import IconBookmark from '@tabler/icons-react/dist/esm/icons/IconBookmark.mjs'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { tenantPath } from '../../../../ui/tenant.ts'
import { useText } from '../../../../ui/text.ts'
import { changeView, readViews, savedListNames, type SavedList, type View } from '../contract.ts'
import { listOf } from '../rules.ts'
import { RemoveDialog } from './parts/RemoveDialog.tsx'
import { newEntry, renameEntry } from './parts/entries.ts'
import { addressOf, useStanding } from './parts/use-standing.ts'
import classes from './views.module.css'

/** So many views stand beside each other; the rest is in the menu. */
const shownAtOnce = 5

/** Above a list: the views that were saved of it, and what can be done with the one that is open. */
export function SavedViews({ subject: { id, filters = {} } }: { readonly subject: PanelSubject }) {
  const list = savedListNames.find((name) => name === listOf(id))
  return list === undefined ? null : <Bar list={list} page={id} filters={filters} />
}

interface BarProps {
  readonly list: SavedList
  /** Where it is shown now. */
  readonly page: string
  readonly filters: NonNullable<PanelSubject['filters']>
}

function Bar({ list, page, filters }: BarProps) {
  const text = useText('views')
  const answer = useAnswer(readViews, { list }, { live: { stream: '*', kinds: ['view.'] } })
  const views = answer.data?.views
  const standing = useStanding(views, filters)
  const { ask, dialog } = useEntry([readViews])
  const [removing, setRemoving] = useState<View>()
  if (views === undefined) return null
  const { open, current, isChanged, gone, isMissing } = standing
  const canShare = answer.data?.canShare === true
  return (
    <>
      <nav className={classes.bar} aria-label={text('title')}>
        <IconBookmark size="1.125rem" stroke={1.8} aria-hidden="true" className={classes.mark} />
        <Chips page={page} views={views} open={open} hasFilter={Object.keys(current).length > 0} />
        <Menu position="bottom-end" shadow="md" width="18rem">
          <Menu.Target>
            <Button variant="default" size="compact-md" className={classes.button ?? ''}>
              {text('menu')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => ask(newEntry(text, { list, filter: current, canShare }))}>
              {text('save')}
            </Menu.Item>
            {open && (
              <OpenItems
                page={page}
                view={open}
                {...{ current, isChanged }}
                onRename={() => ask(renameEntry(text, open, canShare))}
                onRemove={() => setRemoving(open)}
              />
            )}
            <MoreItems page={page} views={views} />
          </Menu.Dropdown>
        </Menu>
        {open && isChanged && <span className={classes.dim}>{text('changed')}</span>}
        {open && <span className={classes.dim}>{text(sharedWord(open), { name: open.maker })}</span>}
      </nav>
      {gone > 0 && <Notice tone="warn">{text('gone', { count: gone })}</Notice>}
      {isMissing && <Notice tone="warn">{text('missing')}</Notice>}
      {dialog}
      {removing && <RemoveDialog view={removing} onClose={() => setRemoving(undefined)} />}
    </>
  )
}

function sharedWord({ isShared, isMine }: View): 'ofMine' | 'ofMineShared' | 'ofOther' {
  if (!isMine) return 'ofOther'
  return isShared ? 'ofMineShared' : 'ofMine'
}

interface ChipsProps {
  readonly page: string
  readonly views: readonly View[]
  readonly open: View | undefined
  readonly hasFilter: boolean
}

/** The open one stands here wherever it comes in the order. */
function Chips({ page, views, open, hasFilter }: ChipsProps) {
  const text = useText('views')
  const first = views.slice(0, shownAtOnce)
  const shown = open && !first.includes(open) ? [...first.slice(0, -1), open] : first
  return (
    <ul className={classes.chips}>
      <li>
        {/* Named, so that a list that opens with a view can be seen whole. */}
        <To
          path={`${page}?saved=all`}
          className={classes.chip}
          withFilters
          aria-current={!open && !hasFilter ? 'true' : undefined}
        >
          {text('all')}
        </To>
      </li>
      {shown.map((view) => (
        <li key={view.id}>
          <To
            path={addressOf(view, page)}
            className={classes.chip}
            withFilters
            aria-current={view.id === open?.id ? 'true' : undefined}
          >
            {view.name}
          </To>
        </li>
      ))}
    </ul>
  )
}

interface OpenItemsProps {
  readonly page: string
  readonly view: View
  readonly current: View['filter']
  readonly isChanged: boolean
  readonly onRename: () => void
  readonly onRemove: () => void
}

function OpenItems({ page, view, current, isChanged, onRename, onRemove }: OpenItemsProps) {
  const text = useText('views')
  const { id, name, isOpening, can } = view
  const act = useAct(changeView, { refreshes: [readViews] })
  const change = (wanted: Omit<Parameters<typeof act.mutate>[0], 'id'>, done: string) =>
    act.mutate(
      { id, ...wanted },
      { onSuccess: () => showDone(done), onError: ({ message }) => showDone(message) },
    )
  const copy = () =>
    void navigator.clipboard
      .writeText(`${location.origin}${tenantPath(page)}?saved=${id}`)
      .then(() => showDone(text('copied')))
      .catch(() => showDone(text('notCopied')))
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{name}</Menu.Label>
      {can.change && isChanged && (
        <Menu.Item onClick={() => change({ filter: current }, text('kept', { name }))}>
          {text('keep')}
        </Menu.Item>
      )}
      <Menu.Item
        onClick={() => change({ isOpening: !isOpening }, text(isOpening ? 'opensNot' : 'opens', { name }))}
      >
        {text(isOpening ? 'openNot' : 'openWith')}
      </Menu.Item>
      <Menu.Item onClick={copy}>{text('copy')}</Menu.Item>
      {can.change && <Menu.Item onClick={onRename}>{text('rename')}</Menu.Item>}
      {can.change && <Menu.Item onClick={onRemove}>{text('remove')}</Menu.Item>}
    </>
  )
}

function MoreItems({ page, views }: Pick<ChipsProps, 'page' | 'views'>) {
  const text = useText('views')
  const rest = views.slice(shownAtOnce)
  if (rest.length === 0) return null
  return (
    <div className={classes.more}>
      <Menu.Divider />
      <Menu.Label>{text('more')}</Menu.Label>
      {rest.map((view) => (
        <Menu.Item
          key={view.id}
          renderRoot={(props: object) => (
            <To path={addressOf(view, page)} withFilters {...props}>
              {view.name}
            </To>
          )}
        />
      ))}
    </div>
  )
}
