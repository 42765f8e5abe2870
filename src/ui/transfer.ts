import type * as z from 'zod'
import type { Endpoint } from '../base/endpoint.ts'
import { callErrorOf } from './call-error.ts'
import { callForFile, identified, offline, readOutput, tenantFor, type CallOptions } from './client.ts'
import { downloadUrl, wireRequest } from './request.ts'
import { textOf } from './text.ts'

export interface UploadOptions extends CallOptions {
  /** Bytes sent so far and in all; `total` is the size of the file. */
  readonly onProgress?: (sent: number, total: number) => void
}

/**
 * Sends a file as the body itself. The browser streams it from the disk, so its size does not matter here;
 * `fetch` cannot report how much was sent, hence XMLHttpRequest.
 * @throws CallError as `call` does; an AbortError when `signal` fired
 */
export async function upload<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
  file: Blob,
  options: UploadOptions = {},
): Promise<z.output<O>> {
  const request = wireRequest(endpoint, input, tenantFor(options))
  const headers = { ...request.headers, 'content-type': file.type || 'application/octet-stream' }
  const body = await identified(() => sentFile({ ...request, headers }, file, options), options)
  return readOutput(endpoint, body)
}

/**
 * Saves what a `download` gives. A GET is handed to the browser as a link and never passes through this page's
 * memory; a POST (a report made on demand) is fetched and saved under the server's name.
 */
export async function download<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
  fallbackName: string,
): Promise<void> {
  if (endpoint.method === 'GET') {
    clickLink(downloadUrl(endpoint, input, tenantFor({})), '')
    return
  }
  const file = await callForFile(endpoint, input)
  saveFile(file.bytes, file.name ?? fallbackName)
}

/** Hands bytes made in this page to the browser's own "save as". */
export function saveFile(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes)
  clickLink(url, name)
  // The browser has taken its own hold on the bytes by the next turn; a minute covers slow "save as" dialogs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

function sentFile(
  request: { method: string; url: string; headers: Record<string, string> },
  file: Blob,
  options: UploadOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    const abort = () => sending.abort()
    sending.open(request.method, request.url)
    for (const [name, value] of Object.entries(request.headers)) sending.setRequestHeader(name, value)
    sending.upload.addEventListener('progress', (event) => options.onProgress?.(event.loaded, file.size))
    sending.addEventListener('error', () => reject(offline()))
    sending.addEventListener('abort', () => reject(new DOMException('Stopped', 'AbortError')))
    sending.addEventListener('loadend', () => options.signal?.removeEventListener('abort', abort))
    sending.addEventListener('load', () => {
      if (sending.status >= 200 && sending.status < 300) return resolve(sending.responseText)
      reject(
        callErrorOf({
          status: sending.status,
          body: sending.responseText,
          retryAfter: sending.getResponseHeader('retry-after'),
          fallback: textOf('ui', sending.status >= 502 ? 'failure.unavailable' : 'failure.unknown'),
        }),
      )
    })
    options.signal?.addEventListener('abort', abort)
    if (options.signal?.aborted) return reject(new DOMException('Stopped', 'AbortError'))
    sending.send(file)
  })
}

function clickLink(href: string, name: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
}
