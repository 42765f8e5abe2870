import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../../ui/text.ts'

interface RoomDialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly size?: string
  readonly children: ReactNode
}

/** A dialog with a form of its own in it. */
export function RoomDialog({ title, isOpen, onClose, size = 'lg', children }: RoomDialogProps) {
  const text = useText('ui')
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      centered
      size={size}
      closeButtonProps={{ 'aria-label': text('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      {children}
    </Modal>
  )
}
