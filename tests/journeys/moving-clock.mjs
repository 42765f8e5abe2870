/** Loaded before a server under test: its clock runs ahead by the milliseconds that stand in the file MUSTER_AHEAD names. */
import { readFileSync } from 'node:fs'

const RealDate = Date
let ahead = 0

function look() {
  try {
    ahead = Number(readFileSync(process.env.MUSTER_AHEAD ?? '', 'utf8'))
  } catch {
    // no file yet: the clock is right
  }
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, made) =>
    Reflect.construct(target, given.length === 0 ? [RealDate.now() + ahead] : given, made),
  get: (target, key) => (key === 'now' ? () => RealDate.now() + ahead : Reflect.get(target, key)),
})
look()
setInterval(look, 50).unref()
