import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../../ui/text.ts'

/** A dialog with a form of its own in it. */
export function FormDialog({
  title,
  onClose,
  children,
}: {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const text = useText('ui')
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': text('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      {children}
    </Modal>
  )
}
