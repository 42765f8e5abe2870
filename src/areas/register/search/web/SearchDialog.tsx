import { Modal, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type KeyboardEvent } from 'react'
import type { FoundKind } from '../../../../base/search.ts'
import { answerOf } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { searchEverything } from '../contract.ts'
import { Recent } from './parts/Recent.tsx'
import { Results } from './parts/Results.tsx'
import { useRecent } from './parts/recent.ts'
import classes from './search.module.css'

const pauseMs = 200

/** The search over everything: words, then arrows and Enter. The whole page on a phone. */
export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText('search')
  const ui = useText('ui')
  const isNarrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('title')}
      size="44rem"
      yOffset="8vh"
      fullScreen={isNarrow}
      onKeyDown={(event) => moveBetween(event.currentTarget, event)}
      closeButtonProps={{ 'aria-label': ui('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      <Search onClose={onClose} />
    </Modal>
  )
}

function Search({ onClose }: { readonly onClose: () => void }) {
  const text = useText('search')
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<{ q: string; kind?: FoundKind }>({ q: '' })
  const recent = useRecent()
  useEffect(() => {
    const timer = setTimeout(() => setAsked(({ q, kind }) => nextOf(typed, q, kind)), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  const answer = useQuery({
    ...answerOf(searchEverything, { ...asked, language }),
    enabled: asked.q !== '',
    placeholderData: (before) => before,
  })
  const isWaiting = typed.trim() !== asked.q || answer.isFetching
  /** Enter in the field opens the first that was found; before the answer is there it only hurries the question. */
  const hurry = (field: HTMLElement) => {
    if (isWaiting) return say(typed)
    field.closest('[role="search"]')?.querySelector<HTMLElement>('a[data-place]')?.click()
  }
  const say = (q: string) => {
    setTyped(q)
    setAsked({ q: q.trim() })
  }
  return (
    <div role="search" className={classes.search}>
      <TextInput
        type="search"
        size="md"
        aria-label={text('field')}
        placeholder={text('placeholder')}
        leftSection={<IconSearch size="1.25rem" aria-hidden="true" />}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && hurry(event.currentTarget)}
        autoComplete="off"
        data-autofocus
        data-place
      />
      {asked.q === '' && typed.trim() === '' && <Recent recent={recent} onChoose={say} />}
      {asked.q !== '' && answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      <p role="status" className={classes.status}>
        {statusOf(text, {
          ...answer.data,
          isAsked: asked.q !== '' || typed.trim() !== '',
          isWaiting,
          hasFailed: answer.isError,
        })}
      </p>
      {asked.q !== '' && answer.data && (
        <Results
          groups={answer.data.groups}
          only={asked.kind}
          onMore={(kind) => setAsked(kind === undefined ? { q: asked.q } : { q: asked.q, kind })}
          onGo={() => {
            recent.add(asked.q)
            onClose()
          }}
        />
      )}
    </div>
  )
}

/** Other words are looked for everywhere again. */
function nextOf(typed: string, q: string, kind: FoundKind | undefined): { q: string; kind?: FoundKind } {
  const next = typed.trim()
  return next === q && kind !== undefined ? { q, kind } : { q: next }
}

interface Status {
  readonly groups?: readonly { readonly items: readonly unknown[] }[]
  readonly isTooShort?: boolean
  readonly isAsked: boolean
  readonly isWaiting: boolean
  readonly hasFailed: boolean
}

function statusOf(text: (key: string) => string, status: Status): string {
  if (!status.isAsked || status.hasFailed) return ''
  if (status.isWaiting) return text('searching')
  if (status.isTooShort === true) return text('tooShort')
  return status.groups?.length === 0 ? text('nothing') : ''
}

/** Arrows walk from the field through everything that can be opened, and back. */
function moveBetween(box: HTMLElement | null, event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const places = [...(box?.querySelectorAll<HTMLElement>('[data-place]') ?? [])]
  const at = places.findIndex((place) => place === document.activeElement)
  const next = places[at + (event.key === 'ArrowDown' ? 1 : -1)]
  event.preventDefault()
  next?.focus()
}
