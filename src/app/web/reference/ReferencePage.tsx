import { useEffect, useMemo, useRef, useState } from 'react'
import type { Catalogue } from '../../../ui/catalogue.ts'
import { Notice } from '../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../ui/plain/PlainForm.tsx'
import { registerMessages, useText } from '../../../ui/text.ts'
import { referenceOf, search, type Reference } from './document.ts'
import { OperationCard } from './OperationCard.tsx'
import { SchemaTree } from './SchemaTree.tsx'
import { useOpenOperations } from './open-operations.ts'
import classes from './reference.module.css'

// Known where they are needed: no other light page carries the names of these files.
const files = import.meta.glob<Catalogue>('./messages/*.json', { import: 'default' })
registerMessages(
  'reference',
  Object.fromEntries(
    Object.entries(files).map(([path, load]) => [/([a-z-]+)\.json$/i.exec(path)?.[1] ?? '', load]),
  ),
)

const address = '/api/v1/openapi.json'

/** `/api-reference`: how a program talks to Muster, made in the browser from the document the server gives. */
export function ReferencePage() {
  const text = useText('reference')
  const page = useText('ui')
  const [reference, setReference] = useState<Reference>()
  const [hasFailed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    document.title = page('page.title', { title: text('title') })
  })
  useEffect(() => {
    fetchReference().then(setReference, (error: unknown) => {
      console.error(error)
      setFailed(true)
    })
  }, [tries])
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <a className={classes.brand} href="/" data-no-print>
          <img src="/icon.svg" alt="" width="28" height="28" /> Muster
        </a>
        <h1>{text('title')}</h1>
        <p>{text('lead')}</p>
      </header>
      {hasFailed && !reference && (
        <main>
          <Notice tone="bad">
            <p>{text('failed')}</p>
            <PlainButton
              isQuiet
              onClick={() => {
                setFailed(false)
                setTries(tries + 1)
              }}
            >
              {page('action.retry')}
            </PlainButton>
          </Notice>
        </main>
      )}
      {!hasFailed && !reference && (
        <main>
          <p role="status">{page('state.loading')}</p>
        </main>
      )}
      {reference && <Body reference={reference} />}
    </div>
  )
}

async function fetchReference(): Promise<Reference> {
  const answer = await fetch(address, { credentials: 'same-origin', redirect: 'error' })
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return referenceOf(await answer.json())
}

function Body({ reference }: { readonly reference: Reference }) {
  const text = useText('reference')
  const [words, setWords] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const ids = useMemo(
    () => reference.groups.flatMap(({ operations }) => operations.map(({ id }) => id)),
    [reference],
  )
  const { isOpen, toggle } = useOpenOperations(ids, () => setWords(''))
  useSlash(box)
  const groups = search(reference.groups, words)
  const count = groups.reduce((sum, { operations }) => sum + operations.length, 0)
  return (
    <div className={classes.columns}>
      <nav className={classes.nav} aria-label={text('contents')} data-no-print>
        <label htmlFor="search">{text('search')}</label>
        <input
          id="search"
          ref={box}
          type="search"
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setWords('')}
        />
        <p role="status" className={classes.count}>
          {text('found', { count })}
        </p>
        <ul>
          {groups.map(({ name, operations }) => (
            <li key={name}>
              <a href={`#group-${name}`}>{name}</a> <small>{operations.length}</small>
            </li>
          ))}
        </ul>
      </nav>
      <main className={classes.main}>
        {words === '' && <HowTo reference={reference} />}
        {groups.map(({ name, operations }) => (
          <section key={name} id={`group-${name}`} aria-label={name} className={classes.group}>
            <h2>{name}</h2>
            {operations.map((operation) => (
              <OperationCard
                key={operation.id}
                operation={operation}
                schemas={reference.schemas}
                isOpen={isOpen(operation.id)}
                onToggle={(open) => toggle(operation.id, open)}
              />
            ))}
          </section>
        ))}
        {count === 0 && <p>{text('none')}</p>}
      </main>
    </div>
  )
}

function HowTo({ reference }: { readonly reference: Reference }) {
  const text = useText('reference')
  const problem = reference.schemas['Problem']
  const check = `curl '${location.origin}/api/v1/organisation' -H "Authorization: Bearer $MUSTER_KEY"`
  return (
    <section className={classes.howTo} aria-label={text('auth.title')}>
      <h2>{text('auth.title')}</h2>
      <ol>
        <li>{text('auth.make')}</li>
        <li>{text('auth.send')}</li>
        <li>{text('auth.scope')}</li>
      </ol>
      <pre className={classes.curl}>
        <code>{check}</code>
      </pre>
      <p>{text('auth.lists')}</p>
      <p>{text('auth.refused')}</p>
      {problem && (
        <details className={classes.inner}>
          <summary>{text('auth.problem')}</summary>
          <SchemaTree schema={problem} known={reference.schemas} />
        </details>
      )}
      <p>
        <a href={address} download="muster-openapi.json">
          {text('auth.document', { version: reference.version })}
        </a>
      </p>
    </section>
  )
}

/** The key / leads to the search, as it does in most references. */
function useSlash(box: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
      event.preventDefault()
      box.current?.focus()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [box])
}
