import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { onIdentityNeeded, onSignedIn, signInAddress, type IdentityNeed } from '../identity.ts'
import { useText } from '../text.ts'

/**
 * When a session ends while someone works: a question above the page, the sign-in in a tab of its own,
 * and the work goes on where it stood. Calls that were turned away wait meanwhile.
 */
export function SignInAgain() {
  const text = useText('ui')
  const [need, setNeed] = useState<IdentityNeed>()
  const answer = useRef<(isIdentified: boolean) => void>(undefined)

  useEffect(
    () =>
      onIdentityNeeded((next) => {
        setNeed(next)
        return new Promise((resolve) => {
          answer.current = (isIdentified) => {
            setNeed(undefined)
            resolve(isIdentified)
          }
        })
      }),
    [],
  )
  useEffect(() => onSignedIn(() => answer.current?.(true)), [])

  return (
    <Modal
      opened={need !== undefined}
      onClose={() => answer.current?.(false)}
      title={text(need === 'second_factor' ? 'identity.secondTitle' : 'identity.title')}
      closeOnClickOutside={false}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
      closeButtonProps={{ 'aria-label': text('action.close') }}
      centered
    >
      <Stack gap="md">
        <Text>{text('identity.kept')}</Text>
        <Group>
          <Button
            component="a"
            href={signInAddress(need ?? 'sign_in', 'close')}
            target="_blank"
            rel="opener"
            data-autofocus
          >
            {text('identity.open')}
          </Button>
          <Button variant="default" onClick={() => answer.current?.(true)}>
            {text('identity.again')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
