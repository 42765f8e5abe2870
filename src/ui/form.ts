import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import type * as z from 'zod'
import { CallError } from './call-error.ts'
import { keepDraft, keptDraft } from './drafts.ts'
import { faultsOf } from './faults.ts'
import { useText } from './text.ts'

/** What an input needs: fits Mantine's inputs and our plain ones alike. */
export interface FieldBinding<T> {
  readonly name: string
  readonly value: T
  readonly onChange: (next: T | { readonly currentTarget: { readonly value: string } }) => void
  readonly error: string | undefined
}

/** Values of which these fields may have been left empty, and so do not arrive in `send`. */
export type LeftEmpty<V, K extends keyof V> = Omit<V, K> & Partial<Pick<V, K>>

interface FormOptions<V extends object, Out> {
  readonly schema: z.ZodObject
  readonly initial: V
  /** Sends the values, without what was left empty; what it throws is placed at the fields it names. */
  readonly send: (values: V) => Promise<Out>
  readonly onDone?: (output: Out) => void
  /** Keeps what was typed in this tab under this key (`useDraftKey`) until it was sent. Never for passwords or secrets. */
  readonly draft?: string
}

export interface Form<V extends object> {
  readonly values: V
  readonly isBusy: boolean
  /** What went wrong beside the fields, as a sentence. */
  readonly failure: string | undefined
  readonly set: <K extends keyof V & string>(name: K, value: V[K]) => void
  readonly field: <K extends keyof V & string>(name: K) => FieldBinding<V[K]>
  readonly reset: () => void
  readonly submit: (event?: SyntheticEvent<HTMLFormElement>) => void
}

/**
 * A form over the schema of its contract. Faults show where they belong after the first try to send,
 * the first faulty field gets the focus, and leaving with unsent words asks first.
 */
export function useForm<V extends object, Out>(options: FormOptions<V, Out>): Form<V> {
  const text = useText('ui')
  const { draft } = options
  // Written below from values of V; the schema judges it before it is sent.
  const [values, setValues] = useState<V>(() => ({ ...options.initial, ...(keptDraft(draft) as Partial<V>) }))
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [isTouched, setTouched] = useState(false)
  const busy = useRef(false)
  useAskBeforeLeaving(isTouched)

  const set: Form<V>['set'] = (name, value) => {
    const next = { ...values, [name]: value }
    setValues(next)
    setTouched(true)
    keepDraft(draft, next)
    if (faults.has(name)) setFaults(new Map([...faults].filter(([path]) => path !== name)))
  }

  const fail = (found: ReadonlyMap<string, string>, sentence: string, form: HTMLFormElement | undefined) => {
    const placed = new Map([...found].filter(([path]) => path in values))
    const unplaced = [...found].filter(([path]) => !placed.has(path)).map(([, message]) => message)
    setFaults(placed)
    setFailure(failureOf(placed.size > 0 && unplaced.length === 0 ? '' : sentence, unplaced))
    focusFirst(form, placed)
  }

  const submit: Form<V>['submit'] = (event) => {
    event?.preventDefault()
    const form = event?.currentTarget
    if (busy.current) return
    setFailure(undefined)
    const found = faultsOf(options.schema, values, text)
    if (found.size > 0) return fail(found, text('form.check'), form)
    busy.current = true
    setBusy(true)
    options
      .send(sendable(values))
      .then((output) => {
        setTouched(false)
        keepDraft(draft, undefined)
        setFaults(new Map())
        options.onDone?.(output)
      })
      .catch((error: unknown) => {
        if (!(error instanceof CallError)) console.error(error)
        const known = error instanceof CallError ? error : undefined
        const placed = new Map((known?.faults ?? []).map((fault) => [fault.path, fault.message] as const))
        fail(placed, known?.message ?? text('failure.unknown'), form)
      })
      .finally(() => {
        busy.current = false
        setBusy(false)
      })
  }

  return {
    values,
    isBusy,
    failure: failure === '' ? undefined : failure,
    set,
    field: (name) => ({
      name,
      value: values[name],
      // An input without its own value type reports an event whose text is the value.
      onChange: (next) => set(name, (isChange(next) ? next.currentTarget.value : next) as V[typeof name]),
      error: faults.get(name),
    }),
    reset: () => {
      setValues(options.initial)
      setFaults(new Map())
      setFailure(undefined)
      setTouched(false)
      keepDraft(draft, undefined)
    },
    submit,
  }
}

function isChange(value: unknown): value is { currentTarget: { value: string } } {
  return typeof value === 'object' && value !== null && 'currentTarget' in value
}

/** Without what was left empty, so that an optional field stays out instead of arriving as ''. */
function sendable<V extends object>(values: V): V {
  // What the schema asks for is there, it has just agreed; a field that it does not name may be left out.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as V
}

function focusFirst(form: HTMLFormElement | undefined, faults: ReadonlyMap<string, string>): void {
  if (!form) return
  // After React has drawn the faults, so that a screen reader reads the sentence with the field.
  requestAnimationFrame(() => {
    const inputs = [...form.querySelectorAll<HTMLElement>('[name]')]
    inputs.find((input) => faults.has(input.getAttribute('name') ?? ''))?.focus()
  })
}

export function useAskBeforeLeaving(isTouched: boolean): void {
  useEffect(() => {
    if (!isTouched) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isTouched])
}

/** A fault that says the same as the sentence is not said twice. */
function failureOf(sentence: string, unplaced: readonly string[]): string {
  return [sentence, ...unplaced.filter((message) => message !== sentence)].filter(Boolean).join(' ')
}
