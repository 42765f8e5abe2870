import { useQueryClient } from '@tanstack/react-query'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { useGo } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import { readViews, removeView, type View } from '../../contract.ts'

export function RemoveDialog({ view, onClose }: { readonly view: View; readonly onClose: () => void }) {
  const text = useText('views')
  const client = useQueryClient()
  const go = useGo()
  const { id, name, isShared, list } = view
  const remove = async () => {
    await call(removeView, { id })
    await client.invalidateQueries({ queryKey: answerKey(readViews) })
    go(`${list}?saved=all`)
    showDone(text('removed', { name }))
  }
  return (
    <ConfirmDialog
      isOpen
      title={text('removeTitle', { name })}
      confirmLabel={text('removeDo')}
      onConfirm={remove}
      onClose={onClose}
    >
      {text(isShared ? 'removeShared' : 'removeOwn')}
    </ConfirmDialog>
  )
}
