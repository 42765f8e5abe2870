import { Kbd, Modal, Switch } from '@mantine/core'
import { useState } from 'react'
import { areKeysOn, switchKeys, useKeyHints } from '../keys.ts'
import { useText } from '../text.ts'
import classes from './shell.module.css'

/** What `?` shows: every key that does something here, and the switch that turns them off. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const text = useText('ui')
  const hints = useKeyHints()
  const [isOn, setOn] = useState(areKeysOn)
  const change = (on: boolean) => {
    switchKeys(on)
    setOn(on)
  }
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={text('keys.title')}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
      closeButtonProps={{ 'aria-label': text('action.close') }}
    >
      <dl className={classes.keys}>
        {hints.map((hint) => (
          <div key={hint.keys.join(' ')}>
            <dt>
              {hint.keys.map((key) => (
                <Kbd key={key} size="md">
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{hint.label}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Kbd size="md">↑</Kbd>
            <Kbd size="md">↓</Kbd>
          </dt>
          <dd>{text('keys.rows')}</dd>
        </div>
      </dl>
      <Switch
        checked={isOn}
        onChange={(event) => change(event.currentTarget.checked)}
        label={text('keys.switch')}
        description={text('keys.switchHint')}
      />
    </Modal>
  )
}
