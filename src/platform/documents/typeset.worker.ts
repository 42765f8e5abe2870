/** The typesetter's own process: sets one document after the other, knows no secret, and may be killed at any moment. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/** What the server sends, and what it gets back. */
export interface Sheet {
  readonly id: number
  readonly source: string
  readonly inputs: Record<string, string>
  readonly files: Readonly<Record<string, Uint8Array>>
}
export type Printed =
  | { readonly id: number; readonly pdf: Uint8Array; readonly lacks?: string }
  | { readonly id: number; readonly fault: string }

/** Below a file nothing can exist: Typst's own look at the disk finds no file, whatever a template asks for. */
const nowhere = join(fileURLToPath(import.meta.url), 'nowhere')
const fontStyles = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold', '700Bold_Italic']

const compiler = NodeCompiler.create({ workspace: nowhere, fontArgs: [{ fontBlobs: readFonts() }] })

process.on('message', (sheet: Sheet) => process.send?.(print(sheet)))
process.on('disconnect', () => process.exit(0))

function readFonts(): Buffer[] {
  const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/package.json'))
  return fontStyles.map((style) => readFileSync(join(folder, style, `NotoSans_${style}.ttf`)))
}

function print({ id, source, inputs, files }: Sheet): Printed {
  try {
    for (const [name, bytes] of Object.entries(files))
      compiler.mapShadow(join(nowhere, name), Buffer.from(bytes))
    const result = compiler.compile({ mainFileContent: source, inputs })
    const document = result.result
    if (document === null) return { id, fault: JSON.stringify(result.takeDiagnostics()?.shortDiagnostics) }
    return { id, ...accessible(document) }
  } catch (error) {
    return { id, fault: messageOf(error) }
  } finally {
    // One document's words do not wait in memory for the next one's tenant.
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

/** PDF/UA-1 where every character has a glyph; else the same tagged file without that promise. */
function accessible(document: Parameters<NodeCompiler['pdf']>[0]): { pdf: Uint8Array; lacks?: string } {
  try {
    return { pdf: compiler.pdf(document, { pdfStandard: 'ua-1' }) }
  } catch (error) {
    return { pdf: compiler.pdf(document), lacks: withoutText(messageOf(error)) }
  }
}

/** The compiler's own words up to where it would quote the document: people's text does not go to the log. */
function withoutText(message: string): string {
  const found = [...message.matchAll(/message: "([\w/: -]+)/g)].map((match) => match[1] ?? '')
  return [...new Set(found)].join('; ') || 'refused'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
