/**
 * Sets a document as a tagged PDF in a process of its own, so that nothing in a document can hold up, fill or end the
 * server. A thread would not do: the compiler is native code, which a thread's limits neither stop nor bound.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Logger } from 'pino'
import { Refusal, refuse } from '../../base/refusal.ts'
import { paperData, paperText } from './plain-text.ts'
import type { Printed, Sheet } from './typeset.worker.ts'

export interface DocumentToSet {
  /** Typst source of ours, never a user's; `data` is its one way to what people wrote. */
  readonly template: string
  /** Any JSON. Text in it stays text, whatever it looks like. */
  readonly data: unknown
  readonly title: string
  readonly author: string
  /** BCP 47, e.g. `en`. */
  readonly language: string
  /** Stands in the file as its date: equal documents give equal bytes on the same machine. */
  readonly madeAt: Date
  /** Files that the template reads by these names, e.g. `data.json`. */
  readonly files?: Readonly<Record<string, Uint8Array>>
  /** Whose it is, at a glance: a colour dark enough for words on white, and up to three letters. */
  readonly brand?: { readonly colour: string; readonly letters: string } | undefined
}

export interface Typesetter {
  /**
   * The bytes of the PDF: PDF/UA-1, or tagged without that promise when a character has no glyph in any font.
   * @throws Refusal `unavailable` when too many wait, or the document needed more than its time or memory
   * @throws Error when the template is wrong
   */
  typeset(document: DocumentToSet): Promise<Uint8Array>
  close(): Promise<void>
}

export interface TypesetterLimits {
  readonly seconds: number
  /** Of the typesetter's process; watched on Linux only, elsewhere the time is the limit. */
  readonly residentBytes: number
  readonly waiting: number
  /** How long an idle process is kept for the next document. */
  readonly idleSeconds: number
}

const usual: TypesetterLimits = { seconds: 20, residentBytes: 1_000_000_000, waiting: 16, idleSeconds: 30 }
const maxInputLength = 64_000_000

/** Starts nothing yet: the process comes with the first document and goes when it has been idle. */
export function createTypesetter(options: { log: Logger; limits?: Partial<TypesetterLimits> }): Typesetter {
  const limits = { ...usual, ...options.limits }
  let press: Press | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let isClosed = false

  const printNext = async (sheet: Omit<Sheet, 'id'>): Promise<Uint8Array> => {
    if (isClosed) refuse('unavailable', 'The server is stopping. Try again in a minute.')
    if (press === undefined || !press.isUp()) press = startPress(limits)
    const printed = await press.print(sheet)
    if ('fault' in printed) throw new Error(`A document could not be set: ${printed.fault}`)
    if (printed.lacks !== undefined)
      options.log.warn(
        { why: printed.lacks },
        'a PDF is tagged, but not PDF/UA: no font here has all its characters',
      )
    return printed.pdf
  }

  return {
    typeset: async (document) => {
      const sheet = sheetOf(document)
      if (waiting >= limits.waiting)
        refuse('unavailable', 'Too many documents are being made at once. Try again in a minute.', {
          retryAfterSeconds: 60,
        })
      waiting += 1
      const printed = last.then(() => printNext(sheet))
      last = printed.catch(() => undefined)
      return printed.finally(() => {
        waiting -= 1
      })
    },
    close: async () => {
      isClosed = true
      await press?.stop()
    },
  }
}

function sheetOf(document: DocumentToSet): Omit<Sheet, 'id'> {
  // Typst would fetch these from its package server.
  if (/["']@\w+\//.test(document.template)) throw new Error('A template may not import packages')
  for (const name of Object.keys(document.files ?? {}))
    if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) throw new Error(`${name} is no name for a file of a document`)
  const about = {
    title: paperText(document.title).replaceAll('\n', ' ').trim() || '-',
    author: paperText(document.author).replaceAll('\n', ' '),
    language: document.language,
    madeAt: dateParts(document.madeAt),
    brand: document.brand === undefined ? null : paperData(document.brand),
  }
  const inputs = { document: JSON.stringify(about), data: JSON.stringify(paperData(document.data)) }
  if (inputs.data.length > maxInputLength)
    refuse('unavailable', 'This is too long for one document. Export the record as a bundle instead.')
  return { source: prelude + document.template, inputs, files: document.files ?? {} }
}

/** Typst dates carry no zone; ours are UTC. */
function dateParts(at: Date): Record<string, number> {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()]
  return { year, month, day, hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds() }
}

