/**
 * Promises that buffers which lived for one moment are given back soon. The engine counts what lies outside its heap and
 * collects after some 64 MB of it: eight files at once would take that much for nothing.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collector = (options: { readonly type: 'minor' }) => void

/** Collects the youngest objects, one to three milliseconds; nothing where the engine does not offer it. */
export function youngCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('typeof gc === "function" ? gc : undefined')
  setFlagsFromString('--no-expose-gc')
  if (typeof found !== 'function') return () => undefined
  const collect = found as Collector // V8's own extension: src/extensions/gc-extension.cc
  return () => collect({ type: 'minor' })
}
