import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** One fault of one file, said to the person who wrote it. `line` counts from 1; 0 means the file as a whole. */
export interface Finding {
  readonly path: string
  readonly line: number
  readonly sentence: string
}

export interface TextFile {
  /** From the root of the project, with `/`. */
  readonly path: string
  readonly text: string
}

export const root = resolve(import.meta.dirname, '../..')

/** Findings as lines that an editor can jump to. */
export function inWords(findings: readonly Finding[]): string[] {
  return findings.map(({ path, line, sentence }) => `${path}${line > 0 ? `:${line}` : ''}  ${sentence}`)
}

const madeByTools = /^(node_modules|dist|data|coverage|test-results|playwright-report|\.git|\.muster)$/

/** Every file of the project that a person wrote, in a fixed order. */
export function projectPaths(folder: string = root, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${prefix}${entry.name}`
      if (prefix === '' && madeByTools.test(entry.name)) return []
      if (entry.isDirectory()) return projectPaths(join(folder, entry.name), `${path}/`)
      return entry.isFile() ? [path] : []
    })
}

/** The code of the project: sources, tests, tools and the configuration beside them. */
export function projectCode(): TextFile[] {
  return projectPaths()
    .filter((path) => /^(src|tests|tools)\/.*\.(tsx?|mjs)$|^[^/]+\.config\.ts$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