const prelude = String.raw`
#let data = json(bytes(sys.inputs.data))
#let about = json(bytes(sys.inputs.document))
#set document(title: about.title, author: about.author, date: datetime(..about.madeAt))
#set text(font: "Noto Sans", lang: about.language)
`

interface Press {
  isUp(): boolean
  print(sheet: Omit<Sheet, 'id'>): Promise<Printed>
  stop(): Promise<void>
}

function startPress(limits: TypesetterLimits): Press {
  const child = spawnWorker()
  const gone = new Promise<string>((resolve) => {
    // Stays: a child that failed to start may fail to be spoken to as well.
    child.on('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`))
  })
  let isUp = true
  let jobs = 0
  let idle: NodeJS.Timeout | undefined
  void gone.then(() => {
    isUp = false
    clearTimeout(idle)
  })
  const end = () => {
    isUp = false
    child.kill('SIGKILL')
  }

  return {
    isUp: () => isUp,
    print: async (sheet) => {
      clearTimeout(idle)
      setHeld(child, true)
      jobs += 1
      const watch = watchOver(child, limits)
      try {
        const answer = answerOf(child, jobs)
        child.send({ ...sheet, id: jobs } satisfies Sheet)
        return await Promise.race([answer, watch.overrun, gone.then(endedUnexpectedly)])
      } catch (error) {
        end()
        throw error
      } finally {
        watch.stop()
        setHeld(child, false)
        if (isUp) idle = setTimeout(end, limits.idleSeconds * 1000).unref()
      }
    },
    stop: async () => {
      end()
      await gone
    },
  }
}

/** From the sources the worker runs through tsx; in the bundle it lies beside the program that this file is part of. */
function spawnWorker(): ChildProcess {
  const isSource = import.meta.url.endsWith('.ts')
  const worker = new URL(isSource ? './typeset.worker.ts' : './typeset.worker.mjs', import.meta.url)
  const tsx = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return fork(fileURLToPath(worker), [], {
    execArgv: [...(isSource ? ['--import', tsx()] : []), '--max-old-space-size=256'],
    // No secret of the server goes along. The dead proxy keeps even a wrong template off the network.
    env: { HTTPS_PROXY: 'http://127.0.0.1:1', HTTP_PROXY: 'http://127.0.0.1:1', ...windowsNeeds() },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

function windowsNeeds(): Record<string, string> {
  const root = process.env['SystemRoot']
  return root === undefined ? {} : { SystemRoot: root }
}

/** A process that works holds the server open until it has answered; an idle one does not. */
function setHeld(child: ChildProcess, isHeld: boolean): void {
  if (isHeld) child.ref()
  else child.unref()
  if (isHeld) child.channel?.ref()
  else child.channel?.unref()
}

function answerOf(child: ChildProcess, id: number): Promise<Printed> {
  return new Promise((resolve) => {
    const hear = (printed: Printed) => {
      if (printed.id !== id) return
      child.off('message', hear)
      resolve(printed)
    }
    child.on('message', hear)
  })
}

function endedUnexpectedly(how: string): never {
  throw new Error(`The typesetter ended unexpectedly (${how})`)
}

const tooMuch = 'This document needs more time or memory than one may have. Nothing else is affected.'

function watchOver(child: ChildProcess, limits: TypesetterLimits) {
  let late: NodeJS.Timeout | undefined
  let look: NodeJS.Timeout | undefined
  const overrun = new Promise<never>((_resolve, reject) => {
    const give = (cause: string) => reject(new Refusal('unavailable', tooMuch, { cause }))
    late = setTimeout(() => give(`more than ${limits.seconds} s`), limits.seconds * 1000)
    look = setInterval(() => {
      if (residentBytes(child.pid) > limits.residentBytes) give(`more than ${limits.residentBytes} bytes`)
    }, 100)
  })
  // Whoever raced already heard of it.
  overrun.catch(() => undefined)
  return {
    overrun,
    stop: () => {
      clearTimeout(late)
      clearInterval(look)
    },
  }
}

/** Second field of Linux's statm, in pages of 4 KiB; 0 where there is no such file. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}
