/**
 * Reads the import graph once: tells what breaks the walls of `.dependency-cruiser.cjs`, and draws the map
 * between the markers of docs/architecture.md.
 *
 * `tsx tools/architecture.ts` checks both; with `--write` it redraws the map.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { cruise } from 'dependency-cruiser'
import type { ICruiseResult, IModule } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'

export interface WallViolation {
  readonly rule: string
  readonly from: string
  readonly to: string
  readonly comment: string
}

export interface Graph {
  readonly violations: readonly WallViolation[]
  readonly modules: readonly IModule[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const page = `${root}docs/architecture.md`
const opening = '<!-- map: drawn by npm run check -- --write -->'
const closing = '<!-- end of map -->'
const stages = ['register', 'prepare', 'respond', 'improve']

/** Cruises `src` below a folder with the rules of the house. */
export async function readGraph(baseDir: string = root): Promise<Graph> {
  const options = await extractDepcruiseOptions(`${root}.dependency-cruiser.cjs`)
  const { output } = await cruise(['src'], { ...options, baseDir })
  if (typeof output === 'string') throw new Error('dependency-cruiser answered text instead of a graph')
  return { violations: [...violationsOf(output), ...areaCircles(output.modules)], modules: output.modules }
}

/** The map as Mermaid text: one box for each folder, grouped by floor and stage, an arrow for "imports". */
export function drawMap(modules: readonly IModule[]): string {
  const edges = folderEdges(modules, mapFolder)
  const folders = [...edges.keys()].toSorted()
  const lines = ['flowchart TB']
  for (const [title, members] of groups(folders)) {
    lines.push(`  subgraph ${nodeId(`group ${title}`)}["${title}"]`)
    for (const folder of members) lines.push(`    ${nodeId(folder)}["${folder.split('/').at(-1)}"]`)
    lines.push('  end')
  }
  for (const from of folders) {
    for (const to of [...(edges.get(from) ?? [])].toSorted()) {
      if (to !== 'base') lines.push(`  ${nodeId(from)} --> ${nodeId(to)}`)
    }
  }
  return lines.join('\n')
}

/** The page with the map between its markers replaced, or undefined when a marker is missing. */
export function withMap(text: string, map: string): string | undefined {
  const start = text.indexOf(opening)
  const end = text.indexOf(closing)
  if (start < 0 || end < start) return undefined
  return `${text.slice(0, start)}${opening}\n\n\`\`\`mermaid\n${map}\n\`\`\`\n\n${text.slice(end)}`
}

function violationsOf(result: ICruiseResult): WallViolation[] {
  const comments = new Map(result.summary.ruleSetUsed?.forbidden?.map((rule) => [rule.name, rule.comment]))
  return result.summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from,
    to: to.replace(/^.*\/node_modules\//, ''),
    comment: comments.get(rule.name) ?? '',
  }))
}

/**
 * Circles between whole rooms. The cruiser compares folders one level deep, so a circle that runs through
 * `contract/` or `public/` would slip past it.
 */
function areaCircles(modules: readonly IModule[]): WallViolation[] {
  const edges = folderEdges(modules, (path) => /^src\/areas\/([^/]+\/[^/]+)\//.exec(path)?.[1])
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    [...(edges.get(from) ?? [])].some(
      (next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
    )
  return [...edges.entries()].flatMap(([from, targets]) =>
    [...targets]
      .filter((to) => reaches(to, from))
      .map((to) => ({
        rule: 'no-circle-of-areas',
        from: `src/areas/${from}`,
        to: `src/areas/${to}`,
        comment:
          'Two rooms that read each other cannot be understood alone: turn one direction into an event.',
      })),
  )
}

function folderEdges(
  modules: readonly IModule[],
  folderOf: (path: string) => string | undefined,
): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>()
  for (const module of modules) {
    const from = folderOf(module.source)
    if (from === undefined) continue
    const targets = edges.get(from) ?? new Set<string>()
    edges.set(from, targets)
    for (const { resolved } of module.dependencies) {
      const to = folderOf(resolved)
      if (to !== undefined && to !== from) targets.add(to)
    }
  }
  return edges
}

function mapFolder(path: string): string | undefined {
  if (/\.test\.tsx?$/.test(path)) return undefined
  const area = /^src\/areas\/([^/]+\/[^/]+)\//.exec(path)?.[1]
  if (area !== undefined) return area
  return /^src\/(platform\/[^/]+(?=\/)|platform|[^/]+)\//.exec(path)?.[1]
}

/** Top to bottom as the imports run: front doors, stages from last to first, the floors below. */
function groups(folders: readonly string[]): [string, string[]][] {
  const wanted: [string, (folder: string) => boolean][] = [
    ['front doors', (folder) => ['app', 'bench', 'verify'].includes(folder)],
    ...stages
      .toReversed()
      .map((stage): [string, (folder: string) => boolean] => [
        stage,
        (folder) => folder.startsWith(`${stage}/`),
      ]),
    ['platform', (folder) => folder.startsWith('platform')],
    ['browser', (folder) => folder === 'ui'],
    ['data', (folder) => folder === 'content'],
    ['words everyone shares', (folder) => folder === 'base'],
  ]
  return wanted
    .map(([title, has]): [string, string[]] => [title, folders.filter(has)])
    .filter(([, members]) => members.length > 0)
}

function nodeId(text: string): string {
  return text.replaceAll(/[^a-z0-9]+/gi, '_')
}

async function main(): Promise<number> {
  const { violations, modules } = await readGraph()
  for (const { rule, from, to, comment } of violations)
    console.error(`${rule}: ${from} -> ${to}\n  ${comment}`)
  const before = existsSync(page) ? readFileSync(page, 'utf8') : ''
  const after = withMap(before, drawMap(modules))
  const name = relative(process.cwd(), page)
  if (after === undefined) {
    console.error(
      `${name} needs the two marker lines "${opening}" and "${closing}", so that the map has its place.`,
    )
    return 1
  }
  if (after !== before && process.argv.includes('--write')) writeFileSync(page, after)
  else if (after !== before) {
    console.error(`The map in ${name} is not the tree as it is. Run: npm run check -- --write`)
    return 1
  }
  return violations.length > 0 ? 1 : 0
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main()
}
