/** What a client was told, on its own disk: an acknowledgement counts from the moment its line is written through. */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** One thing that the client sent. `id` is the client's own, and stands in what it sent. */
export type Sent =
  | { readonly what: 'incident'; readonly id: string }
  | {
      readonly what: 'note' | 'task' | 'done' | 'evidence' | 'closure'
      readonly id: string
      readonly incident: string
    }
  | { readonly what: 'signal'; readonly id: string }

/** The same with what the server answered. */
export type Acknowledged = Sent & {
  /** The server's id of what was made, where it gave one. */
  readonly given?: string
  /** Of evidence, in hex. */
  readonly sha256?: string
}

export interface Journal {
  sent(entry: Sent): void
  acknowledged(entry: Acknowledged): void
  close(): void
}

export function openJournal(path: string): Journal {
  const file = openSync(path, 'a', 0o600)
  const write = (line: object) => {
    writeSync(file, `${JSON.stringify(line)}\n`)
    fsyncSync(file)
  }
  return {
    sent: (entry) => write({ ...entry, state: 'sent' }),
    acknowledged: (entry) => write({ ...entry, state: 'acknowledged' }),
    close: () => closeSync(file),
  }
}

export interface Told {
  readonly sent: readonly Sent[]
  readonly acknowledged: readonly Acknowledged[]
}

export function readJournal(path: string): Told {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Acknowledged & { state: 'sent' | 'acknowledged' }) // written above
  return {
    sent: lines.filter(({ state }) => state === 'sent'),
    acknowledged: lines.filter(({ state }) => state === 'acknowledged'),
  }
}
