import { useState } from 'react'
import { call } from '../../../../../ui/client.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { useText } from '../../../../../ui/text.ts'
import { enterClient } from '../../contract/clients.ts'

/** Enters a client: its record says so first, then the whole page is another one. Nothing of one customer stays beside another. */
export function useEnter() {
  const text = useText('ui')
  const [going, setGoing] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const enter = async (wanted: { readonly id: string; readonly reason: string; readonly path?: string }) => {
    setGoing(wanted.id)
    setFailure(undefined)
    try {
      const { slug } = await call(enterClient, { id: wanted.id, reason: wanted.reason.slice(0, 300) })
      location.assign(`/t/${slug}${wanted.path ?? '/'}`)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('failure.unknown'))
      setGoing(undefined)
    }
  }
  return { enter, going, failure }
}
