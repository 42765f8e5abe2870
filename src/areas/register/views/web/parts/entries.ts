import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { EntryField } from '../../../../../ui/entry/entry-values.ts'
import type { Say } from '../../../../../ui/text.ts'
import { changeView, saveView, type SavedList, type View } from '../../contract.ts'

interface New {
  readonly list: SavedList
  readonly filter: View['filter']
  readonly canShare: boolean
}

/** The list as it is filtered now, under a name. */
export function newEntry(text: Say, { canShare, ...given }: New): Entry {
  return {
    title: text('saveTitle'),
    fields: [
      ...named(text, canShare),
      { name: 'isOpening', kind: 'yes', label: text('field.isOpening'), hint: text('field.isOpeningHint') },
    ],
    endpoint: saveView,
    given,
    submit: text('saveDo'),
  }
}

export function renameEntry(text: Say, { id, name, isShared }: View, canShare: boolean): Entry {
  return {
    title: text('renameTitle'),
    fields: named(text, canShare),
    initial: { name, isShared },
    endpoint: changeView,
    given: { id },
    submit: text('renameDo'),
  }
}

function named(text: Say, canShare: boolean): EntryField[] {
  const share: EntryField = {
    ...{ name: 'isShared', kind: 'yes', label: text('field.isShared'), hint: text('field.isSharedHint') },
  }
  return [
    { name: 'name', kind: 'line', max: 80, label: text('field.name'), hint: text('field.nameHint') },
    ...(canShare ? [share] : []),
  ]
}
