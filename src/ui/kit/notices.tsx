import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { textOf } from '../text.ts'

// Not crypto.randomUUID: that exists only over HTTPS and on localhost.
let count = 0

/** A short word that something is done. */
export function showDone(message: string): void {
  notifications.show({ message, closeButtonProps: { 'aria-label': textOf('ui', 'action.close') } })
}

/**
 * A word that something is done, with a way back for a while. The change has happened already;
 * `onUndo` makes a new one that takes it back.
 */
export function showUndo(options: {
  readonly message: string
  readonly onUndo: () => void | Promise<void>
  readonly seconds?: number
}): void {
  const id = `undo-${(count += 1)}`
  const undo = async () => {
    notifications.hide(id)
    await options.onUndo()
  }
  notifications.show({
    id,
    autoClose: (options.seconds ?? 12) * 1000,
    closeButtonProps: { 'aria-label': textOf('ui', 'action.close') },
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: '1rem' }}>
        <span style={{ flex: 1 }}>{options.message}</span>
        <Button variant="default" size="compact-md" onClick={() => void undo()}>
          {textOf('ui', 'action.undo')}
        </Button>
      </span>
    ),
  })
}
