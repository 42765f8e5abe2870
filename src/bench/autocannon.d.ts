/** The part of autocannon 9 that the benchmarks use; the package ships no types. */
declare module 'autocannon' {
  interface Options {
    url: string
    method: string
    headers: Record<string, string>
    body: string
    /** Each `[<id>]` in the body becomes another id in each request. */
    idReplacement: boolean
    connections: number
    /** Seconds. */
    duration: number
    workers: number
  }
  interface Result {
    '2xx': number
    non2xx: number
    errors: number
    duration: number
    latency: { p50: number; p97_5: number }
  }
  const autocannon: (options: Options) => Promise<Result>
  export default autocannon
}
